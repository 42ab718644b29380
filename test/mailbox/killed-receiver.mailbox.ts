import { expect } from 'chai';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { inTransaction } from '../../src/database/transaction.ts';
import { enqueue } from '../../src/jobs/enqueue.ts';
import { Job } from '../../src/models/job.ts';
import { ReceivedMail } from '../../src/models/received-mail.ts';
import { Remark } from '../../src/models/remark.ts';
import { receiveMails } from '../../src/use-cases/mail-in/receive-mails.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast } from '../factories/people.ts';
import { testEnvironment } from '../support/database.ts';
import { findDovecot, startDovecot, type TestMailbox } from '../support/dovecot.ts';
import { answerTo, MAIL_RULES, mailText } from '../support/mail-texts.ts';
import { killLeftOvers, startWorker } from '../support/portal-process.ts';

/** Longest that a process may take to start and to read a mail, in milliseconds. */
const MOST_MS = 60_000;

describe('a process that is killed while it receives mails', function suite() {
  this.timeout(2 * MOST_MS);
  let mailbox: TestMailbox;

  before(async () => {
    mailbox = await startDovecot(findDovecot() ?? expect.fail('there is no dovecot here'));
  });
  after(() => mailbox.stop());
  afterEach(killLeftOvers);

  /** Stands before the real server and keeps to itself that a mail is to be moved. */
  async function startDeafToMoves(): Promise<{ port: number; moves: () => number; close: () => void }> {
    let moves = 0;
    const server = createServer((socket) => {
      const real = connect(mailbox.port, '127.0.0.1');
      for (const end of [socket, real]) end.on('error', () => undefined);
      real.pipe(socket);
      socket.on('data', (chunk: Buffer) => {
        if (/\bMOVE\b/i.test(chunk.toString('latin1'))) moves += 1;
        else real.write(chunk);
      });
      socket.on('close', () => real.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { port, moves: () => moves, close: () => server.close() };
  }

  it('acts on a mail once, and the next process moves it', async () => {
    const cast = await buildCast();
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'waiting' });
    await Job.destroy({ where: {} });
    const to = answerTo(id, cast.rosa);
    await mailbox.deliver(mailText({ to, subject: 'answer', text: 'Room 3.' }), to);
    await inTransaction(() => enqueue('mail-in.receive', {}));
    const deaf = await startDeafToMoves();
    const url = mailbox.url.replace(String(mailbox.port), String(deaf.port));
    const worker = startWorker({
      ...testEnvironment,
      MAIL_IN_URL: url,
      MAIL_FROM: MAIL_RULES.own,
    });
    const until = Date.now() + MOST_MS;
    while (deaf.moves() === 0 && Date.now() < until && worker.child.exitCode === null) await delay(50);
    expect(deaf.moves(), `the mail was to be moved: ${worker.stderr()}`).to.equal(1);
    worker.child.kill('SIGKILL');
    await worker.ended;
    deaf.close();
    expect(await ReceivedMail.count({ where: { outcome: 'done' } })).to.equal(1);
    expect(await mailbox.subjects('INBOX')).to.deep.equal(['answer']);

    expect(await receiveMails({ ...MAIL_RULES, mailInUrl: mailbox.url })).to.equal(1);
    expect((await Remark.findAll()).map(({ text }) => text)).to.deep.equal(['Room 3.']);
    expect(await mailbox.subjects('INBOX')).to.deep.equal([]);
    expect(await mailbox.subjects('Processed')).to.deep.equal(['answer']);
  });
});
