import { expect } from 'chai';
import { postWebhook, WebhookFault } from '../../src/webhooks/post-webhook.ts';
import { useWebhookRules } from '../../src/webhooks/rules.ts';
import { useTestSecrets } from '../support/database.ts';
import {
  RECEIVER_CA,
  startReceiver,
  type Manner,
  type WebhookReceiver,
} from '../support/webhook-receiver.ts';

const MESSAGE = { headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' }, body: '{"ä":1}' };

describe('telling a webhook', () => {
  let receiver: WebhookReceiver | undefined;
  afterEach(async () => {
    useTestSecrets();
    await receiver?.close();
    receiver = undefined;
  });

  async function serve(manner?: Manner, tls = false): Promise<WebhookReceiver> {
    return (receiver = await startReceiver(manner, { tls }));
  }

  const tell = (url: string, signal = new AbortController().signal, answerMs = 10_000) =>
    postWebhook(url, MESSAGE, signal, answerMs);

  async function faultOf(work: Promise<unknown>): Promise<string> {
    const fault: unknown = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(fault).to.be.instanceOf(WebhookFault);
    return (fault as WebhookFault).message;
  }

  it('posts the body once, encrypted, and reads the beginning of an answer', async () => {
    useWebhookRules({ allowsPrivate: true, ca: RECEIVER_CA });
    const { url, received } = await serve(() => ({ status: 200, text: `ok\r\n\0${'x'.repeat(1e6)}` }), true);
    const { status, text } = await tell(url);
    expect([status, text.length]).to.deep.equal([200, 4094]);
    expect(text).to.match(/^ok\nx+$/);
    const [{ method, path, headers, body } = expect.fail()] = received;
    expect([method, path, body, received.length]).to.deep.equal(['POST', '/hook', MESSAGE.body, 1]);
    expect(headers).to.include({ ...MESSAGE.headers, 'content-length': '8' });
  });

  it('believes no certificate that nobody vouches for', async () => {
    const { url, received } = await serve(undefined, true);
    expect(await faultOf(tell(url))).to.match(/CERT|SELF_SIGNED|VERIFY/);
    expect(received).to.have.length(0);
  });

  it('follows no redirect', async () => {
    const { url, received } = await serve(() => ({ status: 302, headers: { location: '/elsewhere' } }));
    expect((await tell(url)).status).to.equal(302);
    expect(received.map(({ path }) => path)).to.deep.equal(['/hook']);
  });

  it('connects to no private address, by whatever name, and asks as it connects', async () => {
    const { url, received } = await serve(undefined, true);
    useWebhookRules({ allowsPrivate: false, ca: RECEIVER_CA });
    // The name alone shows nothing.
    expect(await faultOf(tell(url))).to.equal(
      'localhost is in a private network, where webhooks do not lead.',
    );
    const port = new URL(url).port;
    for (const host of ['127.0.0.1', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])
      expect(await faultOf(tell(`https://${host}:${port}/hook`)), host).to.contain('private network');
    expect(await faultOf(tell(url.replace('https', 'http')))).to.contain('https://');
    expect(received).to.have.length(0);
  });

  it('waits for nobody for long, and ends when it is told to', async () => {
    const { url } = await serve(() => 'hang');
    expect(await faultOf(tell(url, undefined, 200))).to.contain('no answer within');
    const stop = new AbortController();
    const told = tell(url, stop.signal);
    const reason = new Error('the process is to end');
    setTimeout(() => stop.abort(reason), 50);
    expect(
      await told.then(
        () => undefined,
        (error: unknown) => error,
      ),
    ).to.equal(reason);
  });

  it('tells why nobody could be reached', async () => {
    const { url } = await serve(() => 'drop');
    expect(await faultOf(tell(url))).to.equal('It could not be reached: ECONNRESET.');
    await receiver?.close();
    expect(await faultOf(tell(url))).to.equal('It could not be reached: ECONNREFUSED.');
  });
});
