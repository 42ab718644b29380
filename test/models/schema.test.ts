import { expect } from 'chai';
import type { ModelAttributeColumnOptions, ModelStatic } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { select } from '../support/schema.ts';

/** What may differ, and why. */
const APART: Readonly<Record<string, string>> = {
  'complaints.urgency_rank': 'made by the database from the urgency, to sort by',
  'complaints.ended_at': 'made by the database from the other moments, to find what ended when',
  'remarks.event_id': 'empty until a later migration told the history as events',
  'status_changes.event_id': 'the same',
  'attachments.event_id': 'the same',
  'feedback.event_id': 'the same',
};

/** A type as both engines may call it. */
function plainType(type: string): string {
  return type
    .toUpperCase()
    .replace(/^MEDIUMTEXT$/, isSqlite() ? 'TEXT' : '$&')
    .replace(/^INT(EGER)?(\(\d+\))?$/, 'INTEGER')
    .replace(/^(DATETIME|BIGINT)\(\d+\)$/, '$1')
    .replace(/ (BINARY|COLLATE|CHARACTER SET) ?\S*/g, '')
    .replace(/ +UNSIGNED$/, '');
}

function typeOf({ type }: ModelAttributeColumnOptions): string {
  // All texts are one type there.
  if (isSqlite() && (type as { key: string }).key === 'TEXT') return 'TEXT';
  return plainType((type as { toSql(): string }).toSql());
}

/** What a model says of a column, and a table. */
interface Column {
  readonly type: string;
  readonly allowNull: boolean;
  readonly primaryKey: boolean;
}

function modelColumns(model: ModelStatic<never>): Record<string, Column> {
  const attributes = Object.entries(
    (model as unknown as { rawAttributes: Record<string, ModelAttributeColumnOptions> }).rawAttributes,
  ).filter(([, { type }]) => (type as { key?: string }).key !== 'VIRTUAL');
  return Object.fromEntries(
    attributes.map(([name, attribute]) => {
      const { field = name, allowNull, primaryKey = false } = attribute;
      return [field, { type: typeOf(attribute), allowNull: allowNull !== false && !primaryKey, primaryKey }];
    }),
  );
}

/** Sequelize's own description of a table stumbles over SQLite's indexes of expressions. */
async function describeTable(table: string): Promise<(Column & { readonly name: string })[]> {
  if (isSqlite()) {
    const rows = await select<{ name: string; type: string; notnull: number; pk: number }>(
      `SELECT name, type, "notnull", pk FROM pragma_table_xinfo('${table}')`,
    );
    return rows.map(({ notnull, pk, ...row }) => ({ ...row, allowNull: notnull === 0, primaryKey: pk > 0 }));
  }
  const columns = await database().getQueryInterface().describeTable(table);
  return Object.entries(columns).map(([name, column]) => ({ name, ...column }));
}

async function tableColumns(table: string): Promise<Record<string, Column>> {
  const columns = await describeTable(table);
  return Object.fromEntries(
    columns.map(({ name, type, allowNull, primaryKey }) => [
      name,
      {
        type: plainType(type),
        allowNull: allowNull && !primaryKey,
        primaryKey,
      },
    ]),
  );
}

describe('the models', () => {
  /** Umzug adds models of its own tables, of which one is there only once something was seeded. */
  const models = () =>
    (Object.values(database().models) as ModelStatic<never>[]).filter(
      ({ tableName }) => tableName !== 'migrations' && tableName !== 'seeds',
    );

  it('say of every column what the migrated table says', async () => {
    expect(models().length).to.be.greaterThan(15);
    const differences: string[] = [];
    for (const model of models()) {
      const table = model.tableName;
      const [said, found] = [modelColumns(model), await tableColumns(table)];
      for (const name of new Set([...Object.keys(said), ...Object.keys(found)])) {
        if (`${table}.${name}` in APART) continue;
        const [model, stored] = [said[name], found[name]].map((column) => JSON.stringify(column));
        if (model !== stored) differences.push(`${table}.${name}: ${model} instead of ${stored}`);
      }
    }
    expect(differences).to.deep.equal([]);
  });
});
