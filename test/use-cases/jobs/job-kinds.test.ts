import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { Op } from 'sequelize';
import { asOf } from '../../../src/database/present-moment.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { record } from '../../../src/journal/record.ts';
import { DAY_MS } from '../../../src/durations.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { RetentionRule } from '../../../src/models/retention-rule.ts';
import { Status } from '../../../src/models/status.ts';
import { ApiRequest } from '../../../src/models/api-request.ts';
import { FaqPicture } from '../../../src/models/faq-picture.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { Job } from '../../../src/models/job.ts';
import { KeptForm } from '../../../src/models/kept-form.ts';
import { SearchDocument } from '../../../src/models/search-document.ts';
import { DailyFigure } from '../../../src/models/daily-figure.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { ReportRun } from '../../../src/models/report-run.ts';
import { SavedReport } from '../../../src/models/saved-report.ts';
import { BulkRun } from '../../../src/models/bulk-run.ts';
import { Session } from '../../../src/models/session.ts';
import { StagedFile } from '../../../src/models/staged-file.ts';
import { Webhook } from '../../../src/models/webhook.ts';
import { WebhookDelivery } from '../../../src/models/webhook-delivery.ts';
import { operator } from '../../../src/policies/actor.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { stageFiles } from '../../../src/use-cases/attachments/stage-files.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { jobKinds } from '../../../src/use-cases/jobs/job-kinds.ts';
import { followComplaints } from '../../../src/use-cases/reports/counting/follow-complaints.ts';
import { saveReport } from '../../../src/use-cases/reports/saved/save-report.ts';
import { keepForm } from '../../../src/use-cases/kept-forms/keep-form.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildNotification } from '../../factories/notifications.ts';
import { buildActor, buildUser } from '../../factories/people.ts';
import { daysAgo } from '../../factories/queue.ts';
import { dataDir } from '../../support/database.ts';
import { byHand } from '../../support/journal-watch.ts';
import { claimStorage, removeStoredFiles } from '../../support/stored-files.ts';

const longAgo = () => new Date(Date.now() - 100 * 86_400_000);
/** Noon of the next Wednesday that is no minute away: nobody is told of an alarm while nobody works. */
function soon(): Date {
  const noon = new Date(Date.now() + 60_000);
  noon.setUTCDate(noon.getUTCDate() + ((10 - noon.getUTCDay()) % 7));
  noon.setUTCHours(12, 0, 0, 0);
  return noon.getTime() > Date.now() + 60_000 ? noon : new Date(noon.getTime() + 7 * 86_400_000);
}

const receive = () => receiveFile(Readable.from([Buffer.from('the report')]), 'report.txt');

