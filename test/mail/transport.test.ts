import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import PostalMime from 'postal-mime';
import { MailFault, type Mail } from '../../src/mail/mail.ts';
import { usePost, type Post } from '../../src/mail/post.ts';
import { SmtpTransport } from '../../src/mail/smtp.ts';
import { useTestSecrets } from '../support/database.ts';
import { startMailServer, type MailServer, type Manners } from '../support/mail-server.ts';

const MAIL: Mail = {
  id: 7,
  createdAt: new Date('2026-11-26T10:00:00Z'),
  messageId: '<notification.7.key@alphalab.example>',
  to: { name: 'Meera Nair', address: 'meera@alphalab.example' },
  replyTo: 'it+c52@alphalab.example',
  thread: '<complaint.52.key@alphalab.example>',
  subject: '[#52] Printer jams',
  html: '<p>Ravi resolved it</p>',
  text: 'Ravi resolved it',
  unsubscribe: 'https://it.alphalab.example/notifications/settings',
};

describe('mails out', () => {
  let dataDir = '';
  let server: MailServer | undefined;
  let post: Post | undefined;

  after(useTestSecrets);
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-mail-'));
  });
  afterEach(async () => {
    post?.close();
    await server?.close();
    server = undefined;
    await rm(dataDir, { recursive: true, force: true });
  });

  function open(smtpUrl: string | undefined, mailFrom = 'Alpha Lab IT <it@alphalab.example>'): Post {
    post = usePost({ smtpUrl, mailFrom, dataDir, baseUrl: undefined, host: '127.0.0.1', port: 3000 });
    return post;
  }

  async function serve(manners: Manners = {}, query = ''): Promise<Post> {
    server = await startMailServer(manners);
    return open(server.url + query);
  }

  async function faultOf(work: Promise<unknown>): Promise<MailFault> {
    const fault: unknown = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(fault).to.be.instanceOf(MailFault);
    return fault as MailFault;
  }

  it('reach the server with every header that keeps threads together and automatic answers away', async () => {
    await (await serve()).send(MAIL);
    const [{ from, to, mail, raw } = expect.fail()] = server?.received ?? [];
    expect({ from, to }).to.deep.equal({ from: 'it@alphalab.example', to: ['meera@alphalab.example'] });
    expect(mail).to.include({
      subject: MAIL.subject,
      messageId: MAIL.messageId,
      inReplyTo: MAIL.thread,
      references: MAIL.thread,
    });
    // Not when it was written, which may be a day before.
    expect(new Date(mail.date ?? '').getTime()).to.be.closeTo(Date.now(), 60_000);
    expect(mail.replyTo?.map(({ address }) => address)).to.deep.equal([MAIL.replyTo]);
    expect(mail.text?.trim()).to.equal(MAIL.text);
    expect(mail.html?.trim()).to.equal(MAIL.html);
    const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('auto-submitted')).to.equal('auto-generated');
    expect(headers.get('x-auto-response-suppress')).to.equal('All');
    expect(headers.get('list-unsubscribe')).to.equal(`<${MAIL.unsubscribe}>`);
    expect(headers.get('list-unsubscribe-post')).to.equal('List-Unsubscribe=One-Click');
    expect(raw).not.to.match(/x-mailer/i);
  });

  it('offer one click to unsubscribe by https alone, as RFC 8058 has it', async () => {
    const out = await serve();
    await out.send({ ...MAIL, unsubscribe: 'http://127.0.0.1:3000/notifications/unsubscribe?token=x' });
    await out.send({ ...MAIL, unsubscribe: undefined });
    const keys = server?.received.map(({ mail }) =>
      mail.headers.map(({ key }) => key).filter((key) => key.startsWith('list-unsubscribe')),
    );
    expect(keys).to.deep.equal([['list-unsubscribe'], []]);
  });

  it('reuse a connection', async () => {
    let connections = 0;
    const options = {
      onConnect: (_session: unknown, done: () => void) => {
        connections += 1;
        done();
      },
    };
    const out = await serve({ options });
    for (let id = 1; id <= 5; id += 1) await out.send({ ...MAIL, id });
    expect([server?.received.length, connections]).to.deep.equal([5, 1]);
  });

  const hostile: [what: string, to: Mail['to'], subject: string][] = [
    [
      'a line break',
      { name: 'A\r\nBcc: x@evil.example', address: MAIL.to.address },
      'a\r\nBcc: x@evil.example',
    ],
    ['markup', { name: '"><img src=x onerror=alert(1)>', address: MAIL.to.address }, '"><img src=x>'],
    ['other addresses', { name: 'x@evil.example, <y@evil.example>', address: MAIL.to.address }, 'x'],
    ['signs that turn the direction', { name: '\u202Eevil', address: MAIL.to.address }, '\u202Egpj.exe'],
    ['emoji', { name: '🧑‍🔬 Zoë', address: MAIL.to.address }, '🖨️ जाम हो गया'],
    ['300 lines', { name: 'x\n'.repeat(300), address: MAIL.to.address }, 'line\n'.repeat(300)],
    [
      'an encoded word',
      { name: '=?utf-8?q?a=0D=0ABcc:x?=', address: MAIL.to.address },
      '=?utf-8?q?=0D=0ABcc:_x?=',
    ],
    ['a null', { name: 'a\0b', address: MAIL.to.address }, 'a\0b\u2028c'],
  ];
  it('have one recipient and no header of anybody else’s, whatever names and titles hold', async () => {
    const out = await serve();
    for (const [, to, subject] of hostile) await out.send({ ...MAIL, to, subject });
    for (const [index, [what]] of hostile.entries()) {
      const { to, mail, raw = '' } = server?.received[index] ?? {};
      expect(to, what).to.deep.equal([MAIL.to.address]);
      expect(
        mail?.to?.map(({ address }) => address),
        what,
      ).to.deep.equal([MAIL.to.address]);
      expect(
        mail?.headers.map(({ key }) => key),
        what,
      ).not.to.include('bcc');
      expect(mail?.subject, what).not.to.match(/[\r\n\0\u202A-\u202E]/);
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      expect(
        head.split('\r\n').every((line) => line.length <= 998 && /^[\x20-\x7E\t]*$/.test(line)),
        what,
      ).to.equal(true);
    }
    const subjects = server?.received.map(({ mail }) => mail.subject);
    expect(subjects?.slice(1, 3)).to.deep.equal(['"><img src=x>', 'x']);
    expect(subjects?.[4]).to.equal('🖨️ जाम हो गया');
  });

  it('go to no address that could be taken for several, or for a header', async () => {
    const out = await serve();
    const addresses = [
      'a@x.example, b@x.example',
      '"a b"@x.example',
      'a@x.example\r\nRCPT TO:<b@x.example>',
      '<a@x.example>',
      'a',
      '',
      'a@b@c',
    ];
    for (const address of addresses) {
      const fault = await faultOf(out.send({ ...MAIL, to: { name: 'A', address } }));
      expect(fault.isFinal).to.equal(true);
      expect(fault.message).not.to.match(/[\r\n]/);
    }
    expect(server?.received).to.deep.equal([]);
  });

  const refused = (code: number, text: string) => () => ({ code, text });
  const faults: [what: string, manners: Manners, isFinal: boolean, said: RegExp][] = [
    [
      'an unknown recipient',
      { onRecipient: refused(550, 'No such user\r\nhere') },
      true,
      /^550 No such user/,
    ],
    ['a full mailbox', { onRecipient: refused(452, 'Mailbox full') }, false, /^452 Mailbox full/],
    [
      'a content refused for good',
      { onContent: refused(554, 'Looks like spam') },
      true,
      /^554 Looks like spam/,
    ],
    ['a content refused for now', { onContent: refused(451, 'Try later') }, false, /^451 Try later/],
    [
      'a connection that drops after the content',
      { onContent: () => 'drop' },
      false,
      /connection|socket|closed/i,
    ],
    [
      'a sender that it does not know',
      {
        options: {
          onMailFrom: (_address, _session, done) =>
            done(Object.assign(new Error('Sign in first'), { responseCode: 530 })),
        },
      },
      false,
      /^530 Sign in first/,
    ],
  ];
  for (const [what, manners, isFinal, said] of faults) {
    it(`tells ${isFinal ? 'a refusal for good' : 'what may pass'} from the server's answer: ${what}`, async () => {
      const fault = await faultOf((await serve(manners)).send(MAIL));
      expect(fault.message)
        .to.match(said)
        .and.not.match(/[\r\n]/);
      expect(fault.isFinal).to.equal(isFinal);
    });
  }

  it('are tried again where nobody listens, and where a password is refused', async () => {
    const gone = await startMailServer();
    await gone.close();
    expect((await faultOf(open(gone.url).send(MAIL))).isFinal).to.equal(false);
    post?.close();
    const options: Manners['options'] = {
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) =>
        done(Object.assign(new Error('Wrong password'), { responseCode: 535 })),
    };
    server = await startMailServer({ options });
    const fault = await faultOf(open(server.url.replace('//', '//it:secret-word@')).send(MAIL));
    expect(fault.isFinal).to.equal(false);
    expect(fault.message).not.to.contain('secret-word');
  });

  it('end early when they are told to, and come through a server that then works', async () => {
    let isHanging = true;
    const out = await serve({ onContent: () => (isHanging ? 'hang' : undefined) });
    const stop = new AbortController();
    const sending = out.send(MAIL, stop.signal).catch((error: unknown) => error);
    setTimeout(() => stop.abort(new Error('stopped')), 100);
    expect(await sending).to.have.property('message', 'stopped');
    isHanging = false;
    await out.send(MAIL);
    expect(server?.received).to.have.length(1);
  });

  it('do not wait for a server that never greets', async () => {
    const mute: Server = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const { port } = mute.address() as AddressInfo;
    const waits = { dnsTimeout: 1000, connectionTimeout: 1000, greetingTimeout: 200, socketTimeout: 1000 };
    const out = new SmtpTransport(`smtp://127.0.0.1:${port}`, 'it@alphalab.example', waits);
    const begun = Date.now();
    const fault = await faultOf(out.send(MAIL));
    out.close();
    mute.close();
    expect(fault.isFinal).to.equal(false);
    expect(Date.now() - begun).to.be.lessThan(10_000);
  });

  it('send no password unencrypted beyond this machine, and none where encryption is required', async () => {
    const signedIn: Manners['options'] = {
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(null, { user: 'it' }),
    };
    server = await startMailServer({ options: signedIn });
    const withPassword = server.url.replace('//', '//it:secret@');
    await open(withPassword).send(MAIL);
    expect(server.received).to.have.length(1);
    const fault = await faultOf(open(`${withPassword}?tls=required`).send(MAIL));
    expect(fault.isFinal).to.equal(false);
    expect(server.received).to.have.length(1);
  });

  it('are whole private files where no server is set, one each however often it is tried', async () => {
    const out = open(undefined);
    await out.send(MAIL);
    await out.send(MAIL);
    await out.send({ ...MAIL, id: 8 });
    const names = (await readdir(join(dataDir, 'mail'))).toSorted();
    expect(names).to.deep.equal(['20261126T100000Z-7.eml', '20261126T100000Z-8.eml']);
    const path = join(dataDir, 'mail', names[0] ?? '');
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    const mail = await PostalMime.parse(await readFile(path));
    expect(mail).to.include({ subject: MAIL.subject, messageId: MAIL.messageId });
  });

  it('come from the name that is set, whatever signs it has', async () => {
    for (const [id, name] of [
      'Alpha, Lab',
      'Lab (IT',
      'Helpdesk (Alpha Lab)',
      "Lab's =?utf-8?q?x?=",
    ].entries()) {
      await open(undefined, `"${name}" <it@alphalab.example>`).send({ ...MAIL, id });
      const file = join(dataDir, 'mail', `20261126T100000Z-${id}.eml`);
      const { from } = await PostalMime.parse(await readFile(file));
      expect(from).to.deep.equal({ name: name.replace('=?', '= ?'), address: 'it@alphalab.example' });
    }
  });

  it('say what to begin links with: the address that is set, or where the portal listens', () => {
    const settings = { smtpUrl: undefined, mailFrom: 'it@x.example', dataDir, host: '::1', port: 80 };
    expect(usePost({ ...settings, baseUrl: undefined }).site).to.equal('http://[::1]:80');
    expect(usePost({ ...settings, baseUrl: 'https://x.example/it' }).site).to.equal('https://x.example/it');
  });
});
