import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { ForbiddenError } from '../../../src/errors.ts';
import { Notification } from '../../../src/models/notification.ts';
import { ReportRun } from '../../../src/models/report-run.ts';
import { SavedReport } from '../../../src/models/saved-report.ts';
import { composeLetter } from '../../../src/use-cases/notifications/mail/compose-letter.ts';
import type { NamedPeriod } from '../../../src/use-cases/reports/named-period.ts';
import { askedByClock } from '../../../src/use-cases/reports/saved/asked-period.ts';
import { openReportFile } from '../../../src/use-cases/reports/saved/open-report-file.ts';
import { assignGroups } from '../../../src/use-cases/groups/assign-groups.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { changeReport } from '../../../src/use-cases/reports/saved/change-report.ts';
import { makeReport } from '../../../src/use-cases/reports/saved/make-report.ts';
import { saveReport } from '../../../src/use-cases/reports/saved/save-report.ts';
import { startDueReports } from '../../../src/use-cases/reports/saved/start-due-reports.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { deliverDue } from '../../support/mail-jobs.ts';
import { refusal } from '../../support/refusal.ts';

const BERLIN = 'Europe/Berlin';
/** A Wednesday, a week and a half before clocks are put back. */
const NOW = new Date('2026-10-14T12:00:00Z');

describe('the period of a report that the clock has made', () => {
  // A Monday, a Wednesday, the first of a month that is a Sunday, and the morning after a night of 25 hours.
  const told: [meant: string, period: NamedPeriod, from: string, to: string][] = [
    ['2026-11-23', 'yesterday', '2026-11-22', '2026-11-22'],
    ['2026-11-23', 'last-week', '2026-11-16', '2026-11-22'],
    ['2026-11-23', 'this-week', '2026-11-16', '2026-11-22'],
    ['2026-11-25', 'this-week', '2026-11-23', '2026-11-24'],
    ['2026-11-25', 'last-week', '2026-11-16', '2026-11-22'],
    ['2026-11-01', 'this-month', '2026-10-01', '2026-10-31'],
    ['2026-11-01', 'last-month', '2026-10-01', '2026-10-31'],
    ['2026-11-25', 'this-month', '2026-11-01', '2026-11-24'],
    ['2026-11-25', 'last-30-days', '2026-10-26', '2026-11-24'],
    ['2026-11-01', 'last-12-months', '2025-11-01', '2026-10-31'],
    ['2026-10-26', 'last-week', '2026-10-19', '2026-10-25'],
  ];
  for (const [meant, period, from, to] of told)
    it(`is of whole days: ${period} on ${meant}`, () => {
      for (const [zone, at] of [
        ['UTC', `${meant}T06:00:00Z`],
        // Made later on that day, and where it is six by clocks that are hours apart.
        ['UTC', `${meant}T23:59:59Z`],
        ['Pacific/Kiritimati', `${meant}T00:00:00Z`],
      ] as const)
        expect(askedByClock({ period, compare: true }, new Date(at), zone), zone).to.deep.equal({
          compare: true,
          from,
          to,
        });
    });

  for (const [what, chosen, asked] of [
    [
      'days that are over',
      { from: '2026-11-02', to: '2026-11-03' },
      { from: '2026-11-02', to: '2026-11-03' },
    ],
    ['days up to now', { from: '2026-11-02' }, { from: '2026-11-02', to: '2026-11-24' }],
    ['days to come', { from: '2026-11-02', to: '2026-12-31' }, { from: '2026-11-02', to: '2026-11-24' }],
    ['no days', {}, { to: '2026-11-24' }],
    ['today alone', { from: '2026-11-25' }, { from: '2026-11-25' }],
  ] as const)
    it(`ends with the day before: ${what}`, () => {
      const meant = new Date('2026-11-25T06:00:00Z');
      expect(askedByClock({ ...chosen, compare: false }, meant, 'UTC')).to.deep.equal({
        ...asked,
        compare: false,
      });
    });
});

