import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { storedMoment } from '../../../src/database/select.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { DailyFigure } from '../../../src/models/daily-figure.ts';
import { Status } from '../../../src/models/status.ts';
import { editComplaint } from '../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { checkFigures } from '../../../src/use-cases/reports/counting/check-figures.ts';
import { followComplaints } from '../../../src/use-cases/reports/counting/follow-complaints.ts';
import { figuresState } from '../../../src/use-cases/reports/figures-state.ts';
import type { Report, ReportInput } from '../../../src/use-cases/reports/figures.ts';
import { readDashboard } from '../../../src/use-cases/reports/read-dashboard.ts';
import { readReport } from '../../../src/use-cases/reports/read-report.ts';
import { reportPaper } from '../../../src/use-cases/reports/report-paper.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { count, countWhen } from '../../support/figures.ts';
import { byHand } from '../../support/journal-watch.ts';

/** A Wednesday. */
const NOW = new Date('2026-11-18T12:00:00Z');
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** More complaints than whoever asks counts themselves, on the days until today. */
const [DAYS, A_DAY] = [60, 86];
const ALL = { from: '2026-09-01', to: '2026-11-18', step: 'day' } as const;
const WEEK = { from: '2026-11-12', to: '2026-11-18', step: 'day' } as const;

/** Is told to stop after so many steps, so that the rest is left. */
function stoppedAfter(steps: number): AbortSignal {
  let done = 0;
  const signal = new AbortController().signal;
  return Object.assign(Object.create(signal) as AbortSignal, {
    throwIfAborted: () => {
      done += 1;
      if (done > steps) throw new Error('stopped');
    },
  });
}

/** How many were unsolved at the end of a day; none of these was reopened. */
function openAt(day: string): Promise<number> {
  const end = `'${storedMoment(new Date(Date.parse(day) + DAY_MS))}'`;
  return count(`c.created_at < ${end} AND (c.resolved_at IS NULL OR c.resolved_at >= ${end})`);
}

describe('the figures of very many complaints', function suite() {
  this.timeout(120_000);
  let cast: Cast;

  const ask = (input: ReportInput) => readReport(cast.asha, input, NOW, 'UTC');
  const follow = (minutes: number, signal?: AbortSignal) =>
    asOf(new Date(NOW.getTime() + minutes * MINUTE_MS), () => followComplaints(signal, 'UTC'));

  /** Counts for a while, and is stopped. */
  async function followSome(): Promise<void> {
    const end = await follow(0, stoppedAfter(4)).catch((error: unknown) => error);
    expect(end).to.be.instanceOf(Error).and.to.include({ message: 'stopped' });
  }

  async function expectCounted(report: Report): Promise<void> {
    expect(report.uncountedTo).to.equal(null);
    const asked = { ...report.period, zone: 'UTC' };
    expect(report.filed.value).to.equal(await countWhen('created_at', asked));
    expect(report.resolved.value).to.equal(await countWhen('resolved_at', asked));
    for (const { name, value } of report.byType) {
      const type = await ComplaintType.findOne({ where: { name }, rejectOnEmpty: true });
      expect(value, name).to.equal(await countWhen('created_at', asked, `c.type_id = ${type.id}`));
    }
    for (const { key, points } of report.series)
      for (const { from, to, value } of points) {
        const day = { from, to, zone: 'UTC' };
        const column = key === 'filed' ? 'created_at' : 'resolved_at';
        expect(value, `${key} ${from}`).to.equal(
          key === 'open' ? await openAt(to) : await countWhen(column, day),
        );
      }
  }

  beforeEach(async () => {
    cast = await buildCast();
    const type = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    const [fresh, solved] = await Promise.all(
      (['new', 'resolved'] as const).map((category) =>
        Status.findOne({ where: { category }, rejectOnEmpty: true }),
      ),
    );
    const rows = Array.from({ length: DAYS * A_DAY }, (_, index) => {
      const createdAt = new Date(NOW.getTime() - (index % DAYS) * DAY_MS - 2 * 60 * MINUTE_MS);
      const isSolved = index % 3 === 0;
      const resolvedAt = isSolved ? new Date(createdAt.getTime() + 60 * MINUTE_MS) : null;
      return {
        reporterId: cast.rosa.id,
        typeId: type.id,
        statusId: isSolved ? (solved?.id ?? 0) : (fresh?.id ?? 0),
        title: 'No network',
        description: 'None at all.',
        createdAt,
        updatedAt: createdAt,
        resolvedAt,
        closedAt: null,
      };
    });
    await byHand(() => Complaint.bulkCreate(rows));
  });

  it('are right of the newest days at once, and say of others that they are not counted yet', async () => {
    await expectCounted(await ask(WEEK));
    await followSome();
    // Of the first day that is counted nothing is 0 on the days before.
    expect(await DailyFigure.min('day', { where: { level: 0 } })).to.equal(202_611);
    expect(await DailyFigure.count({ where: { level: 0, day: 20_261_117 } })).to.equal(1);
    await expectCounted(await ask(WEEK));
    const { standing, own } = await readDashboard(cast.asha, WEEK, NOW, 'UTC');
    expect(standing?.filedThisWeek).to.deep.include({ value: 3 * A_DAY, before: 3 * A_DAY });
    expect(own?.rating.isUncounted ?? true).to.equal(true);
    const report = await ask({ ...ALL, compare: true });
    expect(report.filed).to.deep.include({ value: null, isUncounted: true });
    expect(report.filed).not.to.have.property('before');
    expect(report.uncountedTo).to.match(/^2026-1[01]-\d\d$/);
    const last = report.uncountedTo ?? '';
    for (const { key, points } of report.series)
      for (const { from, value } of points)
        expect(value === null, `${key} ${from}`).to.equal(key === 'open' ? from < last : from <= last);
    expect((await figuresState(NOW, 'UTC')).isBehind).to.equal(true);
    expect((await figuresState(NOW, 'UTC')).since).to.match(/^2026-11/);
    const paper = reportPaper(report);
    expect(paper.about.join()).to.include(`days up to ${last} are not counted yet`);
    expect(paper.figures[0]).to.include({ label: 'Filed', value: '–', note: 'not counted yet' });
  });

  it('are all counted in the end, and nothing is mended that is only yet to be counted', async () => {
    await followSome();
    expect(await asOf(NOW, () => checkFigures({}, undefined, 'UTC'))).to.equal(0);
    await follow(1);
    await expectCounted(await ask(ALL));
    expect(await figuresState(NOW, 'UTC')).to.include({ isBehind: false, since: null });
    expect(await follow(2)).to.equal(0);
  });

  it('are a minute old at most where events touch more days than whoever asks counts', async () => {
    await follow(0);
    const printer = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    const some = await Complaint.findAll({ order: [['id', 'ASC']], limit: 40, offset: 20 });
    const later = new Date(NOW.getTime() + 50_000);
    for (const { id } of some) await asOf(later, () => editComplaint(cast.asha, { id, typeId: printer.id }));
    await expectCounted(await ask(WEEK));
    expect((await ask(ALL)).daysBeingCounted).to.be.above(0);
    // The events are not settled yet, and their days are counted all the same.
    await follow(1);
    await expectCounted(await ask(ALL));
    const month = { level: 2, typeId: printer.id, day: 202_610 };
    expect(await DailyFigure.count({ where: month }), 'the month, too').to.equal(1);
  });
});
