import { expect } from 'chai';
import { Remark } from '../../../../src/models/remark.ts';
import { listWaiting } from '../../../../src/use-cases/complaints/queue/list-waiting.ts';
import { usualAnswer } from '../../../../src/use-cases/complaints/queue/usual-answer.ts';
import { askReporter } from '../../../../src/use-cases/complaints/steps/ask-reporter.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { addNote } from '../../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('how soon IT usually answers', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  /** Filed so many days ago and answered so many hours later, or never. */
  async function build(daysAgo: number, hours: number | undefined): Promise<void> {
    const createdAt = new Date(Date.now() - daysAgo * DAY);
    const { id } = await buildComplaint({ reporter: cast.rosa, createdAt });
    await addRemark(cast.rosa, { id, remark: 'Please.' });
    await addNote(cast.amir, { id, remark: 'A note is no answer.' });
    await Remark.update({ createdAt }, { where: { complaintId: id } });
    if (hours === undefined) return;
    const answer = { complaintId: id, authorId: cast.amir.id, text: 'Yes?', isInternal: false, eventId: 1 };
    await Remark.create({ ...answer, createdAt: new Date(createdAt.getTime() + hours * HOUR) });
  }

  it('is the median of those that had the time to be answered, from twenty on', async () => {
    for (let n = 0; n < 19; n += 1) await build(5, n < 10 ? 2 : 30);
    expect(await usualAnswer()).to.equal(undefined);
    // Too young and too old.
    await build(2, 100);
    await build(61, 100);
    expect(await usualAnswer()).to.equal(undefined);
    await build(6, 2);
    expect(await usualAnswer()).to.be.closeTo(2 * HOUR, 1000);
    await build(6, undefined);
    await build(6, undefined);
    expect(await usualAnswer()).to.be.closeTo(30 * HOUR, 1000);
  });

  it('is not told where fewer than half were answered', async () => {
    for (let n = 0; n < 20; n += 1) await build(5, n < 10 ? 2 : undefined);
    expect(await usualAnswer()).to.equal(undefined);
  });

  it('what waits for a reporter is what asks and what is solved, the last active first', async () => {
    const asked = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    const solved = await buildComplaint({ reporter: cast.rosa, status: 'resolved' });
    await buildComplaint({ reporter: cast.rosa, status: 'closed' });
    await buildComplaint({ reporter: cast.sam, status: 'resolved' });
    await askReporter(cast.elena, { id: asked.id, remark: 'Which floor?' });
    expect((await listWaiting(cast.rosa)).map(({ id, what }) => [id, what])).to.deep.equal([
      [asked.id, 'answer'],
      [solved.id, 'confirm'],
    ]);
  });
});
