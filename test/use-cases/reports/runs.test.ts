import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { inTransaction } from '../../../src/database/transaction.ts';
import { NotFoundError } from '../../../src/errors.ts';
import { Job } from '../../../src/models/job.ts';
import { Notification } from '../../../src/models/notification.ts';
import { ReportRun } from '../../../src/models/report-run.ts';
import { SavedReport } from '../../../src/models/saved-report.ts';
import { composeLetter } from '../../../src/use-cases/notifications/mail/compose-letter.ts';
import { hindranceOf } from '../../../src/use-cases/notifications/mail/judge-mail.ts';
import { endLostRuns } from '../../../src/use-cases/reports/saved/end-lost-runs.ts';
import { makeReport } from '../../../src/use-cases/reports/saved/make-report.ts';
import { openReportFile } from '../../../src/use-cases/reports/saved/open-report-file.ts';
import { readRun } from '../../../src/use-cases/reports/saved/read-run.ts';
import { saveReport } from '../../../src/use-cases/reports/saved/save-report.ts';
import { layRun, startReport } from '../../../src/use-cases/reports/saved/start-report.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { dataDir } from '../../support/database.ts';
import { refusal } from '../../support/refusal.ts';

describe('runs of reports', () => {
  let cast: Cast;
  let reportId: number;

  const make = (runId: number) => makeReport({ runId }, 'UTC');
  const read = (runId: number) => ReportRun.findByPk(runId, { rejectOnEmpty: true });
  const byClock = async () => {
    const report = await SavedReport.findByPk(reportId, { rejectOnEmpty: true });
    return inTransaction(() => layRun(report, { meantAt: new Date() }));
  };
  const jobOf = (runId: number) => ({ where: { payload: JSON.stringify({ runId }) } });
  const told = async () => {
    const letters = await Notification.findAll({ where: { kind: 'letter.report_failed' }, order: ['id'] });
    return letters.map(({ recipientId }) => recipientId);
  };

  beforeEach(async () => {
    cast = await buildCast();
    const question = { period: 'last-week' };
    const kept = { name: 'Weekly', question, format: 'csv', recipientIds: [cast.amir.id] };
    reportId = await saveReport(cast.asha, kept);
  });

  it('end with their reason where their job was given up or is gone, and the clock’s tell of it once', async () => {
    const [dead, gone, alive, asked] = [
      await byClock(),
      await byClock(),
      await byClock(),
      await startReport(cast.amir, reportId),
    ];
    expect(await endLostRuns(), 'all have a job').to.equal(0);
    await ReportRun.update({ state: 'running' }, { where: { id: [dead, alive, asked] } });
    await Job.update({ state: 'dead' }, jobOf(dead));
    await Job.destroy(jobOf(gone));
    await Job.update({ state: 'running' }, jobOf(alive));
    await Job.update({ state: 'dead' }, jobOf(asked));
    expect(await endLostRuns()).to.equal(3);
    expect(await endLostRuns(), 'once').to.equal(0);
    const ends = await Promise.all([dead, gone, alive, asked].map(read));
    expect(ends.map(({ state }) => state)).to.deep.equal(['failed', 'failed', 'running', 'failed']);
    expect(ends[0]).to.include({
      reason: 'It failed for a day and was given up; the list of jobs tells why.',
    });
    expect(ends[1]).to.include({ reason: 'The job that was to make it is gone.' });
    expect(ends[1]?.endedAt).to.be.instanceOf(Date);
    expect(await told(), 'who keeps it, and who was to have it').to.deep.equal([
      cast.asha.id,
      cast.amir.id,
      cast.asha.id,
      cast.amir.id,
    ]);
    expect(await make(dead), 'let run again by hand').to.equal(1);
    expect(await read(dead)).to.include({ state: 'done', reason: '' });
  });

  it('tell by mail why the clock could not have them made', async () => {
    const runId = await byClock();
    await ReportRun.update({ question: '{"period":"last-week","typeId":999999}' }, { where: { id: runId } });
    expect(await make(runId)).to.equal(0);
    expect(await told()).to.deep.equal([cast.asha.id, cast.amir.id]);
    const letter = await Notification.findOne({ rejectOnEmpty: true });
    const details = JSON.parse(letter.details) as { readonly reason: string };
    const { reason } = await read(runId);
    expect(details.reason).to.equal(reason).and.not.to.equal('');
    const to = { name: 'Asha', address: 'asha@x.example' };
    const mail = await composeLetter('letter.report_failed', {
      letter,
      details,
      to,
      site: 'https://it.example',
    });
    expect(mail).to.deep.include({ heading: 'Weekly could not be made' });
    expect(JSON.stringify(mail)).to.contain(reason).and.to.contain(`/admin/pages/reports?run=${runId}`);
    expect(await hindranceOf(letter, cast.elena)).to.include('not see reports');
  });

  it('fail where whoever asked may not see reports any more, or is gone', async () => {
    const [lost, gone] = [await startReport(cast.amir, reportId), await startReport(cast.asha, reportId)];
    // Somebody who may see figures of their own work alone.
    await ReportRun.update({ askerId: cast.elena.id }, { where: { id: lost } });
    await ReportRun.update({ askerId: null }, { where: { id: gone } });
    expect([await make(lost), await make(gone)]).to.deep.equal([0, 0]);
    expect((await read(lost)).reason).to.equal('Whoever asked for it may not see reports any more.');
    expect((await read(gone)).reason).to.equal('Whoever asked for it may not sign in any more.');
    expect(await Notification.count(), 'no mail: the clock asked for neither').to.equal(0);
  });

  it('are told to nobody who may not see reports', async () => {
    const runId = await startReport(cast.amir, reportId);
    expect(await readRun(cast.asha, runId)).to.include({ id: runId, state: 'waiting' });
    expect((await refusal(readRun(cast.elena, runId))).status).to.equal(403);
  });

  it('say in words that their file is gone', async () => {
    const runId = await startReport(cast.amir, reportId);
    await make(runId);
    const key = (await read(runId)).storageKey ?? expect.fail('no file');
    await rm(join(dataDir, 'attachments', key.slice(0, 2), key));
    const error = await refusal(openReportFile(cast.asha, runId));
    expect(error).to.be.instanceOf(NotFoundError);
    expect(error.message).to.equal('This file is not there any more.');
  });
});
