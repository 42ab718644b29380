import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { readConfig } from '../../../src/config.ts';
import { database } from '../../../src/database/connect.ts';
import { asOf } from '../../../src/database/present-moment.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/durations.ts';
import { isPeriodic } from '../../../src/jobs/schedule.ts';
import type { JournalEntry } from '../../../src/journal/events.ts';
import { record } from '../../../src/journal/record.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { EventSeal } from '../../../src/models/event-seal.ts';
import { GroupPermission } from '../../../src/models/group-permission.ts';
import { Job } from '../../../src/models/job.ts';
import { ReceivedMail } from '../../../src/models/received-mail.ts';
import { ReportRun } from '../../../src/models/report-run.ts';
import { SavedReport } from '../../../src/models/saved-report.ts';
import { WebhookFailure } from '../../../src/models/webhook-failure.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { User } from '../../../src/models/user.ts';
import { operator } from '../../../src/policies/actor.ts';
import { storage } from '../../../src/storage/storage.ts';
import { ALL_CHECKS } from '../../../src/use-cases/health/all-checks.ts';
import type { Check, HealthSettings } from '../../../src/use-cases/health/check.ts';
import { checkHealth, recentHealth } from '../../../src/use-cases/health/check-health.ts';
import { diskCheck } from '../../../src/use-cases/health/checks/disk.ts';
import { runChecks, type CheckResult } from '../../../src/use-cases/health/run-checks.ts';
import { jobKinds } from '../../../src/use-cases/jobs/job-kinds.ts';
import { sealEvents } from '../../../src/use-cases/journal/seal-events.ts';
import { createToken } from '../../../src/use-cases/tokens/create-token.ts';
import { holderOfToken } from '../../../src/use-cases/tokens/holder-of-token.ts';
import { createWebhook } from '../../../src/use-cases/webhooks/create-webhook.ts';
import { buildApiClient } from '../../factories/api-clients.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildNotification } from '../../factories/notifications.ts';
import { buildCast, buildUser } from '../../factories/people.ts';
import { dataDir, testEnvironment, useTestPost } from '../../support/database.ts';
import { byHand } from '../../support/journal-watch.ts';
import { startMailServer } from '../../support/mail-server.ts';
import { refusal } from '../../support/refusal.ts';
import { claimStorage, removeStoredFiles } from '../../support/stored-files.ts';

const settings: HealthSettings = readConfig(testEnvironment);
const onServer: Partial<HealthSettings> = { databaseUrl: 'mysql://portal@127.0.0.1/portal' };
const embedded: Partial<HealthSettings> = { databaseUrl: undefined };
const ago = (ms: number): Date => new Date(Date.now() - ms);

/** What one check finds. */
async function found(which: string | Check, more: Partial<HealthSettings> = {}): Promise<CheckResult> {
  const check = typeof which === 'string' ? ALL_CHECKS.find(({ name }) => name === which) : which;
  if (check === undefined) return expect.fail('there is no such check');
  const { results } = await runChecks([check], { ...settings, ...more });
  return results[0] ?? expect.fail('nothing was found');
}

/** The level and the words of what one check finds, for a comparison in one line. */
async function told(which: string | Check, more?: Partial<HealthSettings>): Promise<string> {
  const { level, text } = await found(which, more);
  return `${level}: ${text}`;
}

const tell = (entry: JournalEntry) => inTransaction(() => record(entry));
const kinds = jobKinds(settings).filter(isPeriodic);

/** A job of a kind that is done by the clock. */
function slot(kind: string, row: Partial<Job['_creationAttributes']>): Promise<Job> {
  const at = row.endedAt ?? row.runAt ?? new Date();
  const dedupeKey = `${kind}@${at.toISOString()}`;
  return Job.create({ kind, payload: '{}', state: 'done', runAt: at, endedAt: at, dedupeKey, ...row });
}

