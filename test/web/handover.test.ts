import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { UsedHandover } from '../../src/models/used-handover.ts';
import { User } from '../../src/models/user.ts';
import { operator } from '../../src/policies/actor.ts';
import { setActive } from '../../src/use-cases/people/set-active.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Answer, Client } from '../support/client.ts';
import { changeProfile, dropConstraints, remakeTablesAfterEach } from '../support/damage.ts';
import { journal } from '../support/journal.ts';
import { claimsOf, keyPair, SHARED, signed, unsigned, type Said } from '../support/main-portal.ts';

const FROM_MAIN = { origin: 'https://main.alphalab.example', 'sec-fetch-site': 'cross-site' };
const ID = 'AL-77';

describe('people whom the main portal hands over', function suite() {
  this.timeout(60_000);
  const { own, pem } = keyPair();
  let app: TestApp;
  let withSecret: TestApp;
  let cast: Cast;

  before(async () => {
    app = await startApp({ environment: { HANDOVER_KEY: pem } });
    withSecret = await startApp({ environment: { HANDOVER_KEY: SHARED } });
  });
  after(async () => {
    await app.stop();
    await withSecret.stop();
  });
  beforeEach(async () => {
    cast = await buildCast();
    await updateUser(operator, cast.rosa.id, { profile: { mainPortalId: ID } });
  });

  const send = (client: Client, token: string) => client.post('/handover', { token }, FROM_MAIN);
  const made = (said: Said = {}) => signed(claimsOf({ sub: ID, ...said }), own);
  const refusals = async () =>
    (await journal({ name: 'session.refused' })).map(({ details, subjectId }) => [details.reason, subjectId]);

  async function expectRefusal(answer: Answer, status: number, text: string): Promise<void> {
    expect(answer.status, text).to.equal(status);
    expect(answer.text).to.contain(text);
    expect(answer.headers.getSetCookie(), text).to.deep.equal([]);
    expect(await journal({ name: 'session.opened' }), text).to.have.length(0);
  }

  it('are signed in from a page of another site, under the ID in any spelling, and the journal says how', async () => {
    const client = app.client();
    const answer = await send(client, await made({ sub: ' al-77 ', next: '/profile?x=1' }));
    expect([answer.status, answer.location]).to.deep.equal([303, '/profile?x=1']);
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect((await client.get('/profile')).text).to.contain('Rosa');
    const [opened, ...more] = await journal({ name: 'session.opened' });
    expect(more).to.deep.equal([]);
    expect(opened).to.deep.include({ actorId: cast.rosa.id, subjectId: cast.rosa.id, origin: 'portal' });
    expect(opened?.details).to.deep.equal({ through: 'handover' });
    const rosa = await User.findByPk(cast.rosa.id, { rejectOnEmpty: true });
    expect(rosa.lastLogin).not.to.equal(null);
  });

  it('are signed in by a shared secret as well', async () => {
    const client = withSecret.client();
    const answer = await send(client, await signed(claimsOf({ sub: ID }), SHARED));
    expect([answer.status, answer.location]).to.deep.equal([303, '/']);
    expect((await client.get('/')).status).to.equal(200);
  });

  it('begin where they would after signing in, whatever other site is named', async () => {
    await updateUser(operator, cast.elena.id, { profile: { mainPortalId: 'E1' } });
    for (const next of [undefined, '//evil.example', 'https://evil.example/', String.raw`/\evil`, '/login']) {
      expect((await send(app.client(), await made({ next }))).location, next).to.equal('/');
      expect((await send(app.client(), await made({ sub: 'E1', next }))).location, next).to.equal('/admin');
    }
  });

  it('find a complaint begun for them, which is filed when they send it', async () => {
    const { id } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const complaint = {
      title: 'No "Finance" share',
      description: 'First line\n<b>second</b>',
      typeId: id,
      urgency: 'high',
      location: 'Floor 2',
    };
    const client = app.client();
    const answer = await send(client, await made({ complaint, next: '/faq' }));
    expect(answer.location).to.match(/^\/kept\/[\w-]{24}$/);
    const page = (await client.get(answer.location ?? '')).text;
    expect(page).to.contain('No &quot;Finance&quot; share').and.to.contain('&lt;b&gt;second&lt;/b&gt;');
    expect(page).to.contain(`<option value="${id}" selected="">`).and.to.contain('value="high" selected=""');
    expect(page).to.contain('value="Floor 2"').and.to.contain('Look it over and send it');
    expect(await Complaint.count()).to.equal(0);
    const [, submissionKey = ''] = /name="submissionKey" value="([\w-]+)"/.exec(page) ?? [];
    const filed = await client.postMultipart('/complaints', {
      ...complaint,
      typeId: String(id),
      submissionKey,
    });
    expect(filed.status).to.equal(303);
    expect((await client.get(answer.location ?? '')).text).to.contain(`value="${submissionKey}"`);
    const [row, ...more] = await Complaint.findAll();
    expect(more).to.deep.equal([]);
    expect(row).to.include({ reporterId: cast.rosa.id, title: complaint.title, urgency: 'high' });
  });

  it('choose a new password first where they have to, and find the complaint behind it', async () => {
    await setPassword(operator, cast.rosa.id, 'seven green bottles', true);
    const client = app.client();
    const { location } = await send(client, await made({ complaint: { title: 'Begun before' } }));
    const gate = await client.get(location ?? '');
    expect(gate.location).to.equal(`/password?next=${encodeURIComponent(location ?? '')}`);
    const typed = { newPassword: 'eleven purple kettles', repeatPassword: 'eleven purple kettles' };
    const changed = { currentPassword: 'seven green bottles', ...typed, next: location ?? '' };
    expect((await client.post('/password', changed)).location).to.equal(location);
    expect((await client.get(location ?? '')).text).to.contain('Begun before');
  });

  it('come in once by each hand-over, also of several at the same moment', async () => {
    const token = await made();
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(app.client(), token)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).to.deep.equal([
      303, 410, 410, 410,
    ]);
    const again = await send(app.client(), token);
    expect(again.status).to.equal(410);
    expect(again.text).to.contain('was used already');
    expect(again.headers.getSetCookie()).to.deep.equal([]);
    expect(await journal({ name: 'session.opened' })).to.have.length(1);
    const used = ['handover_used', cast.rosa.id];
    expect(await refusals()).to.deep.equal([used, used, used, used]);
    const [row] = await UsedHandover.findAll();
    expect(row?.expires.getTime()).to.be.greaterThan(Date.now() + 60_000);
  });

  it('need not have the same clock to the second', async () => {
    for (const said of [
      { iat: 20, exp: 80 },
      { iat: -60, exp: -5 },
    ]) {
      expect((await send(app.client(), await made(said))).status, String(said.iat)).to.equal(303);
    }
  });

  const untimely: [string, Said][] = [
    ['its end is over', { iat: -45, exp: -35 }],
    ['it was made too long ago', { iat: -7200, exp: 30 }],
    ['it is to be made', { iat: 300, exp: 360 }],
  ];
  for (const [what, said] of untimely) {
    it(`are not let in where ${what}`, async () => {
      await expectRefusal(await send(app.client(), await made(said)), 410, 'is too old');
      expect(await refusals()).to.deep.equal([['handover_expired', null]]);
    });
  }

  const malformed: [string, Said][] = [
    ['it would live for longer than a minute', { exp: 61 }],
    ['its end is missing', { exp: undefined }],
    ['its beginning is missing', { iat: undefined }],
    ['it has no id', { jti: undefined }],
    ['its id is empty', { jti: '' }],
    ['it names nobody', { sub: undefined }],
    ['its subject is no text', { sub: 77 }],
    ['its complaint is no complaint', { complaint: 'x' }],
    ['its description is endless', { complaint: { description: 'x'.repeat(20_001) } }],
  ];
  for (const [what, said] of malformed) {
    it(`are not let in where ${what}`, async () => {
      await expectRefusal(await send(app.client(), await made(said)), 422, 'was not in order');
      expect(await refusals()).to.deep.equal([['handover_malformed', null]]);
    });
  }

  it('are not let in where another site was meant', async () => {
    for (const aud of ['https://other.example', undefined, []]) {
      await expectRefusal(await send(app.client(), await made({ aud })), 401, 'belongs to another site');
    }
    const [reason] = await refusals();
    expect(reason).to.deep.equal(['handover_elsewhere', null]);
  });

  it('name this portal by its address, where it has one', async () => {
    const baseUrl = 'https://it.alphalab.example';
    const other = await startApp({ environment: { HANDOVER_KEY: pem, BASE_URL: baseUrl } });
    try {
      expect((await send(other.client(), await made())).status).to.equal(401);
      expect((await send(other.client(), await made({ aud: baseUrl }))).status).to.equal(303);
    } finally {
      await other.stop();
    }
  });

  it('are not let in by what the main portal did not sign', async () => {
    const claims = claimsOf({ sub: ID });
    const [head = '', , signature = ''] = (await signed(claims, own)).split('.');
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'AL-1' })).toString('base64url');
    const forged: Record<string, string> = {
      nothing: '',
      words: 'let me in',
      'no signature': unsigned(claims),
      'another key': await signed(claims, keyPair().own),
      'the public key as a secret': await signed(claims, pem),
      'the public key as a secret, without its last line break': await signed(claims, pem.trim()),
      'a secret': await signed(claims, SHARED),
      'other claims': `${head}.${changed}.${signature}`,
      'too much': 'x'.repeat(60_001),
    };
    for (const [what, token] of Object.entries(forged)) {
      const answer = await send(app.client(), token);
      await expectRefusal(answer, 401, 'is not valid');
      expect(answer.text, what).not.to.contain('Rosa');
    }
    expect(new Set((await refusals()).map(String))).to.deep.equal(new Set(['handover_forged,']));
    const others = [unsigned(claims), await signed(claims, own), await signed(claims, `${SHARED}!`)];
    // Longer hashes are not what was agreed upon.
    others.push(
      await signed(claims, SHARED.padEnd(64, '-')),
      await signed(claims, SHARED.repeat(2), 'HS512'),
    );
    for (const token of others)
      await expectRefusal(await send(withSecret.client(), token), 401, 'is not valid');
  });

  it('are told when nobody here has their ID, or they are not active', async () => {
    for (const sub of ['AL-78', '', ' ', 'x'.repeat(1000), 'nul\0x', '%']) {
      await expectRefusal(await send(app.client(), await made({ sub })), 403, 'is not known here');
    }
    await setActive(operator, [cast.rosa.id], false);
    await expectRefusal(await send(app.client(), await made()), 403, 'is not active');
    const told = await refusals();
    expect(told[0]).to.deep.equal(['handover_unknown', null]);
    expect(told.at(-1)).to.deep.equal(['handover_inactive', cast.rosa.id]);
  });

  it('are let in however many that nobody signed came from there, which neither fill the journal nor keep from signing in', async () => {
    for (let time = 1; time <= 30; time += 1) {
      expect((await send(app.client(), 'guessed')).status).to.equal(401);
    }
    const late = await send(app.client(), 'guessed');
    expect(late.status).to.equal(429);
    expect(Number(late.headers.get('retry-after'))).to.be.within(1, 900);
    expect(await refusals()).to.have.length(30);
    const client = app.client();
    const form = { username: 'elena', password: PASSWORD };
    expect((await client.post('/login', form)).status).to.equal(303);
    const handedOver = await send(app.client(), await made());
    expect([handedOver.status, handedOver.location]).to.deep.equal([303, '/']);
  });

  it('are not known of while no key is set, and nothing else is open to other sites', async () => {
    const off = await startApp();
    try {
      expect((await send(off.client(), await made())).status).to.equal(404);
    } finally {
      await off.stop();
    }
    expect((await app.client().get('/handover')).status).to.equal(404);
    for (const path of ['/handover/x', '/login', '/complaints']) {
      expect((await app.client().post(path, { token: await made() }, FROM_MAIN)).status, path).to.equal(403);
    }
  });
});

describe('people whom the main portal hands over, in a database without its unique keys', () => {
  const { own, pem } = keyPair();
  let app: TestApp;
  before(async () => {
    app = await startApp({ environment: { HANDOVER_KEY: pem } });
  });
  after(() => app.stop());
  remakeTablesAfterEach();

  it('are not let in where several have their ID', async () => {
    const cast = await buildCast();
    await updateUser(operator, cast.rosa.id, { profile: { mainPortalId: ID } });
    await dropConstraints();
    await changeProfile(cast.sam.id, 'main_portal_id', ID);
    await changeProfile(cast.sam.id, 'main_portal_id_folded', 'al-77');
    const token = await signed(claimsOf({ sub: ID }), own);
    const answer = await app.client().post('/handover', { token }, FROM_MAIN);
    expect(answer.status).to.equal(409);
    expect(answer.text).to.contain('Several people here have your main portal ID');
    expect(answer.headers.getSetCookie()).to.deep.equal([]);
    const [refused] = await journal({ name: 'session.refused' });
    expect(refused?.details).to.deep.equal({ reason: 'handover_clashing' });
  });
});
