import { expect } from 'chai';
import { Group } from '../../src/models/group.ts';
import { SecondFactor } from '../../src/models/second-factor.ts';
import { Session } from '../../src/models/session.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { User } from '../../src/models/user.ts';
import { verifyPassword } from '../../src/use-cases/people/passwords.ts';
import { buildUser, PASSWORD } from '../factories/people.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';

const NEW_PASSWORD = 'a wholly different one';

async function hasPassword(username: string, password: string): Promise<boolean> {
  const user = await User.scope('withPassword').findOne({ where: { username }, rejectOnEmpty: true });
  return verifyPassword(password, user.passwordHash);
}

async function groupsOf(username: string): Promise<string[]> {
  const user = await User.findOne({ where: { username }, include: [{ model: Group, as: 'groups' }] });
  return (user?.groups ?? []).map(({ name }) => name);
}

describe('portal createsuperuser', function suite() {
  this.timeout(180_000);
  const parameters = [
    'createsuperuser',
    '--username',
    'root',
    '--email',
    'root@alphalab.example',
    '--password-stdin',
  ];

  it('creates a superuser in the group Admin, which may be missing, with a profile', async () => {
    await Group.destroy({ where: { name: 'Admin' } });
    const { code, document } = await portalJson(parameters, { stdin: `${NEW_PASSWORD}\n` });
    expect(code).to.equal(0);
    const user = await User.findOne({ where: { username: 'root' }, rejectOnEmpty: true });
    expect(document).to.deep.equal({
      user: { id: user.id, username: 'root', email: 'root@alphalab.example' },
    });
    expect(user).to.include({ isSuperuser: true, isActive: true });
    expect(await groupsOf('root')).to.deep.equal(['Admin']);
    expect(await UserProfile.count({ where: { userId: user.id } })).to.equal(1);
    expect(await hasPassword('root', NEW_PASSWORD)).to.equal(true);
  });

  it('refuses a taken name, a weak password and no password, and leaves nothing behind', async () => {
    await buildUser({ username: 'ROOT' });
    const taken = await portalJson(parameters, { stdin: NEW_PASSWORD });
    expect(taken.code).to.equal(1);
    expect(taken.document.error).to.have.property('fields').that.deep.equals({
      username: 'A user with this username already exists.',
    });
    const weak = await portalJson(parameters.with(2, 'other'), { stdin: 'short' });
    expect(weak.code).to.equal(1);
    expect(weak.document.error).to.have.property('fields').that.has.all.keys('password');
    for (const stdin of ['\n', `${NEW_PASSWORD}\nand more\n`]) {
      const { code, document } = await portalJson(parameters.with(2, 'other'), { stdin });
      expect(code).to.equal(2);
      expect(document.error).to.have.property('code', 'usage');
    }
    expect(await User.count()).to.equal(1);
  });
});

describe('portal changepassword', () => {
  it('changes the password of a user in any letter case and ends their sessions', async () => {
    const user = await buildUser({ username: 'ravi' });
    const data = { data: '{}', expires: new Date(Date.now() + 60_000) };
    await Session.create({ sid: 'one', userId: user.id, ...data });
    await Session.create({ sid: 'other', userId: (await buildUser()).id, ...data });
    const result = await portalCommand(['changepassword', 'RAVI', '--password-stdin'], {
      stdin: `${NEW_PASSWORD}\r\n`,
    });
    expect(result).to.deep.equal({
      code: 0,
      stdout: 'The password of ravi is changed and their sessions are ended.\n',
      stderr: '',
    });
    expect(await hasPassword('ravi', NEW_PASSWORD)).to.equal(true);
    expect((await Session.findAll()).map(({ sid }) => sid)).to.deep.equal(['other']);
  });

  it('refuses an unknown user and a weak password', async () => {
    await buildUser({ username: 'ravi' });
    const unknown = await portalJson(['changepassword', 'nobody', '--password-stdin'], {
      stdin: NEW_PASSWORD,
    });
    expect(unknown.code).to.equal(1);
    expect(unknown.document.error).to.include({ code: 'not_found', message: 'There is no user “nobody”.' });
    // The last is what comes of a letter of another encoding.
    for (const stdin of ['password12', 'seven gr\ufffden bottles']) {
      const weak = await portalJson(['changepassword', 'ravi', '--password-stdin'], { stdin });
      expect([weak.code, weak.document.error], stdin).to.have.nested.property('1.fields.password');
      expect(weak.code).to.equal(1);
    }
    expect(await hasPassword('ravi', PASSWORD)).to.equal(true);
  });
});

describe('portal reset-second-factor', () => {
  it('takes a user’s second factor away, in any letter case, and says where there is none', async () => {
    const user = await buildUser({ username: 'ravi' });
    const values = { userId: user.id, name: 'Phone', secret: 'any', confirmedAt: new Date() };
    await SecondFactor.create(values);
    await Session.create({ sid: 'one', userId: user.id, data: '{}', expires: new Date(Date.now() + 60_000) });
    const result = await portalCommand(['reset-second-factor', 'RAVI']);
    expect(result.code).to.equal(0);
    expect(result.stdout).to.contain('The second factor of ravi is reset');
    expect(await SecondFactor.count()).to.equal(0);
    expect(await Session.count()).to.equal(0);
    const again = await portalJson(['reset-second-factor', 'ravi']);
    expect(again.code).to.equal(0);
    expect(again.document).to.have.property('reset', false);
    const unknown = await portalJson(['reset-second-factor', 'nobody']);
    expect(unknown.document.error).to.include({ code: 'not_found' });
  });
});

describe('portal setup-groups', () => {
  it('says which groups it created and which were there', async () => {
    await Group.destroy({ where: { name: 'Engineer' } });
    await Group.update({ name: 'ADMIN' }, { where: { name: 'Admin' }, validate: false });
    const { stdout } = await portalCommand(['setup_groups']);
    expect(stdout).to.equal('ADMIN      already there\nAMC Admin  already there\nEngineer   created\n');
    const { document } = await portalJson(['setup-groups']);
    expect(document.groups).to.deep.include({ name: 'Engineer', created: false });
  });

  it('needs no session secret, since it opens no sessions', async () => {
    const { code } = await portalCommand(['setup-groups'], { env: { SESSION_SECRET: '' } });
    expect(code).to.equal(0);
  });
});

describe('portal assign-superuser-groups', () => {
  it('puts every superuser into Admin, once', async () => {
    await buildUser({ username: 'boss', isSuperuser: true });
    await buildUser({ username: 'chief', isSuperuser: true, groups: ['Admin'] });
    await buildUser({ username: 'clerk' });
    const first = await portalCommand(['assign_superuser_groups']);
    expect(first).to.deep.equal({
      code: 0,
      stdout: 'boss   put into Admin\nchief  already in Admin\n',
      stderr: '',
    });
    const { document } = await portalJson(['assign-superuser-groups']);
    expect(document.superusers).to.have.length(2);
    expect(await groupsOf('boss')).to.deep.equal(['Admin']);
    expect(await groupsOf('clerk')).to.deep.equal([]);
  });
});