describe('a check of the health', () => {
  it('finds a database that answers, and its size', async () => {
    expect(await told('database')).to.match(
      /^ok: It answers within \d+ ms, takes writes and has [\d,]+ (KB|MB)\.$/,
    );
    expect(await told('database', { unopened: 'It is locked.' })).to.equal('problem: It is locked.');
  });

  it('finds migrations that are pending or unknown', async () => {
    expect(await told('migrations')).to.match(/^ok/);
    const rename1 = (from: string, to: string) =>
      database().query('UPDATE migrations SET name = :to WHERE name = :from', { replacements: { from, to } });
    await rename1('0001-departments', '9999-later');
    try {
      const { level, text, advice } = await found('migrations');
      expect(`${level}: ${text}`).to.equal(
        'problem: 1 migration pending. 1 migration unknown to this version.',
      );
      expect(advice).to.contain('npm run portal -- migrate');
      const { unchecked } = await runChecks(ALL_CHECKS, settings);
      expect(unchecked).to.include('Jobs').and.not.to.include('Disk');
    } finally {
      await rename1('9999-later', '0001-departments');
    }
  });

  it('finds clocks that differ, and events from the future', async () => {
    expect(await told('clock')).to.match(/^ok/);
    // The portal's clock stands still meanwhile, the database's does not.
    expect(await asOf(ago(-10_000), () => told('clock'))).to.match(
      /^warning: The database's clock and the portal's are ([5-9]|10) seconds apart\.$/,
    );
    expect(await asOf(ago(HOUR_MS), () => told('clock'))).to.match(/^problem: .* (1 hour|6\d minutes) apart/);
    const details = { reason: 'locked' };
    await tell({ name: 'session.refused', by: operator, subjectId: null, details, at: ago(-2 * HOUR_MS) });
    expect(await told('clock')).to.match(/^problem: The newest event is told to happen 2 hours from now\./);
  });

  it('finds people without a profile', async () => {
    const { id } = await buildUser();
    expect(await told('profiles')).to.match(/^ok/);
    await byHand(() => UserProfile.destroy({ where: { userId: id } }));
    const { level, text, advice } = await found('profiles');
    expect(`${level}: ${text}`).to.equal("problem: 1 thing is wrong with people's profiles or their table.");
    expect(advice).to.contain('fix-user-profiles --dry-run');
  });

  it('finds that nobody may let others in, and rights that do not exist', async () => {
    expect(await told('permissions')).to.equal('problem: Nobody active may edit permissions.');
    const admin = await buildUser({ groups: ['Admin'] });
    expect(await told('permissions')).to.equal('problem: No superuser is active.');
    await buildUser({ isSuperuser: true });
    expect(await told('permissions')).to.equal(
      'ok: 2 active people may edit permissions, 1 superuser among them.',
    );
    await byHand(() => User.update({ isActive: false }, { where: { id: admin.id } }));
    expect(await told('permissions')).to.match(/^ok: 1 active person may/);
    const [group] = await GroupPermission.findAll({ limit: 1 });
    await byHand(() =>
      GroupPermission.create({ groupId: group?.groupId ?? 0, permission: 'rockets.launch' }),
    );
    expect(await told('permissions')).to.match(/^warning: 1 permission of groups unknown .* rockets\.launch/);
  });

  it('finds jobs that are late, wait or were given up', async () => {
    expect(await told('jobs')).to.equal('warning: No job was ever done by the clock.');
    for (const { kind } of kinds) await slot(kind, { endedAt: ago(MINUTE_MS) });
    expect(await told('jobs')).to.equal(
      `ok: All ${kinds.length} kinds of jobs by the clock were done in time.`,
    );
    const pruning = { kind: 'jobs.prune' };
    await Job.update({ endedAt: ago(3 * HOUR_MS) }, { where: pruning });
    expect(await told('jobs')).to.equal(
      'problem: Not done in time: Remove jobs that ended long ago (last 3 hours ago).',
    );
    const running = await slot('jobs.prune', {
      state: 'running',
      leaseUntil: ago(-MINUTE_MS),
      endedAt: null,
    });
    expect(await told('jobs'), 'at it').to.match(/^ok/);
    await running.update({ state: 'dead', endedAt: ago(2 * HOUR_MS) });
    expect(await told('jobs')).to.match(/^problem: Not done .* 1 job was given up\./);
    await slot('jobs.prune', { endedAt: new Date() });
    expect(await told('jobs'), 'done since').to.match(/^ok/);
    const other = await Job.create({
      kind: 'notifications.announce',
      payload: '{}',
      state: 'waiting',
      runAt: ago(2 * HOUR_MS),
    });
    expect(await told('jobs')).to.match(/^problem: A job has been due for 2 hours\./);
    await other.update({ state: 'dead', endedAt: ago(MINUTE_MS) });
    const { level, list } = await found('jobs');
    expect([level, list]).to.deep.equal(['problem', { resource: 'jobs', filters: { state: 'dead' } }]);
    await other.update({ endedAt: ago(8 * DAY_MS) });
    expect(await told('jobs'), 'long ago').to.match(/^warning: 1 job was given up\./);
  });

  it('finds mails that wait too long, are refused or were given up', async () => {
    expect(await told('outbox')).to.match(/^ok/);
    const mail = await buildNotification({ state: 'waiting', attempts: 2, nextAttemptAt: ago(-HOUR_MS) });
    expect(await told('outbox')).to.equal('warning: 1 mail was not taken yet and will be tried again.');
    await mail.update({ nextAttemptAt: ago(20 * MINUTE_MS) });
    expect(await told('outbox')).to.equal('warning: A mail has been due for 20 minutes.');
    await mail.update({ nextAttemptAt: ago(2 * HOUR_MS) });
    expect(await told('outbox')).to.equal('problem: A mail has been due for 2 hours.');
    await mail.update({ state: 'dead', nextAttemptAt: null });
    expect(await told('outbox')).to.match(/^warning: 1 mail was given up within a day\./);
    for (let i = 0; i < 9; i += 1) await buildNotification({ state: 'dead', nextAttemptAt: null });
    expect(await told('outbox')).to.match(/^problem: 10 mails were given up/);
  });

  it('finds out by itself whether the mail server lets the portal in', async () => {
    expect(await told('mail-out', embedded)).to.match(/^ok: No mail server is set/);
    expect(await told('mail-out', onServer)).to.match(/^warning: No mail server is set/);
    const server = await startMailServer();
    useTestPost(server.url);
    const smtp = { smtpUrl: server.url };
    await buildNotification({ state: 'sent', sentAt: ago(2 * HOUR_MS), nextAttemptAt: null });
    try {
      expect(await told('mail-out', smtp)).to.equal(
        'ok: The mail server lets the portal in. The last mail was sent 2 hours ago.',
      );
      expect(server.received).to.have.length(0);
      await server.close();
      const gone = await found('mail-out', smtp);
      expect(gone.level).to.equal('problem');
      expect(gone.text).to.match(/^The mail server does not let the portal in\. It cannot be reached\./);
      expect(JSON.stringify(gone), 'neither host nor port')
        .not.to.contain('127.0.0.1')
        .and.not.to.contain(String(server.port));
    } finally {
      useTestPost();
    }
  });

  it('finds a mailbox that nobody looks into, and mails that failed', async () => {
    const box = { mailInUrl: 'imap://it:secret@127.0.0.1:1/INBOX' };
    expect(await told('mail-in')).to.match(/^ok: No mailbox is set/);
    expect(await told('mail-in', box)).to.equal('problem: The mailbox was never looked into.');
    await slot('mail-in.receive', { endedAt: ago(20 * MINUTE_MS) });
    expect(await told('mail-in', box)).to.equal('problem: The mailbox was last looked into 20 minutes ago.');
    await slot('mail-in.receive', { endedAt: ago(MINUTE_MS) });
    expect(await told('mail-in', box)).to.match(/^ok/);
    const row = {
      sender: 'rosa@alphalab.example',
      subject: 'Help',
      sizeBytes: 1,
      outcome: 'failed' as const,
    };
    await ReceivedMail.create({
      ...row,
      mailKey: 'one',
      reason: null,
      personId: null,
      complaintId: null,
      eventId: null,
      wordsHash: null,
      quotedText: null,
    });
    expect(await told('mail-in', box)).to.match(/^warning: 1 mail failed within a week\./);
  });

  it('finds webhooks that were switched off, and those that fail', async () => {
    const { asha } = await buildCast();
    expect(await told('webhooks')).to.equal('ok: 0 webhooks active, and none of them in trouble.');
    const events = ['complaint.filed'];
    const made = async (name: string) =>
      (await createWebhook(asha, { name, url: 'https://chat.example/', events })).webhook;
    const [off, failing, own] = [await made('Chat'), await made('Wall'), await made('Idle')];
    await byHand(() => off.update({ isActive: false, offBecause: 'It answered 410.' }));
    await byHand(() => own.update({ isActive: false }));
    const failure = { webhookId: failing.id, reason: 'It answered 500.' };
    const row = await byHand(() => WebhookFailure.create({ ...failure, since: new Date() }));
    expect(await told('webhooks')).to.match(/^warning: 1 webhook switched off, .*: Chat\.$/);
    await byHand(() => row.update({ since: new Date(Date.now() - 2 * HOUR_MS) }));
    expect(await told('webhooks')).to.match(/: Chat\. 1 webhook failing for more than an hour: Wall\.$/);
  });

  it('finds tokens in use that end soon, unless another takes their place', async () => {
    const { asha } = await buildCast();
    const client = await buildApiClient({ groups: ['Admin'] });
    await createToken(asha, client, { name: 'Unused', days: 5 });
    const used = await createToken(asha, client, { name: 'Night', days: 13 });
    const far = await createToken(asha, client, { name: 'Far', days: 15 });
    await holderOfToken(far?.token ?? '', null);
    expect(await told('tokens')).to.match(/^ok/);
    await holderOfToken(used?.token ?? '', null);
    expect(await told('tokens')).to.equal(
      'warning: 1 token in use ends within 14 days: Night (api-night-report).',
    );
    await createToken(asha, client, { name: 'Night', days: 90 });
    expect(await told('tokens')).to.match(/^ok/);
  });

  it('finds a disk with little room', async () => {
    expect(await told('disk')).to.match(
      /^(ok|warning): [\d,]+ GB of [\d,]+ GB are free where DATA_DIR lies\.$/,
    );
    const all = { bytes: Infinity, share: 2 };
    const none = { bytes: 0, share: 0 };
    expect((await found(diskCheck({ warning: all, problem: none }))).level).to.equal('warning');
    const full = await found(diskCheck({ warning: all, problem: all }));
    expect([full.level, full.advice]).to.deep.equal([
      'problem',
      'Make room there, or move DATA_DIR to a larger disk.',
    ]);
  });

  it('finds seals that are not made, and a journal that was not whole', async () => {
    await EventSeal.destroy({ where: {} });
    expect(await told('seals', embedded)).to.match(/^ok: What happens is sealed .* never proven whole\./);
    expect(await told('seals', onServer)).to.match(/^warning: The journal was never proven whole\./);
    const details = { reason: 'locked' };
    await tell({ name: 'session.refused', by: operator, subjectId: null, details, at: ago(HOUR_MS) });
    expect(await told('seals', embedded)).to.match(
      /^problem: The oldest event without a seal is 1 hour old\./,
    );
    await sealEvents();
    expect(await told('seals', embedded)).to.match(/^ok/);
    const verified = (whole: boolean, at: Date) =>
      tell({
        name: 'command.run',
        by: operator,
        subjectId: null,
        details: { command: 'audit verify', result: [{ whole }] },
        at,
      });
    await verified(true, ago(40 * DAY_MS));
    await sealEvents();
    expect(await told('seals', onServer)).to.match(/^warning: It was proven whole 40 days ago\./);
    await verified(true, new Date());
    expect(await told('seals', onServer)).to.match(/^ok/);
    await verified(false, new Date());
    expect(await told('seals', onServer)).to.match(/^problem: The journal was found not whole/);
  });

  it('finds how old the newest backup is', async () => {
    expect(await told('backups', embedded)).to.equal('ok: The journal tells of no backup.');
    expect(await told('backups', onServer)).to.equal('warning: The journal tells of no backup.');
    const ages = [
      [10, 'problem'],
      [3, 'warning'],
      [1, 'ok'],
    ] as const;
    for (const [days, level] of ages) {
      const at = ago(days * DAY_MS);
      await tell({
        name: 'backup.made',
        by: operator,
        subjectId: null,
        details: { sizeBytes: 1, missingFiles: 0, damagedFiles: 0 },
        at,
      });
      expect(await told('backups')).to.equal(
        `${level}: The newest backup is ${days === 1 ? '1 day' : `${days} days`} old.`,
      );
    }
  });

  it('finds figures that are not counted', async () => {
    expect(await told('figures')).to.match(/^ok/);
    await buildComplaint({ createdAt: ago(3 * DAY_MS) });
    expect(await told('figures')).to.equal('warning: No day is counted yet.');
  });

  it('finds reports that the clock could not have made, until one is made again', async () => {
    const { id: ownerId } = await buildUser();
    const kept = { name: 'Weekly', question: '{}', format: 'csv', every: 'weekly', ownerId } as const;
    const { id: reportId } = await byHand(() => SavedReport.create(kept));
    const run = { reportId, name: 'Weekly', question: '{}', format: 'csv', askerId: null } as const;
    const ended = (state: 'done' | 'failed', isByClock: boolean, endedAt = new Date()) =>
      ReportRun.create({ ...run, state, isByClock, endedAt });
    await ended('failed', true, ago(8 * DAY_MS));
    await ended('failed', false);
    expect(await told('reports')).to.equal('ok: None failed within a week.');
    await ended('failed', true);
    expect(await told('reports')).to.equal('warning: 1 report could not be made when the clock last asked.');
    await ended('done', true);
    expect(await told('reports')).to.match(/^ok/);
  });

  it('finds complaints that are overdue or nobody has', async () => {
    expect(await told('complaints')).to.equal('ok: No complaint is overdue. Somebody has each that is open.');
    const complaint = await buildComplaint({ createdAt: ago(2 * DAY_MS) });
    await byHand(() => complaint.update({ dueAt: ago(HOUR_MS) }));
    expect(await told('complaints')).to.equal(
      'warning: 1 complaint is overdue. The oldest that nobody has was filed 2 days ago.',
    );
  });
});

