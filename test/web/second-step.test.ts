import { expect } from 'chai';
import { buildCast, PASSWORD } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { setUpApp } from '../support/second-factor.ts';

const WRONG = 'This code is not right, or was used already.';

describe('the second step of a sign-in', function suite() {
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('asks for a code, and takes each once', async () => {
    await buildCast();
    const { phone } = await setUpApp(await signIn(app.client(), 'rosa'));
    const browser = app.client();
    const asked = await browser.post('/login', { username: 'rosa', password: PASSWORD, next: '/faq' });
    expect(asked.location).to.equal('/login/second');
    expect((await browser.get('/profile')).location).to.equal('/login?next=%2Fprofile');
    const code = phone.code();
    const wrong = await browser.post('/login/second', { code: '000000' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain(WRONG);
    expect(
      (await browser.post('/login/second', { code: `${code.slice(0, 3)} ${code.slice(3)}` })).location,
    ).to.equal('/faq');
    expect((await browser.get('/profile')).status).to.equal(200);
    const other = app.client();
    await other.post('/login', { username: 'rosa', password: PASSWORD });
    const again = await other.post('/login/second', { code });
    expect(again.status).to.equal(422);
    expect(again.text).to.contain(WRONG);
  });
});
