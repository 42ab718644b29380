import { promisify } from 'node:util';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { QueryTypes } from 'sequelize';
import { database } from '../../src/database/connect.ts';

/** What the schema's own history and lock are kept in. */
const KEPT = new Set(['migrations', 'seeds', 'schema_lock']);

type Row = Record<string, unknown>;

/** How the tables are brought back to what they held at first. */
interface Beginning {
  readonly names: readonly string[];
  /** Statements that write what stood in them. */
  readonly inserts: readonly string[];
}

function quoted(name: string): string {
  return database().getQueryInterface().quoteIdentifier(name);
}

const deletion = (name: string) => `DELETE FROM ${quoted(name)}`;

function select<T extends object>(statement: string): Promise<T[]> {
  return database().query<T>(statement, { type: QueryTypes.SELECT });
}

/** Writes the statements once: with Sequelize, each test would spend more on their texts than the database on them. */
async function readBeginning(tables: readonly string[]): Promise<Beginning> {
  const { queryGenerator } = database().getQueryInterface() as unknown as {
    queryGenerator: { bulkInsertQuery(table: string, rows: readonly Row[]): string };
  };
  const names = tables.filter((name) => !KEPT.has(name));
  const inserts: string[] = [];
  // What seeding told is no beginning: a test finds in the journal what it did.
  for (const name of names.filter((one) => one !== 'events')) {
    const rows = await select<Row>(`SELECT * FROM ${quoted(name)}`);
    if (rows.length > 0) inserts.push(queryGenerator.bulkInsertQuery(name, rows).replace(/;$/, ''));
  }
  return { names, inserts };
}

/** Empties tables and runs statements one after the other, whatever rows refer to. */
interface Writer {
  run(emptied: readonly string[], statements: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** The connection that Sequelize holds, since another one would look like a process beside the tests. */
const embedded: Writer = {
  // It spends next to nothing on tables that are empty.
  run: async (emptied, statements) => {
    const { connectionManager } = database() as unknown as {
      connectionManager: {
        getConnection(
          of: object,
        ): Promise<{ exec(script: string, done: (error: Error | null) => void): void }>;
      };
    };
    const connection = await connectionManager.getConnection({});
    const script = [
      'PRAGMA foreign_keys = OFF',
      'BEGIN IMMEDIATE',
      ...emptied.map(deletion),
      ...statements,
      'COMMIT',
      'PRAGMA foreign_keys = ON',
    ].join(';\n');
    await promisify(connection.exec.bind(connection))(script);
  },
  close: () => Promise.resolve(),
};

/** One connection, opened anew where the server ended the one before. */
function onServer(uri: string): Writer {
  let connection: Connection | undefined;
  const open = async () => {
    const opened = await createConnection({ uri, multipleStatements: true, charset: 'utf8mb4' });
    opened.on('error', () => (connection = undefined));
    await opened.query('SET foreign_key_checks = 0');
    return opened;
  };
  return {
    run: async (emptied, statements) => {
      connection ??= await open();
      const asked = emptied.map(
        (name) => `SELECT '${name}' AS name WHERE EXISTS (SELECT 1 FROM ${quoted(name)})`,
      );
      // It reads so long a question once.
      const [filled] = await connection.execute<RowDataPacket[]>(asked.join(' UNION ALL '));
      const deletions = filled.map(({ name }) => deletion(String(name)));
      await connection.query(['START TRANSACTION', ...deletions, ...statements, 'COMMIT'].join(';\n'));
    },
    close: async () => connection?.end(),
  };
}

let beginning: Beginning | undefined;
let writer: Writer | undefined;

/**
 * Deletes all rows but those that stood in these tables when it was asked for first; these stand again as they did.
 *
 * @param url of the server that the tests use; undefined for the embedded database.
 */
export async function emptyTables(
  tables: () => Promise<readonly string[]>,
  url: string | undefined,
): Promise<void> {
  const { names, inserts } = (beginning ??= await readBeginning(await tables()));
  writer ??= url === undefined ? embedded : onServer(url);
  await writer.run(names, inserts);
}

/** Ends what `emptyTables` keeps open. */
export async function endEmptying(): Promise<void> {
  await writer?.close();
  writer = undefined;
}
