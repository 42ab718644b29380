import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../../src/errors.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { Job } from '../../../src/models/job.ts';
import { Notification } from '../../../src/models/notification.ts';
import { ReportRun } from '../../../src/models/report-run.ts';
import { knownAmong } from '../../../src/use-cases/attachments/remove-orphan-files.ts';
import { hindranceOf } from '../../../src/use-cases/notifications/mail/judge-mail.ts';
import { changeReport } from '../../../src/use-cases/reports/saved/change-report.ts';
import { deleteReport } from '../../../src/use-cases/reports/saved/delete-report.ts';
import { listReports } from '../../../src/use-cases/reports/saved/list-reports.ts';
import { makeReport } from '../../../src/use-cases/reports/saved/make-report.ts';
import { nextTime } from '../../../src/use-cases/reports/saved/next-time.ts';
import { openReportFile } from '../../../src/use-cases/reports/saved/open-report-file.ts';
import { pruneReportRuns } from '../../../src/use-cases/reports/saved/prune-report-runs.ts';
import { saveReport } from '../../../src/use-cases/reports/saved/save-report.ts';
import { startDueReports } from '../../../src/use-cases/reports/saved/start-due-reports.ts';
import { startReport } from '../../../src/use-cases/reports/saved/start-report.ts';
import { KINDS } from '../../factories/actors.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

const NOW = new Date('2026-11-18T12:00:00Z');
const WEEKLY = { name: 'Weekly', question: { period: 'last-week' }, format: 'csv', every: 'weekly' } as const;