describe('a check of stored files', () => {
  const root = join(dataDir, 'attachments');
  beforeEach(() => removeStoredFiles(dataDir));
  after(() => removeStoredFiles(dataDir));

  const put = () => storage().put(Readable.from([Buffer.from('report')]), 100);

  it('leaves nothing behind, and finds that none can be stored', async () => {
    expect(await told('storage')).to.equal('ok: Files are written, read and removed.');
    const left = [];
    for await (const file of storage().list()) left.push(file);
    expect(left).to.deep.equal([]);
    await rename(root, `${root}-away`);
    await writeFile(root, 'no folder');
    try {
      const { level, text, advice } = await found('storage');
      expect(`${level}: ${text}`).to.equal('problem: Files cannot be stored at the moment.');
      expect(advice).to.contain('DATA_DIR').and.not.to.contain(dataDir);
    } finally {
      await rm(root);
      await rename(`${root}-away`, root);
    }
  });

  it('finds what cannot be read, and nothing in what is not its own', async () => {
    await put();
    await symlink('lost+found', join(root, 'lost+found'));
    const before = await told('attachments');
    expect(before).to.match(/^ok/);
    await rm(join(root, 'fe'), { recursive: true, force: true });
    await symlink('fe', join(root, 'fe'));
    const { level, text, advice } = await found('attachments');
    expect(`${level}: ${text}`).to.match(/^problem: .*Where attachments are kept, fe cannot be read\./);
    expect(advice).to.match(/account that the portal runs with/);
  });

  it('finds rows without a file, files without a row, and those of another database', async () => {
    const { id: complaintId, reporterId: uploaderId } = await buildComplaint();
    const { key: storageKey, sizeBytes, sha256 } = await put();
    const row = {
      complaintId,
      uploaderId,
      storageKey,
      sizeBytes,
      sha256,
      contentType: 'text/plain',
      originalName: 'a.txt',
    };
    const eventId = await tell({
      name: 'complaint.edited',
      by: operator,
      subjectId: complaintId,
      complaintId,
      details: {},
    });
    await byHand(() => Attachment.create({ ...row, remarkId: null, eventId }));
    expect(await told('attachments')).to.equal('ok: Of 1 attachment looked at, none lacks its file.');
    const { key: lost } = await put();
    await utimes(join(root, lost.slice(0, 2), lost), ago(5 * HOUR_MS), ago(5 * HOUR_MS));
    expect(await told('attachments')).to.match(/^warning: Of 1 file looked at, 1 belong to nothing\./);
    await storage().remove(storageKey);
    expect(await told('attachments')).to.match(/^problem: Of 1 attachment looked at, 1 have no whole file\./);
    await mkdir(root, { recursive: true });
    await claimStorage();
    await writeFile(join(root, 'installation'), 'somebody else\n');
    expect(await told('attachments')).to.contain('The stored files are those of another database.');
  });
});

