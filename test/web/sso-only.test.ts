import { expect } from 'chai';
import { Notification } from '../../src/models/notification.ts';
import { operator } from '../../src/policies/actor.ts';
import { createUser } from '../../src/use-cases/people/create-user.ts';
import { usePasswordsOfSuperusers } from '../../src/use-cases/people/password-owners.ts';
import { sendAskedLink } from '../../src/use-cases/people/send-asked-link.ts';
import { sendPasswordLink } from '../../src/use-cases/people/send-password-link.ts';
import { buildCast, buildUser, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn, type TestApp } from '../support/app.ts';
import { useTestSecrets } from '../support/database.ts';
import { forgedSignIn, type ForgedSignIn } from '../support/forged-sign-in.ts';
import { journal } from '../support/journal.ts';
import { refusal } from '../support/refusal.ts';

describe('passwords for superusers alone', function suite() {
  this.timeout(60_000);
  let forging: ForgedSignIn;
  let app: TestApp;
  let cast: Cast;

  before(async () => {
    forging = await forgedSignIn();
    app = await forging.app({ SSO_ONLY: 'on' });
  });
  after(async () => {
    useTestSecrets();
    await forging.stop();
  });
  beforeEach(async () => {
    usePasswordsOfSuperusers(true);
    cast = await buildCast();
  });

  it('let nobody else in, in the words for a wrong one, and the journal knows why', async () => {
    const sent = async (password: string) => app.client().post('/login', { username: 'asha', password });
    const [right, wrong] = [await sent(PASSWORD), await sent('something else')];
    expect([right.status, wrong.status]).to.deep.equal([401, 401]);
    expect(right.text).to.equal(wrong.text);
    expect(right.text).to.contain('Passwords of the portal are for its superusers alone');
    const reasons = (await journal({ name: 'session.refused' })).map(({ details }) => details.reason);
    expect(reasons).to.deep.equal(['sso_only', 'wrong_credentials']);
  });

  it('always let superusers in, also while the service is away, and others come by it', async () => {
    await buildUser({ username: 'root', isSuperuser: true });
    await signIn(app.client(), 'root');
    expect((await forging.comeBack(app.client())).status).to.equal(303);
  });

  it('put the other way in first', async () => {
    const { text } = await app.client().get('/login');
    expect(text.indexOf('/login/sso')).to.be.lessThan(text.indexOf('name="password"'));
    expect(text).to.contain('<details').and.not.to.contain('Password forgotten?');
  });

  it('are sent to nobody else as a link', async () => {
    const root = await buildUser({ username: 'root', isSuperuser: true });
    expect(await sendAskedLink({ personId: cast.rosa.id, from: { origin: 'portal' } }, 1)).to.equal(0);
    expect(await sendAskedLink({ personId: root.id, from: { origin: 'portal' } }, 2)).to.equal(1);
    expect(await refusal(sendPasswordLink(operator, cast.rosa.id))).to.include({ status: 409 });
    await createUser(operator, { username: 'nina', email: 'nina@alphalab.example' });
    expect(await Notification.count()).to.equal(1);
  });
});
