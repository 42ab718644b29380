import { expect } from 'chai';
import { Op } from 'sequelize';
import { isSqlite } from '../../../../src/database/connect.ts';
import { selectOnce } from '../../../../src/database/select.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { listComplaints } from '../../../../src/use-cases/complaints/queue/list-complaints.ts';
import { inOrder } from '../../../../src/use-cases/complaints/queue/queue-order.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { buildQueue } from '../../../factories/queue.ts';
import { statementsOf } from '../../../support/queries.ts';

type QueueInput = Parameters<typeof listComplaints>[1];

/** SQLite has several indexes by which it finds a status; a server takes one if it is told to. */
const UNSOLVED_ALONE = () => (isSqlite() ? 'status_id=?' : 'complaints_unsolved_urgency');

describe('a list that is sorted by urgency', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
    await buildQueue(cast);
  });

  /** How the database reads the numbers of such a list. */
  async function plan(input: QueueInput): Promise<string> {
    const told = await statementsOf(() => listComplaints(cast.amir, { sort: 'urgency', ...input }));
    const sql = told.find((one) => /AS grouped|ORDER BY .*urgency_rank/.test(one)) ?? '';
    const statement = sql.replace(/^Execut\w+ \([^)]*\): /, '');
    return JSON.stringify(await selectOnce(`EXPLAIN ${isSqlite() ? 'QUERY PLAN ' : ''}${statement}`));
  }

  for (const view of ['mine', 'unassigned', 'open', 'waiting'] as const) {
    it(`reads nothing that is solved for the view ${view}`, async () => {
      expect(await plan({ view })).to.contain(UNSOLVED_ALONE());
      const filtered = await plan({ view, createdFrom: '2024-01-01' });
      expect(filtered, 'with a filter').to.contain(UNSOLVED_ALONE());
      expect(await plan({ view, sort: 'pressing' }), 'overdue first').to.contain(UNSOLVED_ALONE());
    });
  }

  it('reads nothing that is in time for the view of what is overdue', async () => {
    for (const sort of ['urgency', 'pressing'] as const)
      expect(await plan({ view: 'overdue', sort }), sort).to.contain(
        // SQLite cannot be told, and takes one of the indexes by urgency.
        isSqlite() ? 'USING INDEX complaints_' : 'complaints_due_at',
      );
  });

  it('is the same whether an index finds all of it or one group after the other is read', async () => {
    await Complaint.update({ dueAt: new Date('2026-01-02T03:04:05.678Z') }, { where: { urgency: 'medium' } });
    await Complaint.update({ dueAt: new Date('2999-01-01') }, { where: { assigneeId: null } });
    const where = { statusId: { [Op.ne]: 0 } };
    for (const sort of ['urgency', 'pressing'] as const) {
      for (const direction of ['asc', 'desc'] as const) {
        const whole = await inOrder(sort, direction, { where, limit: 100, offset: 0 });
        expect(whole).to.have.length(await Complaint.count());
        const index = 'complaints_unsolved_urgency';
        const told = `${sort} ${direction}`;
        expect(await inOrder(sort, direction, { where, limit: 100, offset: 0, index }), told).to.deep.equal(
          whole,
        );
        const part = await inOrder(sort, direction, { where, limit: 3, offset: 2, index });
        expect(part, told).to.deep.equal(whole.slice(2, 5));
      }
    }
  });

  it('goes by the numbers where these are known', async () => {
    for (const known of [{ title: 'fresh' }, { search: 'fresh' }])
      expect(await plan({ view: 'open', ...known }), JSON.stringify(known)).not.to.contain(
        '"key":"complaints_unsolved_urgency"',
      );
  });
});
