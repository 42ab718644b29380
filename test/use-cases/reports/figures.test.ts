import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { Department } from '../../../src/models/department.ts';
import { Calendar } from '../../../src/models/calendar.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { writeHours } from '../../../src/models/weekly-hours.ts';
import { User } from '../../../src/models/user.ts';
import { operator } from '../../../src/policies/actor.ts';
import { seedDemo } from '../../../src/use-cases/demo/seed-demo.ts';
import type { Report, ReportInput } from '../../../src/use-cases/reports/figures.ts';
import { followComplaints } from '../../../src/use-cases/reports/counting/follow-complaints.ts';
import { readDashboard } from '../../../src/use-cases/reports/read-dashboard.ts';
import { readReport } from '../../../src/use-cases/reports/read-report.ts';
import { DailyFigure } from '../../../src/models/daily-figure.ts';
import { forgetTargets } from '../../../src/use-cases/targets/targets-in-force.ts';
import { KINDS } from '../../factories/actors.ts';
import {
  count,
  countOpen,
  countWhen,
  expectLists,
  quantiles,
  ratings,
  workedTimes,
  type Asked,
} from '../../support/figures.ts';
import { byHand } from '../../support/journal-watch.ts';

const NOW = new Date('2026-11-05T15:30:00Z');
const ZONE = 'America/New_York';
const admin = KINDS.admin(1);

/** What every report of these days must say, counted anew by plain statements. */
async function expectReport(report: Report, where = '1 = 1'): Promise<void> {
  const asked: Asked = { ...report.period, zone: ZONE, where };
  const of = async (one: Asked) => ({
    filed: await countWhen('created_at', one),
    resolved: await countWhen('resolved_at', one),
    open: await countOpen(one),
  });
  const { filed, resolved, open } = report;
  expect({ filed: filed.value, resolved: resolved.value, open: open.value }).to.deep.equal(await of(asked));
  if (report.before !== null)
    expect({ filed: filed.before, resolved: resolved.before, open: open.before }, 'before').to.deep.equal(
      await of({ ...report.before, zone: ZONE, where }),
    );
  const [first] = report.series;
  for (const [index, { from, to }] of (first?.points ?? []).entries()) {
    const values = report.series.map(({ key, points }) => [key, points[index]?.value]);
    expect(Object.fromEntries(values), from).to.deep.equal(await of({ from, to, zone: ZONE, where }));
  }
  await expectTimes(report, asked);
  await expectRatings(report, asked);
  await expectParts(report, asked);
}

async function expectTimes({ firstResponse, resolution }: Report, asked: Asked): Promise<void> {
  const of = async (at: string, due: string) => ({
    due: await countWhen(at, asked, `c.${due} IS NOT NULL`),
    kept: await countWhen(at, asked, `c.${at} <= c.${due}`),
  });
  const answers = await of('first_responded_at', 'first_response_due_at');
  expect(firstResponse.within.count).to.equal(answers.due);
  expect(firstResponse.late.value).to.equal(answers.due - answers.kept);
  expect(firstResponse.within.value).to.equal(answers.due === 0 ? null : answers.kept / answers.due);
  expect(firstResponse.median.count).to.equal(await countWhen('first_responded_at', asked));
  const answerTimes = await quantiles(['created_at', 'first_responded_at'], asked);
  expect([firstResponse.median.value, firstResponse.p90.value]).to.deep.equal(answerTimes);
  expect([resolution.median.value, resolution.p90.value]).to.deep.equal(await workedTimes(asked));
  const ends = await of('resolved_at', 'resolution_due_at');
  expect(resolution.within.count).to.equal(ends.due);
  expect(resolution.late.value).to.equal(ends.due - ends.kept);
}

async function expectRatings({ satisfaction }: Report, asked: Asked): Promise<void> {
  const stars = await ratings(asked);
  expect(satisfaction.rated.value).to.equal(stars.length);
  const mean = stars.reduce((sum, one) => sum + one, 0) / stars.length;
  expect(satisfaction.average.value ?? Number.NaN).to.deep.equal(mean);
  for (const { rating, value } of satisfaction.ratings)
    expect(value).to.equal(stars.filter((one) => one === rating).length);
}

