import { expect } from 'chai';
import { ApiToken } from '../../src/models/api-token.ts';
import { KeptForm } from '../../src/models/kept-form.ts';
import { Session } from '../../src/models/session.ts';
import { User } from '../../src/models/user.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { ApiClient } from '../support/api-client.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Answer, Client } from '../support/client.ts';
import { byHand } from '../support/journal-watch.ts';
import { ageProofs } from '../support/proof.ts';

const hidden = (page: Answer, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.text)?.[1] ?? '';
const WANTED = { name: 'Night <b>report', days: '30', scopes: ['complaints.view', 'complaints.work'] };

describe('confirming who one is in the portal', () => {
  let app: TestApp;
  let cast: Cast;
  let elena: Client;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    elena = await signIn(app.client(), 'elena');
  });

  async function opened(client: Client) {
    const page = await client.get('/profile/tokens');
    return { formOwner: hidden(page, 'formOwner'), submissionKey: hidden(page, 'submissionKey') };
  }

  /** Sends the form of a token in a session that began a while ago; returns where that leads. */
  async function sendLate(): Promise<string> {
    const form = { ...(await opened(elena)), ...WANTED };
    await ageProofs();
    const sent = await elena.post('/profile/tokens', form);
    expect(sent.status).to.equal(303);
    return sent.location ?? '';
  }

  const fieldsOf = (page: Answer) => ({ formOwner: hidden(page, 'formOwner'), next: hidden(page, 'next') });

  it('is asked before a token is made, which goes on as it was typed', async () => {
    const target = await sendLate();
    expect(target).to.match(/^\/confirm\?next=%2Fkept%2F[\w-]{24}$/);
    expect(await ApiToken.count()).to.equal(0);
    const page = await elena.get(target);
    expect(page.text)
      .to.contain('Confirm that it is you')
      .and.contain('<strong>a new API token</strong>')
      .and.contain('nothing of it is lost');
    const wrong = await elena.post('/confirm', { ...fieldsOf(page), password: 'a wrong one' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain('This is not your password.').and.not.contain('a wrong one');
    const done = await elena.post('/confirm', { ...fieldsOf(wrong), password: PASSWORD });
    expect(done.status, done.text).to.equal(200);
    expect(done.headers.get('cache-control')).to.contain('no-store');
    const token = /alit_[\w-]{43}/.exec(done.text)?.[0];
    const me = await new ApiClient(app.url, token).get('/me');
    expect(me.body).to.deep.include({ permissions: WANTED.scopes });
    const [row] = await ApiToken.findAll();
    expect([row?.name, await KeptForm.count()]).to.deep.equal([WANTED.name, 0]);
    // A page that is loaded anew sends the same once more.
    const again = await elena.post('/confirm', { ...fieldsOf(wrong), password: PASSWORD });
    expect([again.status, await ApiToken.count()]).to.deep.equal([404, 1]);
  });

  it('is not asked again for a quarter of an hour', async () => {
    await elena.post('/confirm', { password: PASSWORD });
    const made = await elena.post('/profile/tokens', { ...(await opened(elena)), ...WANTED });
    expect(made.text).to.contain('Your new token');
    expect((await elena.get('/confirm?next=/faq')).location).to.equal('/faq');
  });

  it('counts nothing under the id that the session had before, which somebody else may know', async () => {
    const thief = app.client();
    for (const [name, value] of elena.cookies) thief.cookies.set(name, value);
    const form = { ...(await opened(elena)), ...WANTED };
    await ageProofs();
    expect((await elena.post('/confirm', { password: PASSWORD })).status).to.equal(303);
    // What was on its way is still answered.
    expect((await thief.get('/confirm/ways')).json()).to.include({ person: cast.elena.id, isProven: false });
    expect((await thief.post('/profile/tokens', form)).location).to.match(/^\/confirm/);
    expect(await ApiToken.count()).to.equal(0);
    expect((await elena.post('/profile/tokens', form)).status).to.equal(200);
    expect(await ApiToken.count()).to.equal(1);
  });

  it('shows a form that waits without making anything of it', async () => {
    const target = decodeURIComponent((await sendLate()).split('next=')[1] ?? '');
    await ageProofs();
    const page = await elena.get(target);
    expect(page.text)
      .to.contain('This was not sent yet')
      .and.contain('value="Night &lt;b&gt;report"')
      .and.match(/checked[^>]*value="complaints.work"/);
    expect(await ApiToken.count()).to.equal(0);
  });

  it('goes on after signing in anew where the session ended meanwhile', async () => {
    const page = await elena.get(await sendLate());
    await byHand(() => Session.destroy({ where: {} }));
    const lost = await elena.post('/confirm', { ...fieldsOf(page), password: PASSWORD });
    expect(lost.location).to.match(/^\/login\?next=%2Fkept%2F[\w-]{24}$/);
    await signIn(elena, 'elena');
    const back = await elena.get(decodeURIComponent(lost.location?.split('next=')[1] ?? ''));
    expect(back.text).to.contain('value="Night &lt;b&gt;report"');
  });

  it('is refused by name to whoever signed in meanwhile in another tab', async () => {
    const target = await sendLate();
    const page = await elena.get(target);
    await signIn(elena, 'sam');
    await ageProofs();
    const foreign = await elena.post('/confirm', { ...fieldsOf(page), password: PASSWORD });
    expect(foreign.status).to.equal(409);
    expect(foreign.text).to.contain('opened as <span dir="auto">Elena Engineer');
    // Neither is their own word good for another's form.
    const own = await elena.get(target);
    const taken = await elena.post('/confirm', { ...fieldsOf(own), password: PASSWORD });
    expect(taken.status).to.equal(403);
    expect(taken.text).to.contain('Elena Engineer').and.not.contain('Night');
    expect(await ApiToken.count()).to.equal(0);
  });

  it('tells programs that read JSON what is missing', async () => {
    const form = { ...(await opened(elena)), ...WANTED };
    await ageProofs();
    const refused = await elena.post('/profile/tokens', form, { accept: 'application/json' });
    expect([refused.status, (refused.json() as { error: { code: string } }).error.code]).to.deep.equal([
      403,
      'proof_needed',
    ]);
    expect(await KeptForm.count()).to.equal(0);
  });

  it('leads nowhere else, keeps to its own site, and takes no form of another', async () => {
    await ageProofs();
    const page = await elena.get('/confirm?next=//evil.example');
    expect(hidden(page, 'next')).to.equal('');
    const sent = await elena.post('/confirm', { password: PASSWORD, next: 'https://evil.example' });
    expect(sent.location).to.equal('/admin');
    const other = await elena.post('/confirm', { password: PASSWORD }, { origin: 'https://evil.example' });
    expect(other.status).to.equal(403);
    expect((await app.client().get('/confirm?next=/faq')).location).to.equal(
      '/login?next=%2Fconfirm%3Fnext%3D%2Ffaq',
    );
  });

  it('does not stand in the way of one’s own password, whose form asks for the present one', async () => {
    const owner = hidden(await elena.get('/password'), 'formOwner');
    await ageProofs();
    const word = 'a wholly new one 9';
    const fields = { formOwner: owner, newPassword: word, repeatPassword: word };
    const wrong = await elena.post('/password', { ...fields, currentPassword: 'a wrong one' });
    expect(wrong.status).to.equal(422);
    const done = await elena.post('/password', { ...fields, currentPassword: PASSWORD });
    expect(done.location).to.equal('/profile?saved=password');
    expect((await elena.get('/confirm?next=/faq')).location).to.equal('/faq');
  });

  it('asks nobody for a password who has none, and says how to get one', async () => {
    await byHand(() => User.update({ passwordHash: '' }, { where: { id: cast.elena.id } }));
    await ageProofs();
    const page = await elena.get('/confirm');
    expect(page.text).to.contain('href="/password/forgotten"').and.not.contain('name="password"');
  });
});
