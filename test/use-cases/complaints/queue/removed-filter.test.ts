import { expect } from 'chai';
import { database, isSqlite } from '../../../../src/database/connect.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import type { RetentionName } from '../../../../src/models/retention-rule.ts';
import { listComplaints } from '../../../../src/use-cases/complaints/queue/list-complaints.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast } from '../../../factories/people.ts';
import { byHand } from '../../../support/journal-watch.ts';
import { copyComplaint } from '../../../support/many-complaints.ts';
import { statementsOf } from '../../../support/queries.ts';

/** So many that a server does not read all of them. */
const MANY = 2000;

describe('the filter for what a rule removed', function suite() {
  this.timeout(60_000);

  it('finds few among very many by their indexes, whatever was removed of them', async () => {
    const { rosa, asha } = await buildCast();
    const first = await buildComplaint({ reporter: rosa });
    const { id: old } = await buildComplaint({ reporter: rosa });
    await copyComplaint(first.id, MANY);
    await byHand(async () => {
      await Complaint.update({ textsRemovedAt: new Date() }, { where: { id: old }, silent: true });
      await Complaint.update({ filesRemovedAt: new Date() }, { where: { id: first.id }, silent: true });
    });
    if (!isSqlite()) await database().query('ANALYZE TABLE complaints');
    const found: [RetentionName[], number[]][] = [
      [['files'], [first.id]],
      [['texts'], [old]],
      [
        ['files', 'texts'],
        [first.id, old],
      ],
    ];
    for (const [removed, ids] of found) {
      const told = await statementsOf(async () => {
        const { rows } = await listComplaints(asha, { removed });
        expect(rows.map(({ id }) => id).toSorted((a, b) => a - b)).to.deep.equal(ids);
      });
      const asked = told.filter((one) => one.includes('removed_at` IS NOT NULL'));
      expect(asked, 'counted and listed').to.have.length(2);
      // SQLite takes no index for what is not null beside an order.
      if (isSqlite()) continue;
      for (const sql of asked) {
        const [plan] = await database().query(`EXPLAIN ${sql.replace(/^Execut\w+ \([^)]*\): /, '')}`);
        const rows = plan as { table: string; key: string | null }[];
        const keys = rows.filter(({ table }) => table === 'Complaint').map(({ key }) => key ?? 'none');
        expect(keys.join(), sql).to.equal(removed.map((what) => `complaints_${what}_removed`).join());
      }
    }
  });
});
