import { expect } from 'chai';
import { database } from '../../src/database/connect.ts';
import { hindranceIn } from '../../src/database/driver-errors.ts';
import { readMoment, select, selectOnce, storedMoment } from '../../src/database/select.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { Department } from '../../src/models/department.ts';
import { statementsOf } from '../support/queries.ts';

const MOMENT = new Date('2024-02-29T23:59:59.123Z');

describe('select', () => {
  it('reads values as they were given, a moment to the millisecond', async () => {
    const { id } = await Department.create({ name: 'Zoë ↔ 研究', description: '', isActive: false });
    const at = storedMoment(MOMENT);
    await database().query(`UPDATE departments SET created_at = '${at}' WHERE id = ${id}`);
    const [row] = await select<Record<string, unknown>>(
      `SELECT id, name, description, is_active AS isActive, created_at AS at, NULL AS empty,
        $id + 9007199254740000 AS large, $id = id AS twice FROM departments WHERE id = $id`,
      { id },
    );
    expect({ ...row, at: readMoment(row?.at as Date | string) }).to.deep.equal({
      id,
      name: 'Zoë ↔ 研究',
      description: '',
      isActive: 0,
      at: MOMENT,
      empty: null,
      large: id + 9007199254740000,
      twice: 1,
    });
  });

  it('reads moments in whatever way SQLite keeps them', () => {
    const moment = new Date('2026-01-31T10:00:00Z');
    for (const stored of [
      '2026-01-31 10:00:00.000 +00:00',
      '2026-01-31 10:00:00 +00:00',
      '2026-01-31T10:00:00.000Z',
    ])
      expect(readMoment(stored), stored).to.deep.equal(moment);
    expect(readMoment(moment)).to.equal(moment);
  });

  it('reads the same without values', async () => {
    await Department.create({ name: 'Research' });
    const sql = "SELECT name, is_active AS isActive FROM departments WHERE name = 'Research'";
    const rows = [{ name: 'Research', isActive: 1 }];
    expect(await selectOnce(sql)).to.deep.equal(rows);
    expect(await select(sql, {})).to.deep.equal(rows);
  });

  it('sees what its own transaction wrote, and nobody else does', async () => {
    const named = () => select('SELECT id FROM departments WHERE name = $name', { name: 'Research' });
    const refused = inTransaction(async () => {
      await Department.create({ name: 'Research' });
      expect(await named()).to.have.length(1);
      throw new Error('no');
    });
    expect(await refused.catch((error: Error) => error.message)).to.equal('no');
    expect(await named()).to.have.length(0);
  });

  it('tells what the database refused, and keeps no connection for it', async () => {
    for (let time = 0; time < 25; time += 1) {
      const refused = await selectOnce('SELECT nothing FROM nowhere').catch((error: unknown) => error);
      expect(refused).to.have.property('name', 'SequelizeDatabaseError');
      expect(hindranceIn(refused)).to.equal(undefined);
      const forgotten = select('SELECT $id AS id', {}).catch((error: unknown) => error);
      expect(await forgotten).to.be.an('error');
    }
    expect(await selectOnce('SELECT 1 AS one')).to.deep.equal([{ one: 1 }]);
  });

  it('is told with all other statements', async () => {
    const told = await statementsOf(() => select('SELECT $id AS id', { id: 1 }));
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/SELECT \? AS id/);
  });
});