describe('reports that are kept', () => {
  let cast: Cast;

  const save = (input: object = {}) =>
    saveReport(cast.asha, { ...WEEKLY, recipientIds: [cast.amir.id], ...input }, NOW, 'UTC');
  const make = (runId: number) => asOf(NOW, () => makeReport({ runId }, 'UTC'));

  beforeEach(async () => {
    cast = await buildCast();
  });

  it('are listed with what they ask, and changed and deleted', async () => {
    const id = await save();
    const [report] = (await listReports(cast.amir)).reports;
    const question = { period: 'last-week', compare: false };
    expect(report).to.deep.include({ id, name: 'Weekly', question, format: 'csv' });
    expect(report).to.deep.include({ every: 'weekly', recipientIds: [cast.amir.id], version: 0 });
    expect(report?.nextAt).to.deep.equal(new Date('2026-11-23T06:00:00Z'));
    await changeReport(cast.amir, id, { ...WEEKLY, name: 'Later', every: 'never' }, 0, NOW, 'UTC');
    const [changed] = (await listReports(cast.amir)).reports;
    expect(changed).to.deep.include({ name: 'Later', nextAt: null, recipientIds: [], version: 1 });
    await deleteReport(cast.asha, id);
    expect((await listReports(cast.amir)).reports).to.deep.equal([]);
    const told = await JournalEvent.findAll({ where: { subjectType: 'saved_report' }, order: ['id'] });
    expect(told.map(({ name, actorId }) => [name, actorId])).to.deep.equal([
      ['saved_report.created', cast.asha.id],
      ['saved_report.updated', cast.amir.id],
      ['saved_report.deleted', cast.asha.id],
    ]);
  });

  it('keep what they ask and their next time when others are to be told, of which the journal hears', async () => {
    const id = await save();
    const { question: _question, ...rest } = WEEKLY;
    const monday = new Date('2026-11-23T06:00:00Z');
    await changeReport(cast.amir, id, { ...rest, recipientIds: [cast.asha.id] }, 0, NOW, 'UTC');
    const [report] = (await listReports(cast.amir)).reports;
    expect(report).to.deep.include({ nextAt: monday, version: 1, recipientIds: [cast.asha.id] });
    expect(report?.question).to.deep.include({ period: 'last-week' });
    const told = await JournalEvent.findAll({ where: { subjectType: 'saved_report' }, order: ['id'] });
    expect(told.map(({ details }) => JSON.parse(details) as object)[1]).to.deep.include({
      changes: { recipientIds: { from: String(cast.amir.id), to: String(cast.asha.id) } },
    });
  });

  it('are made with their file, which those who may see it open', async () => {
    await buildComplaint({ createdAt: new Date('2026-11-10T10:00:00Z') });
    const id = await save();
    const runId = await asOf(NOW, () => startReport(cast.amir, id));
    expect(await Job.count({ where: { kind: 'reports.make' } })).to.equal(1);
    expect(await make(runId)).to.equal(1);
    expect(await make(runId), 'once').to.equal(0);
    const [run] = (await listReports(cast.asha)).runs;
    expect(run).to.deep.include({ id: runId, state: 'done', progress: 100, hasFile: true });
    const file = await openReportFile(cast.asha, runId);
    const content = await buffer(file.content);
    expect(content.length).to.equal(file.sizeBytes);
    expect(content.toString()).to.include('Filed').and.to.include('2026-11-10');
    const { storageKey } = await ReportRun.findByPk(runId, { rejectOnEmpty: true });
    expect([...(await knownAmong([storageKey ?? '', 'other']))], 'no orphan').to.deep.equal([storageKey]);
    // Nobody is told of what somebody asked for themselves.
    expect(await Notification.count({ where: { kind: 'letter.report' } })).to.equal(0);
  });

  it('fail with their reason where whoever asked may see them no more', async () => {
    const runId = await startReport(cast.amir, await save());
    await ReportRun.update({ askerId: cast.rosa.id }, { where: { id: runId } });
    expect(await make(runId)).to.equal(0);
    const [run] = (await listReports(cast.asha)).runs;
    expect(run).to.deep.include({ state: 'failed', hasFile: false });
    expect(run?.reason).not.to.equal('');
    expect(await refusal(openReportFile(cast.asha, runId))).to.be.instanceOf(NotFoundError);
  });

  it('are made by the clock once, and told to those who may still see them', async () => {
    await save();
    const monday = new Date('2026-11-23T06:00:01Z');
    expect(await asOf(NOW, () => startDueReports(undefined, 'UTC'))).to.equal(0);
    const started = await asOf(monday, () =>
      Promise.all([startDueReports(undefined, 'UTC'), startDueReports(undefined, 'UTC')]),
    );
    expect(started.toSorted()).to.deep.equal([0, 1]);
    const [report] = (await listReports(cast.asha)).reports;
    expect(report).to.deep.include({ nextAt: new Date('2026-11-30T06:00:00Z'), version: 0 });
    const [run] = await ReportRun.findAll();
    await asOf(monday, () => makeReport({ runId: run?.id }, 'UTC'));
    const letters = await Notification.findAll({ where: { kind: 'letter.report' } });
    expect(letters.map(({ recipientId }) => recipientId)).to.deep.equal([cast.amir.id]);
    const [letter] = letters;
    if (letter === undefined) return expect.fail('nobody was told');
    expect(await hindranceOf(letter, cast.amir)).to.equal(undefined);
    expect(await hindranceOf(letter, cast.elena)).to.include('not see reports');
    return undefined;
  });

  it('are kept for 90 days each', async () => {
    const runId = await startReport(cast.asha, await save());
    await make(runId);
    const made = (await ReportRun.findByPk(runId, { rejectOnEmpty: true })).createdAt.getTime();
    const later = (days: number) => asOf(new Date(made + days * 86_400_000), () => pruneReportRuns());
    expect([await later(89), await later(91)]).to.deep.equal([0, 1]);
    expect(await ReportRun.count()).to.equal(0);
  });

  it('are for those alone who may see the figures of all', async () => {
    const id = await save();
    for (const actor of [cast.elena, cast.rosa, KINDS.staff()])
      for (const attempt of [
        () => listReports(actor),
        () => saveReport(actor, WEEKLY, NOW, 'UTC'),
        () => changeReport(actor, id, WEEKLY, 0, NOW, 'UTC'),
        () => startReport(actor, id),
        () => openReportFile(actor, 1),
      ])
        expect(await refusal(attempt)).to.be.instanceOf(ForbiddenError);
    expect(await refusal(deleteReport(cast.elena, id))).to.be.instanceOf(NotFoundError);
  });

  for (const [what, input, field] of [
    ['no name', { name: ' ' }, 'name'],
    ['an unknown period', { question: { period: 'some day' } }, 'question.period'],
    ['an unknown filter', { question: { urgency: 'high' } }, 'question'],
    ['reversed days', { question: { from: '2026-11-02', to: '2026-11-01' } }, 'question.to'],
    ['an unknown rhythm', { every: 'hourly' }, 'every'],
    ['an unknown format', { format: 'exe' }, 'format'],
    ['nobody', { recipientIds: [999_999] }, 'recipientIds'],
  ] as const)
    it(`are refused with what is wrong: ${what}`, async () => {
      const error = await refusal(save(input));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect(Object.keys(error.fields)).to.deep.equal([field]);
    });

  it('have names of their own, and readers who may see them', async () => {
    await save();
    expect((await refusal(save({ name: 'WEEKLY' }))).fields).to.have.keys('name');
    expect((await refusal(save({ name: 'Other', recipientIds: [cast.elena.id] }))).fields).to.have.keys(
      'recipientIds',
    );
  });

  for (const [every, now, zone, next] of [
    // Six in the morning is six in the morning on days with 23 and 25 hours, also where midnight itself does not come.
    ['daily', '2026-03-28T20:00:00Z', 'Europe/Berlin', '2026-03-29T04:00:00.000Z'],
    ['daily', '2026-03-29T20:00:00Z', 'Europe/Berlin', '2026-03-30T04:00:00.000Z'],
    ['daily', '2026-10-24T20:00:00Z', 'Europe/Berlin', '2026-10-25T05:00:00.000Z'],
    ['daily', '2026-10-25T20:00:00Z', 'Europe/Berlin', '2026-10-26T05:00:00.000Z'],
    ['daily', '2026-09-05T20:00:00Z', 'America/Santiago', '2026-09-06T09:00:00.000Z'],
    ['daily', '2026-04-04T20:00:00Z', 'America/Santiago', '2026-04-05T10:00:00.000Z'],
    ['weekly', '2026-10-20T20:00:00Z', 'Europe/Berlin', '2026-10-26T05:00:00.000Z'],
    ['weekly', '2026-11-23T05:00:00Z', 'UTC', '2026-11-30T06:00:00.000Z'],
    ['monthly', '2026-12-31T20:00:00Z', 'Asia/Kolkata', '2027-02-01T00:30:00.000Z'],
  ] as const)
    it(`are made early on the next day that is due: ${every} in ${zone}`, () => {
      expect(nextTime(every, new Date(now), zone)?.toISOString()).to.equal(next);
    });
});
