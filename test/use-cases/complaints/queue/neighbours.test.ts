import { expect } from 'chai';
import { neighbours, type PlaceKey } from '../../../../src/use-cases/complaints/queue/neighbours.ts';
import {
  listComplaints,
  type QueueInput,
} from '../../../../src/use-cases/complaints/queue/list-complaints.ts';
import { changeUrgency } from '../../../../src/use-cases/complaints/steps/change-urgency.ts';
import { assignComplaint } from '../../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { resolveComplaint } from '../../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { QUEUE_SORTS } from '../../../../src/use-cases/complaints/queue/queue-order.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { buildQueue, daysAgo } from '../../../factories/queue.ts';
import { refusal } from '../../../support/refusal.ts';

describe('what stands beside a complaint in its list', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
    await buildQueue(cast);
    // Two of one urgency and moment.
    for (const title of ['twin', 'other twin'])
      await buildComplaint({ reporter: cast.sam, title, createdAt: daysAgo(2), lastActivityAt: daysAgo(2) });
  });

  async function keyOf(id: number): Promise<PlaceKey> {
    const { urgency, createdAt, lastActivityAt, dueAt } = await Complaint.findByPk(id, {
      rejectOnEmpty: true,
    });
    return { urgency, createdAt, lastActivityAt, dueAt };
  }

  it('is what the list shows before and after it, however it is sorted, filtered and searched', async () => {
    const lists: QueueInput[] = [
      ...QUEUE_SORTS.flatMap((sort) => [
        { sort, direction: 'asc' as const },
        { sort, direction: 'desc' as const },
      ]),
      { sort: 'urgency', view: 'open' },
      { sort: 'urgency', urgencies: ['medium', 'low'] },
      { view: 'unassigned' },
      { search: 'twin' },
    ];
    for (const input of lists) {
      const { rows } = await listComplaints(cast.amir, input);
      for (const [index, { id }] of rows.entries()) {
        const found = await neighbours(cast.amir, id, input);
        const told = `${JSON.stringify(input)} ${id}`;
        expect(found?.previous?.id ?? null, `before ${told}`).to.equal(rows[index - 1]?.id ?? null);
        expect(found?.next?.id ?? null, `after ${told}`).to.equal(rows[index + 1]?.id ?? null);
        expect([found?.place, found?.total.count], told).to.deep.equal([index + 1, rows.length]);
      }
    }
  });

  it('stays what it was when the complaint was opened, whatever is done with it and others since', async () => {
    const mine = { view: 'open', sort: 'urgency' } as const;
    const { rows } = await listComplaints(cast.amir, mine);
    const [first, second, third, fourth] = rows.map(({ id }) => id);
    if (!first || !second || !third || !fourth) throw new Error('too few complaints');
    const at = await keyOf(second);
    await resolveComplaint(cast.amir, { id: second, remark: 'New drum.' });
    expect(await neighbours(cast.amir, second, mine, at), 'it left the list').to.deep.include({
      place: null,
    });
    const after = await neighbours(cast.amir, second, mine, at);
    expect([after?.previous?.id, after?.next?.id]).to.deep.equal([first, third]);
    await resolveComplaint(cast.amir, { id: third, remark: 'Gone.' });
    expect((await neighbours(cast.amir, second, mine, at))?.next?.id, 'others left the list').to.equal(
      fourth,
    );
    const opened = await keyOf(fourth);
    await changeUrgency(cast.amir, { id: fourth, urgency: 'critical' });
    expect((await neighbours(cast.amir, fourth, mine, opened))?.previous?.id).to.equal(first);
    const active = { sort: 'lastActivity' } as const;
    const { rows: byActivity } = await listComplaints(cast.amir, active);
    const [, , chosen, following] = byActivity.map(({ id }) => id);
    const was = await keyOf(chosen ?? 0);
    await addRemark(cast.amir, { id: chosen, remark: 'Any news?' });
    expect((await neighbours(cast.amir, chosen ?? 0, active, was))?.next?.id).to.equal(following);
  });

  it('tells a place within the list, and none of what is not in it', async () => {
    const active = { sort: 'lastActivity' } as const;
    const { rows } = await listComplaints(cast.amir, active);
    const first = rows[0]?.id ?? 0;
    const last = rows.at(-1)?.id ?? 0;
    const opened = { first: await keyOf(first), last: await keyOf(last) };
    await addRemark(cast.amir, { id: last, remark: 'Any news?' });
    const moved = await neighbours(cast.amir, last, active, opened.last);
    expect([moved?.place, moved?.total.count], 'the last one').to.deep.equal([rows.length, rows.length]);
    expect(moved?.previous?.id).to.equal(rows.at(-2)?.id);
    await addRemark(cast.amir, { id: first, remark: 'Any news?' });
    const newest = await neighbours(cast.amir, first, active, opened.first);
    expect(newest?.previous?.id, 'not itself').to.equal(last);
    const [unassigned] = (await listComplaints(cast.amir, { view: 'unassigned' })).rows;
    await assignComplaint(cast.amir, { id: unassigned?.id, assigneeId: cast.elena.id });
    const gone = await neighbours(cast.amir, unassigned?.id ?? 0, { view: 'unassigned' });
    expect(gone?.place).to.equal(null);
  });

  it('is nothing for what a search, sorted by how well it matches, does not find', async () => {
    const { rows } = await listComplaints(cast.amir, { search: 'stale' });
    const id = rows[0]?.id ?? 0;
    expect(await neighbours(cast.amir, id, { search: 'stale' })).to.deep.include({
      place: 1,
      previous: null,
    });
    expect(await neighbours(cast.amir, id, { search: 'twin' })).to.equal(null);
  });

  it('is nothing for a complaint that does not exist, and refused to those who see their own alone', async () => {
    expect(await neighbours(cast.amir, 99_999, {})).to.equal(null);
    expect((await refusal(neighbours(cast.rosa, 1, {}))).status).to.equal(403);
  });
});