describe('checks of the health, side by side', () => {
  const check = (name: string, run: Check['run'], more: Partial<Check> = {}): Check => ({
    name,
    label: name,
    group: 'work',
    run,
    ...more,
  });
  const fine = check('fine', () => Promise.resolve({ level: 'ok', text: 'Fine.' }));

  it('go on where one hangs or throws, each of which is a problem', async () => {
    const signals: AbortSignal[] = [];
    const hanging = check('hanging', (_settings, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    const throwing = check('throwing', () => Promise.reject(new Error('secret /var/portal')));
    const { results } = await runChecks([hanging, throwing, fine], settings, 1000);
    expect(results.map(({ name, level, text }) => [name, level, text])).to.deep.equal([
      ['hanging', 'problem', 'This did not answer within 1 second.'],
      ['throwing', 'problem', 'This could not be checked.'],
      ['fine', 'ok', 'Fine.'],
    ]);
    expect(JSON.stringify(results)).not.to.contain('secret');
    expect(signals[0]?.aborted).to.equal(true);
  });

  it('are not made where the database or its tables are missing', async () => {
    const broken = check('database', () => Promise.resolve({ level: 'problem', text: 'Gone.' }), {
      group: 'data',
      needs: 'nothing',
    });
    let asked = 0;
    const other = check('other', () => {
      asked += 1;
      return Promise.resolve({ level: 'ok', text: 'Asked.' });
    });
    const { results, unchecked } = await runChecks([broken, other], settings);
    expect([results.length, unchecked, asked]).to.deep.equal([1, ['other'], 0]);
  });

  it('tell of a database that cannot be reached as such', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const gone = check('gone', () =>
      Promise.reject(
        Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), { code: 'ECONNREFUSED' }),
      ),
    );
    const { results } = await runChecks([gone], settings);
    expect(results[0]).to.include({ level: 'problem', text: 'The database did not answer.' });
  });

  it('are told to those who look after the portal alone, anew or as they were found before', async () => {
    const { amir, asha } = await buildCast();
    await recentHealth(asha, settings);
    for (const ask of [checkHealth, recentHealth])
      expect((await refusal(ask(amir, settings))).status, ask.name).to.equal(403);
  });
});
