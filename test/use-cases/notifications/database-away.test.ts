import { expect } from 'chai';
import { Op } from 'sequelize';
import { inTransaction } from '../../../src/database/transaction.ts';
import { recordAll } from '../../../src/journal/record.ts';
import type { JournalEntry } from '../../../src/journal/events.ts';
import { Job } from '../../../src/models/job.ts';
import { Notification } from '../../../src/models/notification.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { openLeavingDatabase, untilToldSo, type LeavingDatabase } from '../../support/leaving-database.ts';
import { startMailServer, type MailServer } from '../../support/mail-server.ts';
import { killLeftOvers, startWorker } from '../../support/portal-process.ts';

/** How many are told of something. */
const COUNT = 30;
/** After how many mails the database goes. */
const FIRST = 4;
/** Longer than a mail takes on a busy machine: whoever sends one for so long is not believed. */
const STALE_MS = 10_000;
const MOST_MS = 150_000;

describe('a database that is away while mails are sent', function suite() {
  this.timeout(3 * MOST_MS);
  let leaving: LeavingDatabase;
  let server: MailServer | undefined;
  before(async () => {
    leaving = await openLeavingDatabase();
  });
  after(() => leaving.close());
  afterEach(async () => {
    killLeftOvers();
    await server?.close();
  });

  /** A server that says nothing to the mails after the first ones until it is let; returns what lets it. */
  async function startPatientServer(): Promise<() => void> {
    let let_: () => void = () => undefined;
    const isLet = new Promise<undefined>((resolve) => {
      let_ = () => resolve(undefined);
    });
    let arrived = 0;
    server = await startMailServer({
      onContent: async () => {
        arrived += 1;
        return arrived > FIRST ? isLet : undefined;
      },
    });
    return let_;
  }

  async function announce(): Promise<void> {
    const { id, reporterId } = await buildComplaint();
    await Job.destroy({ where: {} });
    await Notification.destroy({ where: {} });
    const by = { id: reporterId, name: 'Somebody' };
    const entries = Array.from({ length: COUNT }, (): JournalEntry => ({
      name: 'complaint.filed',
      by,
      subjectId: id,
      complaintId: id,
      details: {},
    }));
    await inTransaction(() => recordAll(entries));
  }

  /** Lets jobs come at once that failed or whose process is not believed any more, as a minute does. */
  async function hasten(): Promise<void> {
    const past = new Date(Date.now() - 1000);
    const stale = { updatedAt: { [Op.lt]: new Date(Date.now() - STALE_MS) } };
    await Job.update({ leaseUntil: past }, { where: { state: 'running', ...stale } });
    const failed = { state: 'waiting', lastError: { [Op.ne]: null } } as const;
    await Job.update({ runAt: past }, { where: failed });
  }

  const sent = () => Notification.count({ where: { channel: 'mail', state: 'sent' } });

  it('leaves every mail sent once, by the same process, and nothing dead', async () => {
    await announce();
    const answer = await startPatientServer();
    const url = server?.url ?? '';
    const worker = startWorker({
      ...leaving.environment,
      SMTP_URL: url,
      MAIL_FROM: 'it@alphalab.example',
    });
    await untilToldSo('the first mails are sent', async () => (await sent()) >= FIRST, MOST_MS);
    // What is on its way by now is taken while nothing can be written down of it.
    await leaving.beAway(answer);
    await untilToldSo(
      'all mails are sent',
      async () => {
        await hasten();
        return (await sent()) === COUNT;
      },
      MOST_MS,
    );
    const ids = server?.received.map(({ mail }) => mail.messageId) ?? [];
    expect(new Set(ids).size, 'none is lost').to.equal(COUNT);
    expect(ids, 'none came twice').to.have.length(COUNT);
    expect(worker.child.exitCode, worker.stderr()).to.equal(null);
    expect(await Job.count({ where: { state: 'dead' } })).to.equal(0);
    expect(await Notification.count({ where: { state: ['dead', 'dropped'] } })).to.equal(0);
  });
});