describe('a report that the clock has made', () => {
  let cast: Cast;

  const save = (every: string, period: NamedPeriod) =>
    saveReport(
      cast.asha,
      { name: every, question: { period }, format: 'csv', every, recipientIds: [cast.amir.id] },
      NOW,
      BERLIN,
    );
  const start = (at: string) => asOf(new Date(at), () => startDueReports(undefined, BERLIN));
  const nextOf = async (id: number) =>
    (await SavedReport.findByPk(id, { rejectOnEmpty: true })).nextAt?.toISOString();

  /** What was made at last, by the names of the files. */
  async function make(at: string): Promise<string[]> {
    const waiting = await ReportRun.findAll({ where: { state: 'waiting' }, order: ['id'] });
    for (const { id } of waiting) await asOf(new Date(at), () => makeReport({ runId: id }, BERLIN));
    const runs = await ReportRun.findAll({ where: { state: 'done' }, order: ['id'] });
    return runs.map(({ fileName }) => fileName);
  }

  beforeEach(async () => {
    cast = await buildCast();
  });

  it('is of the whole week before, over a change of clocks, and says so in its mail', async () => {
    const id = await save('weekly', 'this-week');
    for (const [at, next] of [
      // Six in the morning by summer time, and by winter time.
      ['2026-10-19T04:00:00Z', '2026-10-26T05:00:00.000Z'],
      ['2026-10-26T05:00:00Z', '2026-11-02T05:00:00.000Z'],
    ] as const) {
      expect(await start(new Date(Date.parse(at) - 1000).toISOString()), 'a second before').to.equal(0);
      expect(await start(at)).to.equal(1);
      expect(await start(at), 'once').to.equal(0);
      expect(await nextOf(id)).to.equal(next);
    }
    expect(await make('2026-10-26T05:01:00Z')).to.deep.equal([
      'report-2026-10-12-to-2026-10-18.csv',
      'report-2026-10-19-to-2026-10-25.csv',
    ]);
    const [, letter] = await Notification.findAll({ where: { kind: 'letter.report' }, order: ['id'] });
    if (letter === undefined) return expect.fail('nobody was told');
    const details = JSON.parse(letter.details) as Record<string, unknown>;
    const to = { name: 'Amir', address: 'amir@x.example' };
    const mail = await composeLetter('letter.report', { letter, details, to, site: 'https://it.example' });
    expect(JSON.stringify(mail)).to.contain('It is of 19 Oct 2026 to 25 Oct 2026.');
    return undefined;
  });

  it('is sent to nobody who may not see reports any more by then, and opened by nobody such', async () => {
    await save('weekly', 'last-week');
    await start('2026-10-19T04:00:00Z');
    await make('2026-10-19T04:00:00Z');
    const [run] = await ReportRun.findAll();
    const runId = run?.id ?? 0;
    expect((await openReportFile(cast.amir, runId)).name).to.contain('2026-10-12');
    await assignGroups(cast.asha, { userIds: [cast.amir.id], groupIds: [] });
    await deliverDue();
    const [letter] = await Notification.findAll({ where: { kind: 'letter.report' } });
    expect(letter?.state).not.to.equal('sent');
    expect(letter?.lastError).to.contain('may not see reports any more');
    const amir = (await loadActor(cast.amir.id))?.actor ?? expect.fail('nobody');
    expect(await refusal(openReportFile(amir, runId))).to.be.instanceOf(ForbiddenError);
  });

  it('is made later, once, where the portal stood still: each with the days that it was meant for', async () => {
    const id = await save('daily', 'yesterday');
    // From Saturday to Tuesday noon.
    expect(await start('2026-10-17T04:00:00Z')).to.equal(3);
    expect(await start('2026-10-20T10:00:00Z')).to.equal(3);
    expect(await start('2026-10-20T10:10:00Z')).to.equal(0);
    expect(await nextOf(id)).to.equal('2026-10-21T04:00:00.000Z');
    // The job itself comes even later.
    const made = await make('2026-10-22T10:00:00Z');
    expect(made).to.deep.equal(
      [14, 15, 16, 17, 18, 19].map((day) => `report-2026-10-${day}-to-2026-10-${day}.csv`),
    );
  });

  it('is made for the newest days alone where the portal stood still for very long', async () => {
    const id = await save('daily', 'yesterday');
    expect(await start('2027-01-31T10:00:00Z')).to.equal(7);
    expect(await nextOf(id)).to.equal('2027-02-01T05:00:00.000Z');
    expect((await make('2027-01-31T10:00:00Z')).at(0)).to.equal('report-2027-01-24-to-2027-01-24.csv');
  });

  it('is made as it was kept until then where somebody changes it before its job came', async () => {
    const id = await save('daily', 'yesterday');
    const changed = { name: 'daily', question: { period: 'last-month' }, format: 'csv', every: 'daily' };
    const at = new Date('2026-10-15T04:05:00Z');
    await asOf(at, () => changeReport(cast.asha, id, changed, 0, at, BERLIN));
    expect(await start('2026-10-15T04:10:00Z')).to.equal(0);
    expect(await make('2026-10-15T04:11:00Z')).to.deep.equal(['report-2026-10-14-to-2026-10-14.csv']);
    expect(await nextOf(id)).to.equal('2026-10-16T04:00:00.000Z');
  });
});
