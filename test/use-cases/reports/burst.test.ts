import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { record } from '../../../src/journal/record.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { FiguresState } from '../../../src/models/figures-state.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { Status } from '../../../src/models/status.ts';
import { followComplaints } from '../../../src/use-cases/reports/counting/follow-complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { select } from '../../support/schema.ts';

/** A Wednesday. */
const NOW = new Date('2026-11-18T12:00:00Z');
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** More events than are looked at together, on more days than one look counts. */
const [DAYS, A_DAY] = [70, 17];

describe('a burst of events that takes more than one job', function suite() {
  this.timeout(120_000);
  let cast: Cast;

  /** Each job ends after its first look, as if that had taken all its time. */
  const follow = (minutes: number) =>
    asOf(new Date(NOW.getTime() + minutes * MINUTE_MS), () => followComplaints(undefined, 'UTC', 0));

  const tell = (complaintId: number) =>
    record({ name: 'complaint.edited', by: cast.asha, subjectId: complaintId, complaintId, details: {} });

  const followed = async (): Promise<number> => {
    const [state] = await FiguresState.findAll();
    return state?.followedEventId ?? 0;
  };

  /** What is stored of a type, by days and months. */
  const stored = async (typeId: number): Promise<number[]> => {
    const sql = `SELECT COUNT(*) AS n, SUM(filed) AS filed FROM daily_figures WHERE level = 2 AND type_id = ${typeId} AND day >`;
    const days = await select<{ n: number; filed: number | string }>(`${sql} 9999999`);
    const all = await select<{ n: number; filed: number | string }>(`${sql} 0`);
    return [Number(days[0]?.n), Number(days[0]?.filed), Number(all[0]?.filed)];
  };

  beforeEach(async () => {
    cast = await buildCast();
    const type = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    const status = await Status.findOne({ where: { category: 'new' }, rejectOnEmpty: true });
    const rows = Array.from({ length: DAYS * A_DAY }, (_, index) => {
      const createdAt = new Date(NOW.getTime() - ((index % DAYS) + 1) * DAY_MS);
      const texts = { title: 'No network', description: 'None at all.' };
      const ids = { reporterId: cast.rosa.id, typeId: type.id, statusId: status.id };
      return { ...ids, ...texts, createdAt, updatedAt: createdAt, resolvedAt: null, closedAt: null };
    });
    await byHand(() => Complaint.bulkCreate(rows));
    // All that is there is counted, and followed.
    await asOf(NOW, () => followComplaints(undefined, 'UTC'));
    await asOf(new Date(NOW.getTime() + MINUTE_MS), () => followComplaints(undefined, 'UTC'));
  });

  it('is worked off by one job after the other, none of which begins anew', async () => {
    const printer = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    const all = await Complaint.findAll({ attributes: ['id'], order: [['id', 'ASC']], raw: true });
    await asOf(new Date(NOW.getTime() + 2 * MINUTE_MS), () =>
      inTransaction(async () => {
        await Complaint.update({ typeId: printer.id }, { where: {}, silent: true });
        for (const { id } of all) await tell(id);
      }),
    );
    const newest = (await JournalEvent.max<number, JournalEvent>('id')) ?? 0;
    const places: number[] = [];
    for (let minutes = 3; (await followed()) < newest && minutes < 60; minutes += 1) {
      await follow(minutes);
      places.push(await followed());
      // Whoever adds further events meanwhile does not hold those up that are there.
      await inTransaction(() => tell(all[0]?.id ?? 0));
    }
    expect(places.at(-1), places.join(' ')).to.be.at.least(newest);
    expect(places.length, 'more than one job').to.be.above(2);
    // The first job of all knows yet of no event that it can be done with.
    for (const [index, place] of places.slice(1).entries()) expect(place).to.be.above(places[index] ?? 0);
    expect(await stored(printer.id)).to.deep.equal([DAYS, all.length, 2 * all.length]);
  });
});