/** Makes something that is due, by the kind of job that does it. */
const DUE: Readonly<Record<string, () => Promise<unknown>>> = {
  'complaints.close-unanswered': () => buildComplaint({ status: 'resolved', resolvedAt: longAgo() }),
  'complaints.unassign-stranded': async () =>
    buildComplaint({ status: 'in_progress', assignee: await buildUser() }),
  'targets.tell-alarms': () =>
    asOf(longAgo(), async () => {
      const { title, description, typeId } = await buildComplaint();
      await postComplaint(await buildActor(), { title, description, typeId: String(typeId) });
    }),
  'complaints.forget-bulk-runs': async () => {
    const { id } = await buildUser();
    const run = { starterId: id, runKey: 'old', step: 'unassign', input: '{}', origin: 'panel' };
    await BulkRun.create({ ...run, state: 'done', endedAt: longAgo() });
  },
  'webhooks.tend': async () => {
    const { id: ownerId } = await buildUser();
    const row = {
      name: 'Chat',
      url: 'https://chat.example/',
      events: 'complaint.filed',
      secret: 'x',
      ownerId,
    };
    const { id: webhookId } = await byHand(() => Webhook.create(row));
    const told = { webhookId, eventId: 1, eventName: 'complaint.filed', messageId: 'msg_1' };
    await WebhookDelivery.create({ ...told, nextAttemptAt: longAgo() });
  },
  'attachments.remove-orphans': async () => {
    await claimStorage();
    const { key } = await receive();
    await utimes(join(dataDir, 'attachments', key.slice(0, 2), key), longAgo(), longAgo());
  },
  'faq.remove-unused-pictures': async () => {
    const { key: storageKey, name: originalName, ...file } = await receive();
    const { contentType, sizeBytes, sha256 } = file;
    const picture = { storageKey, originalName, contentType, sizeBytes, sha256, uploaderId: null };
    await FaqPicture.create({ ...picture, createdAt: longAgo() });
  },
  'complaints.apply-retention': async () => {
    const closed = await Status.findOne({ where: { category: 'closed' }, rejectOnEmpty: true });
    const at = new Date(Date.now() - 800 * DAY_MS);
    const { id } = await buildComplaint();
    await byHand(async () => {
      const past = { statusId: closed.id, closedAt: at, lastActivityAt: at };
      await Complaint.update(past, { where: { id }, silent: true });
      await RetentionRule.bulkCreate([
        { rule: 'files', years: 2 },
        { rule: 'texts', years: 2 },
      ]);
    });
  },
  'api.forget-answers': async () => {
    const { id: userId } = await buildUser();
    const asked = { requestKey: 'k', contentHash: 'h', begunAt: longAgo() };
    await ApiRequest.create({ ...asked, userId, createdAt: longAgo() });
  },
  'forms.forget-kept': async () => {
    const { id } = await buildUser();
    await keepForm({ ownerId: id, sender: 'somebody', path: '/complaints', fields: {} });
    await KeptForm.update({ createdAt: longAgo() }, { where: {} });
  },
  'reports.start-due': async () => {
    const id = await saveReport(await buildActor({ groups: [GROUP.admin] }), {
      name: 'Daily',
      question: {},
      every: 'daily',
    });
    await byHand(() => SavedReport.update({ nextAt: longAgo() }, { where: { id }, silent: true }));
  },
  'reports.prune': () =>
    ReportRun.create({
      reportId: null,
      askerId: null,
      name: 'Old',
      question: '{}',
      format: 'csv',
      createdAt: longAgo(),
    }),
  'figures.follow': () => buildComplaint({ createdAt: daysAgo(2) }),
  'figures.check': async () => {
    await buildComplaint({ createdAt: daysAgo(2) });
    await followComplaints();
    await DailyFigure.destroy({ where: { level: 7 } });
  },
  'search.index-missing': async () => {
    await buildComplaint();
    await SearchDocument.destroy({ where: {} });
  },
  'people.remove-expired': () => Session.create({ sid: 'old', data: '{}', expires: longAgo() }),
  'journal.seal-events': () =>
    inTransaction(() =>
      record({ name: 'session.refused', by: operator, subjectId: null, details: { reason: 'locked' } }),
    ),
  'notifications.lay-digests': async () => {
    const { id } = await buildUser();
    await buildNotification({ recipientId: id, state: 'digest', nextAttemptAt: longAgo() });
  },
  'notifications.resume': () => buildNotification({ state: 'waiting', nextAttemptAt: longAgo() }),
  'notifications.prune': () => buildNotification({ state: 'sent', createdAt: longAgo() }),
  'jobs.prune': () =>
    Job.create({ kind: 'test.old', payload: '{}', state: 'done', runAt: longAgo(), endedAt: longAgo() }),
};

const kinds = jobKinds({ autoCloseDays: 7, timeZone: 'UTC' });

/** How many things a job did, or why it did nothing. */
function outcomeOf(kind: string, signal: AbortSignal): Promise<unknown> {
  const one = kinds.find((some) => some.kind === kind);
  const job = { id: 1, attempt: 1, signal };
  return asOf(soon(), () => one?.run({}, job) ?? expect.fail(kind)).catch((error: Error) => error.message);
}

const neverTold = () => new AbortController().signal;
const told = () => AbortSignal.abort(new Error('told to'));

describe('a job that is told to stop', () => {
  beforeEach(() => removeStoredFiles(dataDir));
  after(() => removeStoredFiles(dataDir));

  // What is begun by somebody has its tests where it stands.
  for (const { kind } of kinds.filter(({ everyMs }) => everyMs !== undefined)) {
    it(`leaves the rest to the next one, and does it as the portal itself: ${kind}`, async () => {
      const before = await outcomeOf(kind, neverTold());
      expect(before, 'what other tests left').to.be.a('number');
      await (DUE[kind] ?? expect.fail(`nothing of ${kind} is due here`))();
      const last = (await JournalEvent.max<number | null, JournalEvent>('id')) ?? 0;
      expect(await outcomeOf(kind, told())).to.equal('told to');
      expect(await outcomeOf(kind, neverTold()), 'it was still there').to.be.at.least(1);
      const events = await JournalEvent.findAll({ where: { id: { [Op.gt]: last } } });
      for (const { name, actorName } of events) expect(actorName, name).to.equal('The portal');
    });
  }

  it('goes on with no further file that waited for its form', async () => {
    const { id } = await buildUser();
    for (let i = 0; i < 3; i += 1) await stageFiles(id, [await receive()], 0, longAgo());
    let asked = 0;
    const signal = Object.assign(neverTold(), {
      throwIfAborted() {
        asked += 1;
        // Before the forms, before the files, and before the first of them.
        if (asked > 3) throw new Error('told to');
      },
    });
    expect(await outcomeOf('forms.forget-kept', signal)).to.equal('told to');
    expect(await StagedFile.count()).to.equal(2);
  });
});
