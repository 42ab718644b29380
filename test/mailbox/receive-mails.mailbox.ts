import { expect } from 'chai';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { Mailbox, MailboxFault } from '../../src/mail/mailbox.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Notification } from '../../src/models/notification.ts';
import { ReceivedMail } from '../../src/models/received-mail.ts';
import { Remark } from '../../src/models/remark.ts';
import { handleMail } from '../../src/use-cases/mail-in/handle-mail.ts';
import { receiveMails } from '../../src/use-cases/mail-in/receive-mails.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { findDovecot, startDovecot, type TestMailbox } from '../support/dovecot.ts';
import { answerTo, MAIL_RULES, mailText } from '../support/mail-texts.ts';

/** A server that says these things and hangs, or breaks off. */
async function startBadServer(greet: (socket: Socket) => void): Promise<{ server: Server; url: string }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    greet(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, url: `imap://it:secret@127.0.0.1:${port}/` };
}

/** Stands between the portal and a real server, and dies once so many bytes of a mail went through. */
async function startFrail(port: number, mostBytes: number): Promise<{ server: Server; url: string }> {
  const { connect } = await import('node:net');
  return startBadServer((socket) => {
    const real = connect(port, '127.0.0.1');
    let passed = 0;
    real.on('error', () => undefined);
    real.on('close', () => socket.destroy());
    socket.on('close', () => real.destroy());
    socket.pipe(real);
    real.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      if (passed > mostBytes) socket.destroy();
      else socket.write(chunk);
    });
  });
}

describe('the mailbox', () => {
  let cast: Cast;
  let mailbox: TestMailbox;

  before(async () => {
    mailbox = await startDovecot(findDovecot() ?? expect.fail('there is no dovecot here'));
  });
  after(() => mailbox.stop());
  beforeEach(async () => {
    await mailbox.empty();
    cast = await buildCast();
  });

  const settings = (url = mailbox.url) => ({ ...MAIL_RULES, mailInUrl: url });
  const waiting = () => buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'waiting' });
  const remarks = async () => (await Remark.findAll({ order: ['id'] })).map(({ text }) => text);

  it('takes an answer at its plus address, once by two workers, and moves what it handled', async () => {
    const { id } = await waiting();
    const to = answerTo(id, cast.rosa);
    await mailbox.deliver(mailText({ to, subject: 'answer', text: 'Room 3.' }), to);
    await mailbox.deliver(mailText({ subject: 'new' }));
    await mailbox.deliver(mailText({ to, subject: 'robot', headers: ['Auto-Submitted: auto-replied'] }));
    await mailbox.deliver(mailText({ subject: 'broken', headers: ['From: second@x.example'] }));
    const counts = await Promise.allSettled([receiveMails(settings()), receiveMails(settings())]);
    expect(counts.some(({ status }) => status === 'fulfilled')).to.equal(true);
    await receiveMails(settings());
    expect(await remarks()).to.deep.equal(['Room 3.']);
    expect(await Complaint.count()).to.equal(2);
    expect(await mailbox.subjects('INBOX')).to.deep.equal([]);
    expect(new Set(await mailbox.subjects('Processed'))).to.deep.equal(new Set(['answer', 'new', 'robot']));
    expect(new Set(await mailbox.subjects('Failed'))).to.deep.equal(new Set(['broken']));
    expect(await receiveMails(settings())).to.equal(0);
  });

  it('takes a mail that goes away while it is read for gone, and for no empty one', async () => {
    for (const subject of ['first', 'second']) await mailbox.deliver(mailText({ subject }));
    const opened = await Mailbox.open(mailbox.url);
    try {
      const [first, second] = await opened.list(10);
      mailbox.loseOldest();
      expect(await opened.read(first?.uid ?? 0, 1000)).to.equal(undefined);
      expect((await opened.read(second?.uid ?? 0, 10_000))?.toString()).to.include('Subject: second');
    } finally {
      await opened.close();
    }
  });

  it('moves what was done by a process that ended before it could', async () => {
    const { id } = await waiting();
    const raw = mailText({ to: answerTo(id, cast.rosa) });
    await mailbox.deliver(raw);
    const opened = await Mailbox.open(mailbox.url);
    const [item] = await opened.list(10);
    const content = await opened.read(item?.uid ?? 0, 100_000);
    await opened.close();
    await handleMail({ content: content ?? Buffer.alloc(0), sizeBytes: 1, isTooLarge: false }, MAIL_RULES);
    expect(await receiveMails(settings())).to.equal(1);
    expect(await remarks()).to.have.length(1);
    expect(await mailbox.subjects('Processed')).to.have.length(1);
  });

  it('takes no mail of 30 MB, by its header alone, and tells its sender', async () => {
    const file = { name: 'film.bin', content: Buffer.alloc(22 * 1024 * 1024) };
    await mailbox.deliver(mailText({ subject: 'large', files: [file] }));
    expect(await receiveMails(settings())).to.equal(1);
    expect(await mailbox.subjects('Failed')).to.deep.equal(['large']);
    const row = await ReceivedMail.findOne({ rejectOnEmpty: true });
    expect(row).to.include({ reason: 'too_large', personId: cast.rosa.id });
    expect(row.sizeBytes).to.be.above(29_000_000);
    expect(await Notification.count({ where: { kind: 'letter.mail_refused' } })).to.equal(1);
  });

  it('loses nothing when the server dies while a mail is fetched', async () => {
    const { id } = await waiting();
    const file = { name: 'a.txt', content: 'x'.repeat(400_000) };
    await mailbox.deliver(mailText({ to: answerTo(id, cast.rosa), files: [file] }));
    const frail = await startFrail(mailbox.port, 200_000);
    const url = mailbox.url.replace(String(mailbox.port), new URL(frail.url).port);
    const failure = await receiveMails(settings(url)).catch((error: unknown) => error);
    frail.server.close();
    expect(failure).to.be.instanceOf(MailboxFault);
    expect(await remarks()).to.deep.equal([]);
    expect(await receiveMails(settings())).to.equal(1);
    expect(await remarks()).to.have.length(1);
  });

  it('is given up where the server hangs, at its greeting or later, or the process is to end', async () => {
    const waits = { connectionTimeout: 300, greetingTimeout: 300, socketTimeout: 300 };
    for (const greeting of ['', '* OK hello\r\n']) {
      const { server, url } = await startBadServer((socket) => socket.write(greeting));
      const failure = await Mailbox.open(url, undefined, waits).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(MailboxFault);
      const stop = new AbortController();
      const opening = Mailbox.open(url, stop.signal).catch((error: unknown) => error);
      stop.abort();
      expect(await opening).to.be.instanceOf(MailboxFault);
      server.close();
    }
  });

  it('says without the password that nobody is let in', async () => {
    const failure = await Mailbox.open(mailbox.url.replace('secret', 'wrong-word')).catch(
      (error: unknown) => error,
    );
    expect((failure as Error).message)
      .to.match(/^The mailbox cannot be used: /)
      .and.not.include('wrong-word');
  });
});
