import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../../database/connect.ts';
import { ConflictError } from '../../../errors.ts';
import { messageOf } from '../../../log-error.ts';
import type { Problem } from './finding.ts';
import { rebuildTable } from './rebuild-table.ts';

const TABLE = 'user_profiles';
/** How long a change of the table waits for those who use it, in seconds; MySQL would wait a day. */
const PATIENCE_SECONDS = 30;

interface Unique {
  readonly title: string;
  readonly column: string;
}

interface Reference extends Unique {
  readonly target: string;
  readonly onDelete: 'CASCADE' | 'SET NULL';
}

const UNIQUE: readonly Unique[] = [
  { title: 'unique user_id', column: 'user_id' },
  { title: 'unique main_portal_id', column: 'main_portal_id_folded' },
];

const REFERENCES: readonly Reference[] = [
  { title: 'user_id references users', column: 'user_id', target: 'users', onDelete: 'CASCADE' },
  {
    title: 'department_id references departments',
    column: 'department_id',
    target: 'departments',
    onDelete: 'SET NULL',
  },
];

interface Index {
  readonly name: string;
  readonly unique: boolean;
  /** SQLite alone: the index is for some rows only. */
  readonly partial?: number;
  readonly fields: readonly { readonly attribute: string }[];
}

async function indexes(): Promise<Index[]> {
  return (await database().getQueryInterface().showIndex(TABLE)) as Index[];
}

async function references(): Promise<{ columnName: string; referencedTableName: string }[]> {
  return (await database().getQueryInterface().getForeignKeyReferencesForTable(TABLE)) as {
    columnName: string;
    referencedTableName: string;
  }[];
}

/** The constraints that keep the two invariants and that this database lacks. */
export async function missingConstraints(): Promise<Problem[]> {
  const presentIndexes = await indexes();
  const presentReferences = await references();
  const isUnique = ({ column }: Unique) =>
    presentIndexes.some(
      ({ unique, partial, fields }) =>
        unique && partial !== 1 && fields.length === 1 && fields[0]?.attribute === column,
    );
  const isReference = ({ column, target }: Reference) =>
    presentReferences.some(
      ({ columnName, referencedTableName }) => columnName === column && referencedTableName === target,
    );
  return [...UNIQUE.filter((key) => !isUnique(key)), ...REFERENCES.filter((key) => !isReference(key))].map(
    ({ title }) => ({ kind: 'missing_constraint', constraint: title }),
  );
}

async function addUnique({ column }: Unique): Promise<void> {
  const name = `${TABLE}_${column}_unique`;
  const inTheWay = (await indexes()).some((index) => index.name === name);
  if (!isSqlite()) {
    // One statement: an index that a foreign key needs can only be replaced, not dropped.
    const drop = inTheWay ? `DROP INDEX ${name}, ` : '';
    await database().query(`ALTER TABLE ${TABLE} ${drop}ADD UNIQUE INDEX ${name} (${column})`);
    return;
  }
  if (inTheWay) await database().query(`DROP INDEX ${name}`);
  await database().query(`CREATE UNIQUE INDEX ${name} ON ${TABLE} (${column})`);
}

async function addReference({ column, target, onDelete }: Reference): Promise<void> {
  const clause = `FOREIGN KEY (${column}) REFERENCES ${target} (id) ON DELETE ${onDelete} ON UPDATE CASCADE`;
  if (isSqlite()) await rebuildTable(TABLE, clause);
  else await database().query(`ALTER TABLE ${TABLE} ADD CONSTRAINT ${TABLE}_${column}_reference ${clause}`);
}

/**
 * Restores a constraint; on MySQL this ends the transaction.
 *
 * @throws ConflictError when rows are against it.
 */
export async function restoreConstraint({
  constraint,
}: Problem & { kind: 'missing_constraint' }): Promise<void> {
  if (!isSqlite()) {
    await database().query(`SET SESSION lock_wait_timeout = ${PATIENCE_SECONDS}`, { type: QueryTypes.RAW });
  }
  try {
    for (const key of UNIQUE) if (key.title === constraint) await addUnique(key);
    for (const key of REFERENCES) if (key.title === constraint) await addReference(key);
  } catch (error) {
    throw new ConflictError(
      `The constraint "${constraint}" could not be restored: ${messageOf(error)}. Run the command again.`,
    );
  }
}
