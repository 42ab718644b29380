import { expect } from 'chai';
import { GROUP } from '../../src/models/group-names.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { User } from '../../src/models/user.ts';
import type { Person } from '../../src/policies/actor.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { staticUrl } from '../../src/web/static-files.ts';
import { buildActor, PASSWORD } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { journal } from '../support/journal.ts';

const GIVEN = 'seven green bottles';
const OWN = 'eleven purple kettles';

describe('a password that has to be changed', () => {
  let app: TestApp;
  let asha: Person;
  let elena: Person;
  let client: Client;

  before(async function start() {
    this.timeout(120_000);
    app = await startApp({ panel: true });
  });
  after(() => app.stop());

  beforeEach(async () => {
    asha = await buildActor({ username: 'asha', groups: [GROUP.admin] });
    elena = await buildActor({ username: 'elena', groups: [GROUP.engineer] });
    await setPassword(asha, elena.id, GIVEN, true);
    client = await signIn(app.client(), 'elena', GIVEN);
  });

  const change = (password: string, next = '') =>
    client.post('/password', {
      currentPassword: GIVEN,
      newPassword: password,
      repeatPassword: password,
      next,
    });

  it('leads every page of portal and panel to the form, and back from there', async () => {
    for (const path of [
      '/',
      '/complaints/new',
      '/profile',
      '/faq/1?x=1',
      '/admin',
      '/admin/resources/users',
    ]) {
      const { status, headers } = await client.get(path);
      expect(status, path).to.equal(303);
      const next = path === '/' ? '' : `?next=${encodeURIComponent(path)}`;
      expect(headers.get('location'), path).to.equal(`/password${next}`);
    }
    const form = await client.get('/password?next=%2Fadmin%2Fresources%2Fcomplaints');
    expect(form.status).to.equal(200);
    expect(form.text).to.contain('Choose a new password').and.to.contain('/admin/resources/complaints');
    const { status, headers } = await change(OWN, '/admin/resources/complaints');
    expect(status).to.equal(303);
    expect(headers.get('location')).to.equal('/admin/resources/complaints');
    expect((await client.get('/admin/resources/complaints')).status).to.equal(200);
  });

  it('lets the panel’s API, attachments and the live stream answer nothing', async () => {
    const list = '/admin/api/resources/complaints/actions/list';
    for (const path of [list, '/notifications/stream', '/admin/API/dashboard']) {
      const answer = await client.request(path, { headers: { accept: 'application/json' } });
      expect(answer.status, path).to.equal(403);
      expect(answer.text).to.contain('Choose a new password first');
    }
    const posted = await client.postMultipart(`/admin/api/resources/users/records/${elena.id}/edit`, {
      firstName: 'E',
    });
    expect(posted.status).to.equal(403);
    expect((await client.get('/attachments/1')).status).to.equal(303);
    expect((await client.get('/PASSWORD/..%2fadmin')).status).to.equal(303);
  });

  it('lets people sign out, and everybody load what pages are drawn with', async () => {
    expect((await client.get(staticUrl('portal.css'))).status).to.equal(200);
    const { status, headers } = await client.post('/logout');
    expect([status, headers.get('location')]).to.deep.equal([303, '/login']);
    expect((await client.get('/')).headers.get('location')).to.equal('/login');
  });

  it('takes no form of the portal, and keeps what was typed into it behind the new password', async () => {
    const rosa = await buildActor({ username: 'rosa' });
    const hers = await signIn(app.client(), 'rosa', PASSWORD);
    const page = await hers.get('/complaints/new');
    const [, formOwner = ''] = /name="formOwner"[^>]*value="([^"]*)"/.exec(page.text) ?? [];
    await updateUser(asha, rosa.id, { mustChangePassword: true });
    await signIn(hers, 'rosa', PASSWORD);
    const sent = await hers.post('/complaints', {
      formOwner,
      title: 'No paper',
      description: 'Since Monday.',
    });
    expect(sent.location).to.match(/^\/login\?next=%2Fkept%2F/);
    expect(await Complaint.count()).to.equal(0);

    const kept = (await hers.get(sent.location ?? '')).location ?? '';
    const form = (await hers.get(kept)).location ?? '';
    expect(form).to.equal(`/password?next=${encodeURIComponent(kept)}`);
    const fields = { currentPassword: PASSWORD, newPassword: OWN, repeatPassword: OWN, next: kept };
    expect((await hers.post('/password', fields)).location).to.equal(kept);
    expect((await hers.get(kept)).text).to.contain('Since Monday.');
  });

  it('ends with another password of one’s own alone, not with the same one', async () => {
    const same = await change(GIVEN);
    expect(same.status).to.equal(422);
    expect(same.text).to.contain('This is your present password. Choose another.');
    expect((await client.get('/admin')).status).to.equal(303);
    await change(OWN);
    expect((await User.findByPk(elena.id))?.mustChangePassword).to.equal(false);
    expect((await client.get('/admin')).status).to.equal(200);
    await signIn(app.client(), 'elena', OWN);
  });

  it('stays with a person whom others give another password, unless they say otherwise', async () => {
    await setPassword(asha, elena.id, OWN);
    expect((await User.findByPk(elena.id))?.mustChangePassword).to.equal(true);
    await setPassword(asha, elena.id, GIVEN, false);
    expect((await User.findByPk(elena.id))?.mustChangePassword).to.equal(false);
  });

  it('ends sessions by itself, and is told in the journal without any password', async () => {
    const rosa = await buildActor({ username: 'rosa' });
    const hers = await signIn(app.client(), 'rosa', PASSWORD);
    await updateUser(asha, rosa.id, { mustChangePassword: true });
    expect((await hers.get('/')).headers.get('location')).to.equal('/login');
    const events = await journal({ subjectType: 'user', subjectId: rosa.id });
    const told = JSON.stringify(events);
    expect(told).to.contain('"mustChangePassword":{"from":false,"to":true}').and.not.to.contain(PASSWORD);
    const ended = await journal({ subjectType: 'session', subjectId: rosa.id });
    expect(JSON.stringify(ended)).to.contain('must_change_password');
  });

  it('takes the right to set passwords to ask for', async () => {
    const editor = await buildActor({ username: 'amir', groups: [GROUP.amcAdmin] });
    let refused: unknown;
    await updateUser(editor, elena.id, { mustChangePassword: false }).catch((error: unknown) => {
      refused = error;
    });
    expect(refused).to.have.property('status', 403);
  });
});
