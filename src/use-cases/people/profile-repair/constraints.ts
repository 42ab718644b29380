import { database, isSqlite } from '../../../database/connect.ts';
import { alter } from './alter.ts';
import type { Problem } from './finding.ts';
import { mysqlColumn, select, TABLE } from './read-schema.ts';
import { rebuildTable } from './rebuild-table.ts';
import { referenceLacks, restoreReference, type Reference } from './references.ts';
import { withNotNull } from './table-definition.ts';

/** A rule of user_profiles that the database itself keeps. */
interface Constraint {
  readonly title: string;
  /** What it says otherwise: '' where it is missing, null where it is as it has to be. */
  readonly lacks: () => Promise<string | null>;
  readonly restore: () => Promise<unknown>;
}

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

async function addUnique(column: string): Promise<void> {
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

function unique(title: string, column: string): Constraint {
  const holds = ({ unique: isUnique, partial, fields }: Index) =>
    isUnique && partial !== 1 && fields.length === 1 && fields[0]?.attribute === column;
  return {
    title,
    lacks: async () => ((await indexes()).some(holds) ? null : ''),
    restore: () => addUnique(column),
  };
}

function reference(title: string, key: Reference): Constraint {
  return { title, lacks: () => referenceLacks(key), restore: () => restoreReference(key) };
}

async function allowsNull(column: string): Promise<boolean> {
  if (!isSqlite()) return (await mysqlColumn(column))?.nullable === 'YES';
  const sql = `SELECT 1 FROM pragma_table_info('${TABLE}') WHERE name = :column AND "notnull" = 0`;
  return (await select(sql, { column })).length > 0;
}

function notNull(title: string, column: string): Constraint {
  return {
    title,
    lacks: async () => ((await allowsNull(column)) ? '' : null),
    restore: async () => {
      if (isSqlite()) return rebuildTable(TABLE, (body) => withNotNull(body, column));
      const type = (await mysqlColumn(column))?.type ?? 'INTEGER';
      return database().query(`ALTER TABLE ${TABLE} MODIFY ${column} ${type} NOT NULL`);
    },
  };
}

/** Of MySQL alone: what the program folds has no letter case left, and SQLite folds nothing else. */
function exact(title: string, column: string): Constraint {
  return {
    title,
    lacks: async () => {
      const collation = isSqlite() ? null : (await mysqlColumn(column))?.collation;
      return collation?.endsWith('_bin') === false ? `compares by ${collation}` : null;
    },
    restore: async () => {
      const type = (await mysqlColumn(column))?.type ?? 'VARCHAR(300)';
      const rule = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
      return database().query(`ALTER TABLE ${TABLE} MODIFY ${column} ${type} ${rule} NULL`);
    },
  };
}

/** In the order of repair: letters are compared exactly before they have to be unique, and only a right key lets a column be NOT NULL. */
const CONSTRAINTS: readonly Constraint[] = [
  exact('exact main_portal_id', 'main_portal_id_folded'),
  unique('unique user_id', 'user_id'),
  unique('unique main_portal_id', 'main_portal_id_folded'),
  reference('user_id references users', { column: 'user_id', target: 'users', onDelete: 'CASCADE' }),
  reference('department_id references departments', {
    column: 'department_id',
    target: 'departments',
    onDelete: 'SET NULL',
  }),
  notNull('user_id is given', 'user_id'),
];

/** The constraints that this database lacks or has otherwise. */
export async function missingConstraints(): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { title, lacks } of CONSTRAINTS) {
    const found = await lacks();
    if (found === null) continue;
    const instead = found === '' ? {} : { found };
    problems.push({ kind: 'missing_constraint', constraint: title, ...instead });
  }
  return problems;
}

/**
 * Restores a constraint; on MySQL this ends the transaction.
 *
 * @throws ConflictError when rows are against it.
 */
export async function restoreConstraint(problem: Problem & { kind: 'missing_constraint' }): Promise<void> {
  const constraint = CONSTRAINTS.find(({ title }) => title === problem.constraint);
  if (constraint) await alter(`The constraint "${constraint.title}"`, constraint.restore);
}
