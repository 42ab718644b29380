import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { Session } from '../../src/models/session.ts';
import { UsedLogout } from '../../src/models/used-logout.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, type TestApp } from '../support/app.ts';
import type { Answer, Client, Fields } from '../support/client.ts';
import { CLIENT, forgedSignIn, type ForgedSignIn } from '../support/forged-sign-in.ts';
import { providerKey, signedBy, type ProviderKey } from '../support/forger.ts';
import { journal } from '../support/journal.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const now = (): number => Math.floor(Date.now() / 1000);

describe('orders of a provider to end sessions', function suite() {
  this.timeout(60_000);
  let forging: ForgedSignIn;
  let app: TestApp;
  let rosa: Client;

  before(async () => {
    forging = await forgedSignIn();
    app = await forging.app();
  });
  after(() => forging.stop());
  beforeEach(async () => {
    await buildCast();
    rosa = app.client();
    await forging.comeBack(rosa, { claims: { sid: 's-1' } });
  });

  const isIn = async (client: Client): Promise<boolean> => (await client.get('/profile')).status === 200;
  const made = (said: object = {}, key: ProviderKey = forging.key, header: object = {}) => {
    const usual = {
      iss: forging.forger.issuer,
      aud: CLIENT,
      iat: now(),
      exp: now() + 120,
      jti: randomUUID(),
      sid: 's-1',
      events: { [EVENT]: {} },
    };
    const claims = Object.entries({ ...usual, ...said }).filter(([, value]) => value !== undefined);
    return signedBy(key, Object.fromEntries(claims), { typ: 'logout+jwt', ...header });
  };
  const order = async (token: string): Promise<Answer> => {
    const headers = { origin: 'https://id.example', 'sec-fetch-site': 'cross-site' };
    return app.client().post('/login/sso/ended', { logout_token: token }, headers);
  };

  it('end the one session of the provider’s that they name', async () => {
    const [other, local] = [app.client(), await signIn(app.client(), 'rosa')];
    await forging.comeBack(other, { claims: { sid: 's-2' } });
    const answer = await order(await made());
    expect([answer.status, answer.text, answer.headers.get('cache-control')]).to.deep.equal([
      200,
      '',
      'no-store',
    ]);
    expect([await isIn(rosa), await isIn(other), await isIn(local)]).to.deep.equal([false, true, true]);
    const [ended] = await journal({ name: 'session.ended' });
    expect(ended?.details).to.deep.equal({ reason: 'signed_out_elsewhere', count: 1 });
    expect(ended?.address).to.be.a('string');
  });

  it('end all that began by an account, where they name that alone', async () => {
    const [other, local] = [app.client(), await signIn(app.client(), 'rosa')];
    await forging.comeBack(other, { claims: { sid: 's-2' } });
    expect((await order(await made({ sid: undefined, sub: 'r-1' }))).status).to.equal(200);
    expect([await isIn(rosa), await isIn(other), await isIn(local)]).to.deep.equal([false, false, true]);
  });

  it('end nothing of somebody else’s, and are no fault where nothing is to end', async () => {
    for (const said of [{ sid: 's-9' }, { sub: 'r-9', sid: undefined }, { sub: 'r-9' }])
      expect((await order(await made(said))).status, JSON.stringify(said)).to.equal(200);
    expect(await isIn(rosa)).to.equal(true);
    expect(await journal({ name: 'session.ended' })).to.deep.equal([]);
  });

  it('are followed once', async () => {
    const token = await made();
    expect((await order(token)).status).to.equal(200);
    const again = await order(token);
    expect(again.status).to.equal(400);
    expect(again.json()).to.include({ error: 'invalid_request' });
    const [used, ...more] = await UsedLogout.findAll();
    expect(more).to.deep.equal([]);
    expect(used?.expires.getTime()).to.be.greaterThan(Date.now() + 300_000);
  });

  const wrong: readonly (readonly [what: string, token: () => Promise<string>])[] = [
    ['of another key', async () => made({}, await providerKey())],
    ['of another issuer', () => made({ iss: 'https://evil.example' })],
    ['for another client', () => made({ aud: 'another' })],
    ['without an id', () => made({ jti: undefined })],
    ['without a time', () => made({ iat: undefined })],
    ['that are too old', () => made({ iat: now() - 500, exp: undefined })],
    ['that are over', () => made({ exp: now() - 90 })],
    ['of the future', () => made({ iat: now() + 200 })],
    ['without the event', () => made({ events: {} })],
    ['with something else for the event', () => made({ events: { [EVENT]: true } })],
    ['that are ID tokens', () => made({ nonce: 'n' })],
    ['of nobody', () => made({ sid: undefined })],
    ['of a kind of token that is none', () => made({}, forging.key, { typ: 'at+jwt' })],
    ['that are none', () => Promise.resolve('a.b.c')],
    ['that are too long', async () => `${await made()}${'x'.repeat(20_000)}`],
  ];
  for (const [what, token] of wrong)
    it(`are not followed: ${what}`, async () => {
      const answer = await order(await token());
      expect(answer.status).to.equal(400);
      expect(answer.text).not.to.match(/jose|stack|JWT/);
      expect(await isIn(rosa)).to.equal(true);
      expect(await UsedLogout.count()).to.equal(0);
    });

  it('are not followed without a token, nor with several', async () => {
    for (const fields of [{ other: 'x' }, { logout_token: ['x', 'y'] }] as Fields[])
      expect((await app.client().post('/login/sso/ended', fields)).status).to.equal(400);
    expect((await app.client().get('/login/sso/ended')).status).to.equal(404);
    expect(await isIn(rosa)).to.equal(true);
  });

  it('leave a session ended that a request under way stores once more', async () => {
    const [session] = await Session.findAll();
    await order(await made());
    await Session.update({ expires: new Date() }, { where: { sid: session?.sid ?? '' } });
    expect(await Session.count()).to.equal(0);
  });
});
