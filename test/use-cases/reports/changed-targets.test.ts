import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { Calendar } from '../../../src/models/calendar.ts';
import { FiguresState } from '../../../src/models/figures-state.ts';
import { ServiceTarget } from '../../../src/models/target.ts';
import { writeHours } from '../../../src/models/weekly-hours.ts';
import { operator } from '../../../src/policies/actor.ts';
import { seedDemo } from '../../../src/use-cases/demo/seed-demo.ts';
import { createRecord } from '../../../src/use-cases/records/create-record.ts';
import { deleteRecords } from '../../../src/use-cases/records/delete-records.ts';
import { updateRecord } from '../../../src/use-cases/records/update-record.ts';
import { checkFigures } from '../../../src/use-cases/reports/counting/check-figures.ts';
import { followComplaints } from '../../../src/use-cases/reports/counting/follow-complaints.ts';
import { readReport } from '../../../src/use-cases/reports/read-report.ts';
import { applyTargets } from '../../../src/use-cases/targets/apply-targets.ts';
import { calendarNoun, holidayNoun, targetNoun } from '../../../src/use-cases/targets/nouns.ts';
import { KINDS } from '../../factories/actors.ts';
import { countWhen } from '../../support/figures.ts';

const NOW = new Date('2026-11-05T15:30:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const ALL = { from: '2026-08-01', to: '2026-11-05' };

describe('figures after targets changed', function suite() {
  this.timeout(120_000);
  const admin = KINDS.admin(1);

  /** What a report says of times, and of answers that had a target, which is checked against the rows. */
  async function times(): Promise<object> {
    const { firstResponse, resolution } = await readReport(admin, ALL, NOW, 'UTC');
    const asked = { ...ALL, zone: 'UTC' };
    const due = await countWhen('first_responded_at', asked, 'c.first_response_due_at IS NOT NULL');
    expect(firstResponse.within.count).to.equal(due);
    return {
      answer: firstResponse.median.value,
      slow: firstResponse.p90.value,
      late: firstResponse.late.value,
      resolution: resolution.median.value,
    };
  }

  async function follow(from: number): Promise<void> {
    for (const more of [0, 1, 2]) await asOf(later(from + more), () => followComplaints(undefined, 'UTC'));
  }

  /** The same is told at once, once the job has counted, and when it is compared at night. */
  async function everyWay(from: number): Promise<object> {
    const atOnce = await times();
    await asOf(later(from), () => followComplaints(undefined, 'UTC'));
    expect(await times(), 'a minute later').to.deep.equal(atOnce);
    await follow(from + 1);
    const [state] = await FiguresState.findAll();
    expect(state?.recountDay).to.equal(0);
    expect(await asOf(later(from + 4), () => checkFigures({}, undefined, 'UTC'))).to.equal(0);
    expect(await times(), 'compared at night').to.deep.equal(atOnce);
    return atOnce;
  }

  beforeEach(async () => {
    await seedDemo(operator, NOW);
    await asOf(NOW, () => applyTargets({}));
    await follow(1);
  });

  it('are told anew where a target is gone, other hours are worked, or a day is none of work, at once and by the job', async () => {
    const before = await everyWay(4);
    expect(before).not.to.include({ answer: null });
    const targets = await ServiceTarget.findAll();
    const ids = targets.map(({ id }) => id);
    await asOf(later(10), () => deleteRecords(operator, targetNoun, ids));
    const without = await everyWay(11);
    expect(without).to.include({ answer: null, slow: null });
    // What is answered and open has no target any more once the job has applied that.
    await asOf(later(20), () => applyTargets({}));
    await everyWay(21);
    const [calendar] = await Calendar.findAll();
    const target = { name: 'All', calendarId: calendar?.id, firstResponseMinutes: 5, resolutionMinutes: 5 };
    await asOf(later(30), () => createRecord(operator, targetNoun, target));
    await asOf(later(31), () => applyTargets({}));
    const short = await everyWay(32);
    expect(short).not.to.include({ answer: null });

    const id = calendar?.id ?? 0;
    const hours = writeHours(Array.from({ length: 7 }, () => [[0, 1440]] as const));
    await asOf(later(40), () => updateRecord(operator, calendarNoun, id, { hours }));
    const always = await everyWay(41);
    expect(always).not.to.include(short);
    const days = Array.from({ length: 20 }, (_, day) => new Date(Date.UTC(2026, 9, 17 + day)));
    for (const day of days)
      await asOf(later(50), () =>
        createRecord(operator, holidayNoun, {
          calendarId: id,
          date: day.toISOString().slice(0, 10),
          name: `Day off ${day.toISOString().slice(0, 10)}`,
        }),
      );
    expect(await everyWay(51)).not.to.deep.equal(always);
  });
});
