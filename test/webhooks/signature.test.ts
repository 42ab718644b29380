import { expect } from 'chai';
import { createHmac } from 'node:crypto';
import { drawSecret, signedHeaders } from '../../src/webhooks/signature.ts';

describe('the signature of a webhook', () => {
  it('is the one that the specification of Standard Webhooks shows', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
    };
    expect(signedHeaders(message, [secret])).to.deep.equal({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is made with the very bytes of the secret that is shown, one for each secret that counts', () => {
    const secrets = [drawSecret(), drawSecret()];
    for (const secret of secrets) expect(secret).to.match(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(new Set(secrets).size).to.equal(2);
    const at = new Date();
    const headers = signedHeaders({ id: 'msg_1', at, body: 'ä' }, secrets);
    const text = `msg_1.${headers['webhook-timestamp']}.ä`;
    const own = secrets.map((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
    });
    expect(headers['webhook-signature']).to.equal(own.join(' '));
  });
});
