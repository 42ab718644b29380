import { expect } from 'chai';
import { database } from '../../../src/database/connect.ts';
import { asOf } from '../../../src/database/present-moment.ts';
import { storedMoment } from '../../../src/database/select.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { Status } from '../../../src/models/status.ts';
import { listComplaints } from '../../../src/use-cases/complaints/queue/list-complaints.ts';
import { reopenComplaint } from '../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { followComplaints } from '../../../src/use-cases/reports/counting/follow-complaints.ts';
import { readReport } from '../../../src/use-cases/reports/read-report.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { count, expectLists } from '../../support/figures.ts';
import { byHand } from '../../support/journal-watch.ts';
import { copyComplaint } from '../../support/many-complaints.ts';

/** A Wednesday. */
const NOW = new Date('2026-11-18T12:00:00Z');
const HOUR_MS = 3_600_000;
/** More of each kind than a list counts by itself. */
const [SOLVED, OPEN] = [11_000, 10_500];
const DAYS = { from: '2026-11-16', to: '2026-11-18', step: 'day' } as const;

describe('lists of more complaints than are counted one by one', function suite() {
  this.timeout(240_000);
  let cast: Cast;

  const list = (input: object) => listComplaints(cast.asha, input, NOW, 'UTC');

  beforeEach(async () => {
    cast = await buildCast();
    const type = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    const [fresh, solved] = await Promise.all(
      (['new', 'resolved'] as const).map((category) =>
        Status.findOne({ where: { category }, rejectOnEmpty: true }),
      ),
    );
    const createdAt = new Date(NOW.getTime() - 50 * HOUR_MS);
    const at = (hours: number) => new Date(createdAt.getTime() + hours * HOUR_MS);
    const shared = {
      reporterId: cast.rosa.id,
      typeId: type.id,
      assigneeId: cast.elena.id,
      title: 'No network',
      description: 'None at all.',
      createdAt,
      updatedAt: createdAt,
      firstResponseDueAt: at(2),
    };
    const done = { firstRespondedAt: at(1), resolvedAt: at(26), resolutionDueAt: at(30) };
    await byHand(async () => {
      const one = await Complaint.create({ ...shared, ...done, statusId: solved?.id ?? 0 });
      await copyComplaint(one.id, SOLVED - 1);
      const other = await Complaint.create({ ...shared, statusId: fresh?.id ?? 0 });
      await copyComplaint(other.id, OPEN - 1);
      const query = (sql: string) => database().query(sql);
      await query('UPDATE complaints SET assignee_id = NULL WHERE id % 4 = 0');
      await query(
        `UPDATE complaints SET first_response_due_at = '${storedMoment(at(0.5))}' WHERE id % 100 = 0`,
      );
      const steps =
        'INSERT INTO status_changes (complaint_id, from_status_id, to_status_id, event_id, created_at)';
      await query(`${steps} SELECT id, NULL, ${fresh?.id}, 1, created_at FROM complaints`);
      await query(
        `${steps} SELECT id, ${fresh?.id}, status_id, 1, resolved_at FROM complaints WHERE resolved_at IS NOT NULL`,
      );
      await query(
        `INSERT INTO feedback (complaint_id, status_change_id, rating, comment, event_id, created_at)
          SELECT complaint_id, id, 5, '', 1, created_at FROM status_changes WHERE to_status_id = ${solved?.id}`,
      );
    });
    for (const minutes of [0, 1]) {
      const at = new Date(NOW.getTime() + minutes * 60_000);
      await asOf(at, () => followComplaints(undefined, 'UTC'));
    }
  });

  it('have as many as the figures say that lead to them, or say that there are more', async () => {
    const report = await readReport(cast.asha, DAYS, NOW, 'UTC');
    expect(report.filed.value).to.equal(SOLVED + OPEN);
    expect([report.firstResponse.within.count, report.resolution.within.count]).to.deep.equal([
      SOLVED,
      SOLVED,
    ]);
    expect(report.satisfaction.rated.value).to.equal(SOLVED);
    // At the end of the first day none was solved yet.
    const open = report.series.find(({ key }) => key === 'open')?.points;
    expect(open?.map(({ value }) => value)).to.deep.equal([SOLVED + OPEN, OPEN, OPEN]);
    expect(await expectLists(report, cast.asha, NOW, 'UTC')).to.be.above(20);

    // Of others it is said that there are more, and they are turned as far as before.
    const all = await list({});
    expect([all.total, all.pages]).to.deep.equal([{ count: 10_000, more: true }, 200]);
    const filed = await list({ createdFrom: '2026-11-16', createdTo: '2026-11-16', page: 9999 });
    expect([filed.total, filed.page, filed.pages]).to.deep.equal([
      { count: SOLVED + OPEN, more: false },
      200,
      200,
    ]);
    const also = await list({ createdFrom: '2026-11-16', createdTo: '2026-11-16', urgencies: ['medium'] });
    expect(also.total).to.deep.equal({ count: 10_000, more: true });
    const unsolved = await list({ view: 'open', urgencies: ['medium'] });
    expect(unsolved.total).to.deep.equal({ count: OPEN, more: false });
    // What was open on a day, reopened ones too.
    const one = await Complaint.findOne({ order: [['id', 'ASC']], rejectOnEmpty: true });
    await asOf(NOW, () => reopenComplaint(cast.rosa, { id: one.id, remark: 'It is back.' }, 7, NOW));
    const first = await list({ openOn: '2026-11-16' });
    expect(first.total).to.deep.equal({ count: SOLVED + OPEN, more: false });
    const narrow = await list({ openOn: '2026-11-16', assigneeIds: [cast.elena.id], urgencies: ['high'] });
    expect(narrow.total.count).to.equal(await count("c.urgency = 'high'"));
    expect((await list({ openOn: '2026-11-17', assigneeIds: ['none'] })).total.count).to.equal(OPEN / 4);
    expect((await list({ openOn: '2026-11-18' })).total).to.deep.equal({ count: OPEN + 1, more: false });
  });
});
