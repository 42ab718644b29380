import { expect } from 'chai';
import { openOwnConnection, type OwnConnection } from '../../src/database/own-connection.ts';
import { tableShapes } from '../../src/database/table-shapes.ts';
import { withoutIndexes } from '../../src/database/without-indexes.ts';

const MANY = 20_000;

/** How a table is made, with its indexes in one order. */
async function definitionOf(connection: OwnConnection, table: string): Promise<string[]> {
  if (connection.isSqlite) {
    const found = await connection.rows('SELECT COALESCE(sql, name) FROM sqlite_master WHERE tbl_name = ?', [
      table,
    ]);
    return found.map(([sql]) => String(sql)).toSorted();
  }
  const [shown] = await connection.rows(`SHOW CREATE TABLE \`${table}\``);
  const lines = String(shown?.[1]).split('\n');
  return lines.map((line) => line.trim().replace(/,$/, '')).toSorted();
}

describe('tables that are filled without their indexes', () => {
  let connection: OwnConnection;
  before(async () => {
    connection = await openOwnConnection();
  });
  after(() => connection.close());

  it('are what they were before, each of them', async () => {
    let taken = 0;
    for (const { name } of await tableShapes(connection)) {
      const before = await definitionOf(connection, name);
      await withoutIndexes(connection, { name, rows: MANY }, async () => {
        taken += before.length - (await definitionOf(connection, name)).length;
      });
      expect(await definitionOf(connection, name), name).to.deep.equal(before);
    }
    // Most indexes lead somewhere that nothing refers to.
    expect(taken).to.be.greaterThan(30);
  });

  it('keep them where few rows come', async () => {
    const before = await definitionOf(connection, 'search_postings');
    await withoutIndexes(connection, { name: 'search_postings', rows: MANY - 1 }, async () => {
      expect(await definitionOf(connection, 'search_postings')).to.deep.equal(before);
    });
  });
});
