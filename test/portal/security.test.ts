import { expect } from 'chai';
import { Group } from '../../src/models/group.ts';
import { RecoveryCode } from '../../src/models/recovery-code.ts';
import { SecondFactor } from '../../src/models/second-factor.ts';
import { decryptSecret } from '../../src/database/stored-secret.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { asOf } from '../../src/database/present-moment.ts';
import { drawDraft, setUpFactor } from '../../src/use-cases/second-factor/set-up.ts';
import { secretPurpose } from '../../src/use-cases/second-factor/stored-factor.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { journal } from '../support/journal.ts';
import { byHand } from '../support/journal-watch.ts';
import { refusal } from '../support/refusal.ts';
import { codesOn, draftOn, forgetUses, setUpApp, type Phone } from '../support/second-factor.ts';

const SECURITY = '/profile/security';

describe('the page of one’s sign-in', function suite() {
  this.timeout(60_000);
  let app: TestApp;
  let cast: Cast;
  let client: Client;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    client = await signIn(app.client(), 'elena');
  });

  const draft = async () => draftOn((await client.get(`${SECURITY}/app`)).text);
  const send = (fields: Record<string, string>) => client.post(`${SECURITY}/app`, fields);
  const told = async () =>
    (await journal()).filter(({ name }) => name.startsWith('user.factor_')).map(({ name }) => name);

  it('is linked from the profile, and is for whoever is signed in', async () => {
    expect((await client.get('/profile')).text).to.contain(`href="${SECURITY}"`);
    for (const path of [SECURITY, `${SECURITY}/app`])
      expect((await app.client().get(path)).location, path).to.match(/^\/login\?next=/);
    for (const path of ['app', 'off', 'codes', 'devices/1/forget'])
      expect((await app.client().post(`${SECURITY}/${path}`)).location, path).to.match(/^\/login/);
  });

  it('sets up an app by a picture and its first code, and shows ten recovery codes once', async () => {
    const page = (await client.get(`${SECURITY}/app`)).text;
    expect(page).to.contain('<svg').and.not.to.contain('data:image');
    const { draft: sealed, phone } = draftOn(page);
    expect(page).to.match(/class="secret-text">([A-Z2-7]{4} ){7}[A-Z2-7]{4}</);
    expect(await SecondFactor.count()).to.equal(0);
    const answer = await send({ draft: sealed, code: phone.code(), name: 'My phone', next: '/faq' });
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    const codes = codesOn(answer.text);
    expect(new Set(codes).size).to.equal(10);
    for (const code of codes) expect(code).to.match(/^([0-9a-z]{4}-){5}[0-9a-z]{4}$/);
    expect(answer.text).to.contain('href="/faq"').and.to.contain('download="recovery-codes.txt"');
    const factor = await SecondFactor.findOne({ rejectOnEmpty: true });
    expect(factor).to.include({ userId: cast.elena.id, name: 'My phone' });
    expect(factor.secret).not.to.contain(phone.secret);
    expect(decryptSecret(factor.secret, secretPurpose(cast.elena.id))).to.equal(phone.secret);
    expect(() => decryptSecret(factor.secret, secretPurpose(cast.rosa.id))).to.throw();
    expect(await told()).to.deep.equal(['user.factor_set_up']);
    const after = (await client.get(SECURITY)).text;
    expect(after).to.contain('My phone').and.to.contain('You have 10 recovery codes left.');
    for (const secret of [...codes, phone.secret]) expect(after).not.to.contain(secret);
  });

  it('shows the same picture again after a wrong code, with what was typed', async () => {
    const { draft: sealed, phone } = await draft();
    const answer = await send({ draft: sealed, code: '12345', name: 'My phone' });
    expect(answer.status).to.equal(422);
    expect(draftOn(answer.text)).to.deep.equal({ draft: sealed, phone });
    expect(answer.text).to.contain('value="My phone"');
    const wrong: Record<string, string>[] = [{ code: '' }, {}, { code: phone.code(), name: 'x'.repeat(101) }];
    for (const fields of wrong) expect((await send({ draft: sealed, ...fields })).status).to.equal(422);
    expect(await SecondFactor.count()).to.equal(0);
  });

  it('takes no draft of somebody else, none that is made up, and none that is old', async () => {
    const { draft: sealed, phone } = await draft();
    const rosa = await signIn(app.client(), 'rosa');
    const stolen = await rosa.post(`${SECURITY}/app`, { draft: sealed, code: phone.code() });
    expect(stolen.status).to.equal(409);
    expect(draftOn(stolen.text).phone.secret).not.to.equal(phone.secret);
    expect((await send({ draft: 'x', code: phone.code() })).status).to.equal(409);
    const old = asOf(new Date(Date.now() - 61 * 60_000), () => drawDraft(cast.elena));
    const input = { draft: old.sealed, code: '123456' };
    expect((await refusal(setUpFactor(cast.elena, input))).message).to.contain('too old');
    expect(await SecondFactor.count()).to.equal(0);
  });

  it('sets up one app where the form is sent twice at once', async () => {
    const { draft: sealed, phone } = await draft();
    const answers = await Promise.all([0, 1].map(() => send({ draft: sealed, code: phone.code() })));
    expect(await SecondFactor.count()).to.equal(1);
    expect(await RecoveryCode.count()).to.equal(10);
    expect(answers.some(({ status }) => status === 200)).to.equal(true);
  });

  describe('with an app', () => {
    let phone: Phone;
    let codes: string[];
    beforeEach(async () => {
      ({ phone, codes } = await setUpApp(client));
    });

    it('puts another in its place for whoever shows the one so far, or a recovery code', async () => {
      const next = await draft();
      const fields = { draft: next.draft, code: next.phone.code() };
      for (const present of [undefined, '', 'nothing', next.phone.code(1)]) {
        const answer = await send({ ...fields, ...(present === undefined ? {} : { present }) });
        expect(answer.status, present).to.equal(422);
      }
      expect((await send({ ...fields, present: phone.code() })).status).to.equal(200);
      const factor = await SecondFactor.findOne({ rejectOnEmpty: true });
      expect(decryptSecret(factor.secret, secretPurpose(cast.elena.id))).to.equal(next.phone.secret);
      expect(await RecoveryCode.count()).to.equal(10);
      await client.post('/logout');
      await client.post('/login', { username: 'elena', password: 'correct horse battery' });
      await forgetUses();
      expect((await client.post('/login/second', { code: phone.code() })).status).to.equal(422);
      expect((await client.post('/login/second', { code: codes[0] ?? '', way: 'recovery' })).status).to.equal(
        422,
      );
      expect((await client.post('/login/second', { code: next.phone.code() })).status).to.equal(303);
    });

    it('draws new recovery codes for a code, and the former work no more', async () => {
      expect((await client.post(`${SECURITY}/codes`, { code: '' })).status).to.equal(422);
      expect((await client.post(`${SECURITY}/codes`, { code: '000000' })).status).to.equal(422);
      expect(await told()).to.deep.equal(['user.factor_set_up']);
      const answer = await client.post(`${SECURITY}/codes`, { code: phone.code() });
      expect(answer.status).to.equal(200);
      const drawn = codesOn(answer.text);
      expect(drawn).to.have.length(10);
      expect(drawn.filter((code) => codes.includes(code))).to.deep.equal([]);
      expect((await client.post(`${SECURITY}/off`, { code: codes[0] ?? '' })).status).to.equal(422);
      expect((await client.post(`${SECURITY}/off`, { code: drawn[0] ?? '' })).location).to.equal(
        `${SECURITY}?told=off`,
      );
    });

    it('is switched off by a code, and everything goes with it', async () => {
      for (const code of ['', '000000']) {
        const answer = await client.post(`${SECURITY}/off`, { code });
        expect(answer.status).to.equal(422);
        expect(answer.text).to.contain('id="off-code"');
      }
      expect((await client.post(`${SECURITY}/off`, { code: phone.code() })).status).to.equal(303);
      expect(await SecondFactor.count()).to.equal(0);
      expect(await RecoveryCode.count()).to.equal(0);
      expect(await told()).to.deep.equal(['user.factor_set_up', 'user.factor_switched_off']);
      const { location } = await app
        .client()
        .post('/login', { username: 'elena', password: 'correct horse battery' });
      expect(location).to.equal('/admin');
    });

    it('lets nobody guess codes at an open session', async () => {
      for (let failure = 0; failure < 5; failure += 1)
        expect((await client.post(`${SECURITY}/off`, { code: '000000' })).status).to.equal(422);
      const late = await client.post(`${SECURITY}/off`, { code: phone.code() });
      expect(late.status).to.equal(429);
      expect(late.headers.get('retry-after')).to.match(/^\d+$/);
      expect(await SecondFactor.count()).to.equal(1);
    });

    it('is not switched off where a group requires it, but may be put in another’s place', async () => {
      await byHand(() => Group.update({ requiresSecondFactor: true }, { where: { name: GROUP.engineer } }));
      expect((await client.get(SECURITY)).text).not.to.contain('Switch it off');
      const answer = await client.post(`${SECURITY}/off`, { code: phone.code() });
      expect(answer.status).to.equal(409);
      expect(answer.text).to.contain('A group of yours requires a second factor');
      expect(await SecondFactor.count()).to.equal(1);
      expect((await client.get(`${SECURITY}/app`)).status).to.equal(200);
    });
  });
});
