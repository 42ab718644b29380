import { expect } from 'chai';
import { asOf } from '../../../../src/database/present-moment.ts';
import {
  listComplaints,
  type QueueInput,
} from '../../../../src/use-cases/complaints/queue/list-complaints.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';

/** A moment of a Friday and the days after it. */
const at = (day: number, time: string): Date => new Date(`2026-11-${day}T${time}Z`);

describe('what is due in the queue', () => {
  let cast: Cast;

  const due = (title: string, dueAt: Date | null, urgency: 'low' | 'high' | 'critical' = 'low', hour = 10) =>
    buildComplaint({
      title,
      dueAt,
      urgency,
      createdAt: at(19, `${String(hour).padStart(2, '0')}:00`),
      clockSeconds: dueAt === null ? null : 60,
      resolutionDueAt: dueAt,
    });

  beforeEach(async () => {
    cast = await buildCast();
    await due('over', at(20, '11:00'));
    await due('over, older', at(20, '15:00'), 'low', 9);
    await due('over and critical', at(20, '15:30'), 'critical');
    await due('this evening', at(20, '23:00'));
    await due('Monday morning', at(23, '10:00'));
    await due('Monday afternoon', at(23, '15:00'), 'high');
    await due('never', null, 'critical');
  });

  const list = async (input: QueueInput, now = at(20, '16:00')) =>
    (await asOf(now, () => listComplaints(cast.amir, input, now))).rows.map(({ title }) => title);

  it('is in the view Due today and within four working hours, and in the view Overdue afterwards', async () => {
    expect(await list({ view: 'due' })).to.have.members(['this evening', 'Monday morning']);
    expect(await list({ view: 'overdue' })).to.have.members(['over', 'over, older', 'over and critical']);
    expect(await list({ view: 'overdue' }, at(20, '11:00'))).to.deep.equal(['over']);
    expect(await list({ view: 'due' }, at(20, '10:59')), 'not on Friday morning').to.not.include(
      'Monday morning',
    );
  });

  it('stands overdue first, then by urgency, then the oldest first', async () => {
    expect(await list({ sort: 'pressing' })).to.deep.equal([
      'over and critical',
      'over, older',
      'over',
      'never',
      'Monday afternoon',
      'this evening',
      'Monday morning',
    ]);
  });

  it('is sorted by when it is due, what is not due last, and filtered by day', async () => {
    const order = [
      'over',
      'over, older',
      'over and critical',
      'this evening',
      'Monday morning',
      'Monday afternoon',
    ];
    expect(await list({ sort: 'due', direction: 'asc' })).to.deep.equal([...order, 'never']);
    expect(await list({ sort: 'due', direction: 'desc' })).to.deep.equal([...order.toReversed(), 'never']);
    expect(await list({ dueFrom: '2026-11-23' })).to.have.members(['Monday morning', 'Monday afternoon']);
    expect(await list({ overdue: false })).to.have.length(4);
  });

  it('says what is due when', async () => {
    const now = at(20, '16:00');
    const { rows } = await listComplaints(cast.amir, { sort: 'due', direction: 'asc' }, now);
    expect(rows[0]?.due).to.deep.equal({ what: 'resolution', at: at(20, '11:00') });
    expect(rows.map(({ isOverdue }) => isOverdue)).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(rows.at(-1)?.due).to.equal(null);
  });
});
