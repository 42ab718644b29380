import { expect } from 'chai';
import { User } from '../../src/models/user.ts';
import { buildCast, buildUser, PASSWORD } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';

const REFUSAL = 'The username or password is not right.';

describe('the sign-in page', function suite() {
  // Comparing passwords is slow on purpose.
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  function post(username: string, password: string, next?: string) {
    return app.client().post('/login', { username, password, ...(next === undefined ? {} : { next }) });
  }

  it('lets people in by username or e-mail in any letter case, and remembers when', async () => {
    await buildCast();
    for (const login of ['rosa', 'ROSA', ' Rosa ', 'rosa@alphalab.example', 'Rosa@AlphaLab.Example']) {
      expect((await post(login, PASSWORD)).status, login).to.equal(303);
    }
    const rosa = await User.findOne({ where: { username: 'rosa' }, rejectOnEmpty: true });
    expect(Date.now() - (rosa.lastLogin?.getTime() ?? 0)).to.be.within(0, 60_000);
  });

  it('sends those who may open the panel there, others to the portal', async () => {
    await buildCast();
    expect((await post('rosa', PASSWORD)).location).to.equal('/');
    for (const name of ['elena', 'amir', 'asha']) {
      expect((await post(name, PASSWORD)).location, name).to.equal('/admin');
    }
  });

  it('answers the same to an unknown name, a wrong password and somebody inactive', async () => {
    await buildCast();
    await buildUser({ username: 'gone', isActive: false });
    const answers = [];
    for (const [name, password] of [
      ['nobody', PASSWORD],
      ['rosa', 'not this one'],
      ['gone', PASSWORD],
      ['gone@alphalab.example', PASSWORD],
      ['nobody@alphalab.example', PASSWORD],
      ['rosa', `${PASSWORD}${' '.repeat(80)}`],
    ] as const) {
      const { status, text, headers } = await post(name, password);
      expect(text).to.contain(REFUSAL);
      expect(headers.getSetCookie()).to.deep.equal([]);
      answers.push({ status, text: text.replaceAll(name, 'NAME') });
    }
    for (const answer of answers) expect(answer).to.deep.equal(answers[0]);
    expect(answers[0]?.status).to.equal(401);
  });

  it('takes no e-mail address that two active people share, but a username that looks like one', async () => {
    await buildUser({ username: 'first', email: 'shared@alphalab.example' });
    const second = await buildUser({ username: 'second', email: 'shared@alphalab.example' });
    expect((await post('shared@alphalab.example', PASSWORD)).status).to.equal(401);
    await second.update({ isActive: false });
    expect((await post('shared@alphalab.example', PASSWORD)).status).to.equal(303);
    await buildUser({ username: 'shared@alphalab.example', email: '' });
    const client = await signIn(app.client(), 'shared@alphalab.example');
    expect((await client.get('/profile')).text).to.contain('<dd dir="auto">shared@alphalab.example</dd>');
    expect((await client.get('/profile')).text).not.to.contain('first');
  });

  it('says at the fields what is missing, and never sends a password back', async () => {
    const { status, text } = await post('', 'kept secret here');
    expect(status).to.equal(422);
    expect(text).to.contain('id="username-error"').and.not.contain('kept secret here');
    const list = await app.client().post('/login', { username: ['a', 'b'], password: 'x' });
    expect(list.status).to.equal(422);
    expect((await post('"><script>alert(1)</script>', 'x')).text).not.to.contain('<script>alert');
  });

  it('answers JSON to a client that prefers it', async () => {
    const headers = { accept: 'application/json' };
    const answer = await app.client().post('/login', { username: 'nobody', password: 'x' }, headers);
    expect(answer.status).to.equal(401);
    expect(answer.json()).to.have.nested.property('error.message', REFUSAL);
  });

  it('goes back to the page asked for when it is a path of this site, and nowhere else', async () => {
    await buildCast();
    const asked = await app.client().get('/complaints/new?x=1');
    expect(asked.status).to.equal(303);
    expect(asked.location).to.equal('/login?next=%2Fcomplaints%2Fnew%3Fx%3D1');
    expect((await app.client().get(asked.location ?? '')).text).to.contain('value="/complaints/new?x=1"');
    expect((await post('rosa', PASSWORD, '/complaints/new?x=1')).location).to.equal('/complaints/new?x=1');
    for (const next of ['//evil.example', 'https://evil.example', '']) {
      expect((await post('rosa', PASSWORD, next)).location, next).to.equal('/');
    }
    expect((await app.client().get('/login?next=//evil.example')).text).not.to.contain('evil');
  });

  it('leads somebody who is signed in on', async () => {
    await buildCast();
    const client = await signIn(app.client(), 'elena');
    expect((await client.get('/login')).location).to.equal('/admin');
    expect((await client.get('/login?next=/profile')).location).to.equal('/profile');
  });
});
