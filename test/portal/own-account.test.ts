import { expect } from 'chai';
import { Department } from '../../src/models/department.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { User } from '../../src/models/user.ts';
import type { Person } from '../../src/policies/actor.ts';
import { buildCast, PASSWORD } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

describe('one’s own account in the portal', () => {
  let app: TestApp;
  let rosa: Person;
  let client: Client;
  before(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    ({ rosa } = await buildCast());
    client = await signIn(app.client(), 'rosa');
  });
  after(() => app.stop());

  const profile = () => UserProfile.findOne({ where: { userId: rosa.id }, rejectOnEmpty: true });

  it('shows what others set', async () => {
    const department = await Department.findOne({ where: { name: 'Finance' }, rejectOnEmpty: true });
    await (await profile()).update({ departmentId: department.id, mainPortalId: 'AL-77' });
    const { text } = await client.get('/profile');
    for (const fact of ['Rosa Reporter', 'rosa@alphalab.example', 'Finance', 'AL-77', 'Staff']) {
      expect(text).to.contain(`<dd dir="auto">${fact}</dd>`);
    }
  });

  it('stores phone number and e-mail setting, and nothing else', async () => {
    const fields = { phoneNumber: ' +91 98 ', emailNotifications: 'on' };
    const others = {
      departmentId: '1',
      mainPortalId: 'X',
      isSuperuser: 'true',
      email: 'x@x.example',
      id: '1',
    };
    expect((await client.post('/profile', { ...fields, ...others })).status).to.equal(303);
    expect((await profile()).toJSON()).to.include({
      phoneNumber: '+91 98',
      emailNotifications: true,
      departmentId: null,
      mainPortalId: null,
    });
    await client.post('/profile', { phoneNumber: '' });
    expect((await profile()).toJSON()).to.include({ phoneNumber: '', emailNotifications: false });
    const user = await User.findByPk(rosa.id, { rejectOnEmpty: true });
    expect(user.toJSON()).to.include({ email: 'rosa@alphalab.example', isSuperuser: false });
    expect((await client.get('/profile?saved=1')).text).to.contain('Your changes are saved.');
  });

  it('says at the phone number what is wrong with it, and keeps what was typed', async () => {
    const { status, text } = await client.post('/profile', { phoneNumber: '1'.repeat(21) });
    expect(status).to.equal(422);
    expect(text)
      .to.contain('id="phoneNumber-error"')
      .and.contain(`value="${'1'.repeat(21)}"`);
    expect((await client.post('/profile', { phoneNumber: ['1', '2'] })).status).to.equal(422);
    expect((await client.post('/profile', {})).status).to.equal(422);
    expect((await profile()).phoneNumber).to.equal('');
  });

  it('refuses a new password with the reason at its field, and sends none back', async () => {
    const good = 'another long sentence';
    for (const [fields, name] of [
      [{ currentPassword: 'wrong', newPassword: good, repeatPassword: good }, 'currentPassword'],
      [{ currentPassword: PASSWORD, newPassword: good, repeatPassword: `${good}.` }, 'repeatPassword'],
      [{ currentPassword: PASSWORD, newPassword: 'short', repeatPassword: 'short' }, 'newPassword'],
      [
        { currentPassword: PASSWORD, newPassword: 'password123', repeatPassword: 'password123' },
        'newPassword',
      ],
      [
        { currentPassword: PASSWORD, newPassword: '1'.repeat(40), repeatPassword: '1'.repeat(40) },
        'newPassword',
      ],
      [{ currentPassword: [PASSWORD, PASSWORD], newPassword: good, repeatPassword: good }, 'currentPassword'],
      [{}, 'currentPassword'],
    ] as const) {
      const { status, text } = await client.post('/password', fields);
      expect(status, name).to.equal(422);
      expect(text).to.contain(`id="${name}-error"`);
      for (const secret of [good, PASSWORD]) expect(text).not.to.contain(secret);
    }
    expect((await client.get('/')).status).to.equal(200);
    await signIn(app.client(), 'rosa', PASSWORD);
  });

  it('belongs to whoever is signed in: there is no way to name somebody else', async () => {
    const sam = await signIn(app.client(), 'sam');
    await sam.post('/profile', { phoneNumber: '5', userId: String(rosa.id), id: String(rosa.id) });
    expect((await profile()).phoneNumber).to.equal('');
  });
});