async function expectParts({ byStatus, byType, byDepartment, engineers }: Report, asked: Asked) {
  const open = "c.status_id IN (SELECT id FROM statuses WHERE category IN ('new', 'open', 'pending'))";
  for (const { id, value } of byStatus)
    expect(value).to.equal(await count(`c.status_id = ${id} AND ${open} AND ${asked.where}`));
  for (const { id, value } of byType)
    expect(value).to.equal(await countWhen('created_at', asked, `c.type_id = ${id}`));
  for (const { id, value } of byDepartment)
    expect(value).to.equal(await countWhen('created_at', asked, `COALESCE(p.department_id, 0) = ${id ?? 0}`));
  for (const one of engineers) {
    const own = `c.assignee_id = ${one.id}`;
    expect(one.resolved.value, one.name).to.equal(await countWhen('resolved_at', asked, own));
    expect(one.open.value, one.name).to.equal(await count(`${own} AND ${open} AND ${asked.where}`));
  }
}

/** Every hour is one of work, so that working time is what clocks say. */
async function workAlways(): Promise<void> {
  const hours = writeHours(Array.from({ length: 7 }, () => [[0, 1440]] as const));
  await byHand(() => Calendar.update({ hours }, { where: {}, silent: true }));
  forgetTargets();
}

/** Whatever was counted before is counted by the job now. */
async function follow(at = NOW): Promise<void> {
  await asOf(at, () => followComplaints(undefined, ZONE));
  await asOf(new Date(at.getTime() + 60_000), () => followComplaints(undefined, ZONE));
}

describe('the figures of complaints', function suite() {
  this.timeout(120_000);

  it('say what the complaints say, as they are counted, stored and counted anew', async () => {
    await workAlways();
    await seedDemo(operator, NOW);
    // As if there had been no targets when they were resolved.
    await byHand(() => Complaint.update({ clockSeconds: null }, { where: { typeId: 1 }, silent: true }));
    const [hr, network, ravi] = [
      await Department.findOne({ where: { name: 'Finance' }, rejectOnEmpty: true }),
      await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true }),
      await User.findOne({ where: { username: 'ravi' }, rejectOnEmpty: true }),
    ];
    const questions: readonly (readonly [ReportInput, string?])[] = [
      [{ from: '2026-10-27', to: '2026-11-05', compare: true }],
      [{ from: '2026-08-01', to: '2026-10-31', compare: true, step: 'month' }],
      [
        { from: '2026-10-01', to: '2026-11-30', departmentId: hr.id, step: 'week' },
        `p.department_id = ${hr.id}`,
      ],
      [
        { from: '2026-09-15', to: '2026-11-04', typeId: network.id, engineerId: ravi.id, step: 'week' },
        `c.type_id = ${network.id} AND c.assignee_id = ${ravi.id}`,
      ],
      [{ from: '2026-10-01', to: '2026-11-30', engineerId: 0, step: 'week' }, 'c.assignee_id IS NULL'],
    ];
    for (const turn of ['live', 'stored'] as const) {
      for (const [input, where] of questions) {
        const report = await readReport(admin, input, NOW, ZONE);
        expect(report.daysBeingCounted).to.equal(0);
        await expectReport(report, where);
        if (turn === 'stored') expect(await expectLists(report, admin, NOW, ZONE)).to.be.above(30);
      }
      if (turn === 'live') await follow();
      if (turn === 'stored') expect(await DailyFigure.count()).to.be.above(100);
    }
    const dashboard = await readDashboard(KINDS.amcAdmin(ravi.id), { from: '2026-10-01' }, NOW, ZONE);
    expect(dashboard.own?.open.value).to.be.above(0);
    await expectLists(dashboard, admin, NOW, ZONE);
  });
});
