import { expect } from 'chai';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { Op } from 'sequelize';
import { inTransaction } from '../../src/database/transaction.ts';
import { enqueue } from '../../src/jobs/enqueue.ts';
import { Job } from '../../src/models/job.ts';
import { ReceivedMail } from '../../src/models/received-mail.ts';
import { Remark } from '../../src/models/remark.ts';
import { RECEIVING } from '../../src/use-cases/mail-in/receive-mails.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast } from '../factories/people.ts';
import { findDovecot, startDovecot, type TestMailbox } from '../support/dovecot.ts';
import { openLeavingDatabase, untilToldSo, type LeavingDatabase } from '../support/leaving-database.ts';
import { answerTo, MAIL_RULES, mailText } from '../support/mail-texts.ts';
import { killLeftOvers, startWorker } from '../support/portal-process.ts';

/** Each says something else: what says the same again and again is a program's. */
const WORDS = [
  'Yes.',
  'The one in the hall.',
  'It jams.',
  'Since Monday.',
  'Only at noon.',
  'Thank you.',
  'Red.',
  'Ours.',
];
const COUNT = WORDS.length;
const MOST_MS = 90_000;

describe('a database that is away while mails come in', function suite() {
  this.timeout(3 * MOST_MS);
  let mailbox: TestMailbox;
  let leaving: LeavingDatabase;
  let gate: Server | undefined;

  before(async () => {
    mailbox = await startDovecot(findDovecot() ?? expect.fail('there is no dovecot here'));
    leaving = await openLeavingDatabase();
  });
  after(async () => {
    await leaving.close();
    await mailbox.stop();
  });
  afterEach(() => {
    killLeftOvers();
    gate?.close();
  });

  /**
   * Stands before the real server, and once a mail was moved keeps to itself what is asked until it is opened.
   *
   * @param isShut is told when that begins.
   */
  async function startGate(isShut: () => void): Promise<{ port: number; open: () => void }> {
    let isOpen = false;
    let open: () => void = () => undefined;
    gate = createServer((socket) => {
      const real = connect(mailbox.port, '127.0.0.1');
      for (const end of [socket, real]) end.on('error', () => undefined);
      real.pipe(socket);
      socket.on('data', (chunk: Buffer) => {
        real.write(chunk);
        if (isOpen || !/\bMOVE\b/i.test(chunk.toString('latin1'))) return;
        socket.pause();
        open = () => {
          isOpen = true;
          socket.resume();
        };
        isShut();
      });
      socket.on('close', () => real.destroy());
    });
    gate.listen(0, '127.0.0.1');
    await once(gate, 'listening');
    return { port: (gate.address() as AddressInfo).port, open: () => open() };
  }

  it('leaves each mail acted on once, by the same process, and none of them failed', async () => {
    const cast = await buildCast();
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'waiting' });
    await Job.destroy({ where: {} });
    const to = answerTo(id, cast.rosa);
    for (const text of WORDS) await mailbox.deliver(mailText({ to, subject: 'answer', text }), to);
    await inTransaction(() => enqueue(RECEIVING, {}));
    let isShut = false;
    const { port, open } = await startGate(() => {
      isShut = true;
    });
    const url = mailbox.url.replace(String(mailbox.port), String(port));
    const worker = startWorker({ ...leaving.environment, MAIL_IN_URL: url, MAIL_FROM: MAIL_RULES.own });
    await untilToldSo('the first mail was moved', async () => isShut, MOST_MS);
    // The next one is read while nothing can be asked or written.
    await leaving.beAway(open);
    const isEmpty = async () => (await mailbox.subjects('INBOX')).length === 0;
    await untilToldSo(
      'the mailbox is empty',
      async () => {
        // As a minute does.
        const stale = { kind: RECEIVING, updatedAt: { [Op.lt]: new Date(Date.now() - 10_000) } };
        const past = new Date(Date.now() - 1000);
        await Job.update({ leaseUntil: past }, { where: { ...stale, state: 'running' } });
        await Job.update({ runAt: past }, { where: { ...stale, state: 'waiting' } });
        return isEmpty();
      },
      MOST_MS,
    );
    expect(worker.child.exitCode, worker.stderr()).to.equal(null);
    const said = (await Remark.findAll({ order: ['id'] })).map(({ text }) => text);
    expect(said).to.deep.equal(WORDS);
    expect(await mailbox.subjects('Processed')).to.have.length(COUNT);
    const undone = await ReceivedMail.findAll({ where: { outcome: { [Op.ne]: 'done' } } });
    expect(undone.map(({ outcome, reason, subject }) => `${subject}: ${outcome}, ${reason}`)).to.deep.equal(
      [],
    );
    // A minute's job that failed while the database was away is given up when the next minute begins, and may be seen.
    expect(await Job.count({ where: { state: 'dead', dedupeKey: null } })).to.equal(0);
  });
});
