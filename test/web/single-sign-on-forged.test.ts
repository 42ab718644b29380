import { expect } from 'chai';
import { SignInIdentity } from '../../src/models/sign-in-identity.ts';
import { SignInFailure } from '../../src/models/sign-in-failure.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import type { TestApp } from '../support/app.ts';
import { forgedSignIn, type Forged, type ForgedSignIn } from '../support/forged-sign-in.ts';
import { providerKey, type ProviderKey } from '../support/forger.ts';
import { journal } from '../support/journal.ts';

const now = (): number => Math.floor(Date.now() / 1000);

function withoutSignature(token: string): string {
  const [, claims = ''] = token.split('.');
  return `${Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')}.${claims}.`;
}

function withOtherClaims(token: string): string {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...said, email: 'asha@alphalab.example' }));
  return `${header}.${changed.toString('base64url')}.${signature}`;
}

describe('answers of a provider that are not to be believed', function suite() {
  this.timeout(60_000);
  let forging: ForgedSignIn;
  let stranger: ProviderKey;
  let app: TestApp;
  let cast: Cast;

  before(async () => {
    forging = await forgedSignIn();
    stranger = await providerKey();
    app = await forging.app();
  });
  after(() => forging.stop());
  beforeEach(async () => {
    cast = await buildCast();
    Object.assign(forging.forger.answers, { page: undefined, error: undefined, metadata: {} });
  });

  async function expectRefusal(forged: Forged, status: number, reason: string): Promise<void> {
    const client = app.client();
    const answer = await forging.comeBack(client, forged);
    expect(answer.status).to.equal(status);
    expect(answer.text)
      .to.match(/<h1>[^<]+<\/h1>/)
      .and.to.contain('Try again');
    expect(answer.text).not.to.match(/OAUTH|jwt|stack|openid-client|node_modules/i);
    expect((await client.get('/profile')).status).to.equal(303);
    expect(await journal({ name: 'session.opened' })).to.deep.equal([]);
    expect(await SignInIdentity.count()).to.equal(0);
    const [refused] = await journal({ name: 'session.refused' });
    expect(refused?.details).to.deep.equal({ reason });
  }

  it('are believed when all is in order', async () => {
    const answer = await forging.comeBack(app.client(), { next: '/faq' });
    expect([answer.status, answer.location]).to.deep.equal([303, '/faq']);
    expect((await journal({ name: 'session.opened' }))[0]?.actorId).to.equal(cast.rosa.id);
  });

  const forged: readonly (readonly [what: string, forged: () => Forged, status: number, reason: string])[] = [
    ['of another key', () => ({ key: stranger }), 401, 'sso_forged'],
    [
      'of another key under the name of the right one',
      () => ({ key: stranger, header: { kid: forging.key.published.kid } }),
      401,
      'sso_forged',
    ],
    ['changed after they were signed', () => ({ token: withOtherClaims }), 401, 'sso_forged'],
    ['that nobody signed', () => ({ token: withoutSignature }), 401, 'sso_forged'],
    ['that are no token', () => ({ token: () => 'a.b.c' }), 502, 'sso_refused'],
    ['for another client', () => ({ claims: { aud: 'another' } }), 401, 'sso_forged'],
    [
      'for several, made for another',
      () => ({ claims: { aud: ['it-portal', 'x'], azp: 'x' } }),
      401,
      'sso_forged',
    ],
    ['of another issuer', () => ({ claims: { iss: 'https://evil.example' } }), 401, 'sso_forged'],
    [
      'to another question, as of a sign-in before',
      () => ({ claims: { nonce: 'another' } }),
      401,
      'sso_forged',
    ],
    ['to no question', () => ({ claims: { nonce: undefined } }), 401, 'sso_forged'],
    ['of nobody', () => ({ claims: { sub: undefined } }), 401, 'sso_forged'],
    ['of somebody without a name', () => ({ claims: { sub: '' } }), 502, 'sso_malformed'],
    ['of a name that is too long', () => ({ claims: { sub: 's'.repeat(256) } }), 502, 'sso_malformed'],
    [
      'that are over for longer than clocks differ',
      () => ({ claims: { exp: now() - 90 } }),
      401,
      'sso_expired',
    ],
    ['that begin later than clocks differ', () => ({ claims: { nbf: now() + 90 } }), 401, 'sso_expired'],
    ['by a mixed-up provider', () => ({ query: { iss: 'https://evil.example' } }), 401, 'sso_forged'],
    [
      'with an address that is not verified',
      () => ({ claims: { email_verified: false } }),
      403,
      'sso_unverified',
    ],
    [
      'with an address of which nothing is said',
      () => ({ claims: { email_verified: undefined } }),
      403,
      'sso_unverified',
    ],
    [
      'with the text “true” for a proof',
      () => ({ claims: { email_verified: 'true' } }),
      403,
      'sso_unverified',
    ],
    ['without an address', () => ({ claims: { email: undefined } }), 403, 'sso_no_email'],
    ['with several addresses', () => ({ claims: { email: ['rosa@alphalab.example'] } }), 403, 'sso_no_email'],
    ['without a code', () => ({ query: { code: '' } }), 401, 'sso_forged'],
    ['that the provider refused', () => ({ query: { error: 'invalid_scope' } }), 502, 'sso_refused'],
    ['that the person broke off', () => ({ query: { error: 'access_denied' } }), 403, 'sso_cancelled'],
    ['that it had no time for', () => ({ query: { error: 'temporarily_unavailable' } }), 503, 'sso_away'],
  ];
  for (const [what, make, status, reason] of forged)
    it(`are refused: ${what}`, () => expectRefusal(make(), status, reason));

  it('are believed while the clocks differ by less than a minute', async () => {
    for (const claims of [{ exp: now() - 30 }, { nbf: now() + 30 }, { iat: now() + 30 }, { iat: now() - 30 }])
      expect((await forging.comeBack(app.client(), { claims })).status, JSON.stringify(claims)).to.equal(303);
  });

  it('are refused when two states are sent, or none', async () => {
    const client = app.client();
    const begun = new URL((await client.get('/login/sso')).location ?? '').searchParams.get('state') ?? '';
    expect((await client.get(`/login/sso/callback?code=c&state=${begun}&state=x`)).status).to.equal(400);
    expect((await client.get('/login/sso/callback?code=c')).status).to.equal(400);
    expect((await client.get('/login/sso/callback')).status).to.equal(400);
  });

  it('are refused when the browser’s question is not one that this portal signed, or is too old', async () => {
    const client = app.client();
    const state = 'A'.repeat(43);
    await client.get('/login/sso');
    const [name = ''] = [...client.cookies.keys()];
    for (const value of ['', 'x', `${state}~0~.${'A'.repeat(43)}`, `${state}~zzzzzzzz~.${'A'.repeat(43)}`]) {
      client.cookies.set(name, value);
      expect((await client.get(`/login/sso/callback?code=c&state=${state}`)).status, value).to.equal(400);
    }
  });

  it('are refused where the page about a person is of somebody else, or says nothing in order', async () => {
    for (const [page, reason] of [
      [{ sub: 'another', email: 'rosa@alphalab.example' }, 'sso_forged'],
      ['[]', 'sso_forged'],
    ] as const) {
      Object.assign(forging.forger.answers, { page });
      const fresh = await forging.app();
      const answer = await forging.comeBack(fresh.client());
      expect(answer.status, reason).to.be.oneOf([401, 502]);
    }
    expect(await journal({ name: 'session.opened' })).to.deep.equal([]);
  });

  it('take no proof from the page for an address of the token, nor the other way round', async () => {
    Object.assign(forging.forger.answers, {
      page: { sub: 'r-1', email: 'attacker@elsewhere.example', email_verified: true },
    });
    const fresh = await forging.app();
    const claims = { email: 'rosa@alphalab.example', email_verified: undefined };
    expect((await forging.comeBack(fresh.client(), { claims })).status).to.equal(403);
    expect((await journal({ name: 'session.refused' }))[0]?.details).to.deep.equal({
      reason: 'sso_unverified',
    });
  });

  const errors: readonly (readonly [status: number, body: string, told: number, reason: string])[] = [
    [400, '{"error":"invalid_grant"}', 410, 'sso_used'],
    [401, '{"error":"invalid_client"}', 502, 'sso_refused'],
    [500, 'oops', 503, 'sso_away'],
    [503, '{}', 503, 'sso_away'],
    [200, '<html>', 502, 'sso_refused'],
    [200, '{}', 401, 'sso_forged'],
    [302, '{}', 502, 'sso_refused'],
  ];
  for (const [status, body, told, reason] of errors)
    it(`are none with ${status} ${body}, which tells ${told}`, async () => {
      forging.forger.answers.error = { status, body };
      await expectRefusal({}, told, reason);
    });

  it('end where they are endless', async () => {
    forging.forger.answers.error = { status: 200, body: `{"x":"${'x'.repeat(5_000_000)}"}` };
    await expectRefusal({}, 502, 'sso_refused');
  });

  it('count as failures of the address only where somebody tried something', async () => {
    const points = async () => (await SignInFailure.findAll()).map((row) => row.points);
    forging.forger.answers.error = { status: 503, body: '{}' };
    await forging.comeBack(app.client());
    expect(await points()).to.deep.equal([]);
    forging.forger.answers.error = undefined;
    await forging.comeBack(app.client(), { key: stranger });
    expect(await points()).to.deep.equal([1]);
    await forging.comeBack(app.client());
    expect(await points()).to.deep.equal([1]);
  });

  it('are asked for with a key that is new, once the provider signs with it', async () => {
    const fresh = await forging.app();
    const next = await providerKey();
    forging.forger.answers.keys = [next];
    try {
      expect((await forging.comeBack(fresh.client(), { key: next })).status).to.equal(303);
    } finally {
      forging.forger.answers.keys = [forging.key];
    }
  });

  it('come from a provider that is asked what it is once, however many sign in at once', async () => {
    const fresh = await forging.app();
    const before = forging.forger.asked.metadata;
    const begun = await Promise.all([1, 2, 3, 4, 5].map(() => fresh.client().get('/login/sso')));
    expect(begun.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303, 303]);
    expect(forging.forger.asked.metadata - before).to.equal(1);
  });

  it('are asked for with the client’s secret in the way that the provider takes', async () => {
    const { proof, answers } = forging.forger;
    await forging.comeBack(app.client());
    expect(proof.header).to.match(/^Basic /);
    expect(proof.body).to.contain('code_verifier=').and.not.to.contain('client_secret');
    answers.metadata = { token_endpoint_auth_methods_supported: ['client_secret_post'] };
    await forging.comeBack((await forging.app()).client());
    expect([proof.header, proof.body.includes('client_secret=of+the+tests')]).to.deep.equal([
      undefined,
      true,
    ]);
  });

  it('come from no provider that says it is another one', async () => {
    forging.forger.answers.metadata = { issuer: 'https://evil.example' };
    const fresh = await forging.app();
    const answer = await fresh.client().get('/login/sso');
    expect(answer.status).to.equal(401);
    expect(answer.text).to.contain('cannot be believed');
  });
});
