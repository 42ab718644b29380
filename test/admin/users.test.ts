import { expect } from 'chai';
import { Department } from '../../src/models/department.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { User } from '../../src/models/user.ts';
import { verifyPassword } from '../../src/use-cases/people/passwords.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { countQueries } from '../support/queries.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

describe('users in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;

  async function groupId(name: string): Promise<number> {
    return (await Group.findOne({ where: { name }, rejectOnEmpty: true })).id;
  }

  async function departmentId(name = 'Finance'): Promise<number> {
    return (await Department.findOne({ where: { name }, rejectOnEmpty: true })).id;
  }

  async function groupsOf(id: number): Promise<string[]> {
    const user = await User.findByPk(id, { include: 'groups', rejectOnEmpty: true });
    return (user.groups ?? []).map(({ name }) => name).toSorted();
  }

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  describe('creating a user in the panel', () => {
    it('takes profile, password and groups in one form and shows the access level', async () => {
      const created = await asha.create('users', {
        username: 'ravi',
        email: 'ravi@alphalab.example',
        firstName: 'Ravi',
        password: 'a fine long password',
        isActive: 'true',
        'groupIds.0': String(await groupId(GROUP.engineer)),
        'profile.departmentId': String(await departmentId()),
        'profile.mainPortalId': 'AL-77',
        'profile.phoneNumber': '+91 1',
        'profile.emailNotifications': 'false',
      });
      expect(created.notice?.type, created.text).to.equal('success');
      expect(created.record.params).to.include({
        username: 'ravi',
        accessLevel: '⚙️ Engineer',
        'profile.mainPortalId': 'AL-77',
        'profile.emailNotifications': false,
      });
      expect(created.record.populated['profile.departmentId']?.title).to.equal('Finance');
      const user = await User.scope('withPassword').findByPk(Number(created.record.id), {
        rejectOnEmpty: true,
      });
      expect(await verifyPassword('a fine long password', user.passwordHash)).to.equal(true);
      expect(created.text).not.to.contain('a fine long password').and.not.to.contain('$2');
    });

    it('tells that an e-mail address of several people signs nobody in, whenever one of them is saved', async () => {
      const told =
        /^The user was (created|saved)\. Rosa Reporter has the same e-mail address, so it no longer/;
      const { email } = await User.findByPk(cast.rosa.id, { rejectOnEmpty: true });
      const created = await asha.create('users', {
        username: 'ravi',
        email,
        password: 'a fine long password',
      });
      expect(created.notice?.message, created.text).to.match(told);
      const saved = await asha.act('users', String(created.record.id), 'edit', { lastName: 'Kumar' });
      expect(saved.notice?.message, saved.text).to.match(told);
      await asha.act('users', cast.rosa.id, 'deactivate');
      const again = await asha.act('users', cast.rosa.id, 'activate');
      expect(again.notice?.message).to.equal(
        'The user was activated. Kumar has the same e-mail address, so it no longer signs anybody in: both use their usernames.',
      );
      expect(again.notice?.type).to.equal('info');
      await asha.act('users', cast.rosa.id, 'deactivate');
      const many = await asha.bulk('users', [cast.rosa.id, cast.sam.id], 'activate');
      expect(many.notice?.message).to.match(
        /^2 users were activated\. Rosa Reporter: Kumar has the same e-mail/,
      );
      const gone = await asha.bulk('users', [cast.rosa.id], 'deactivate');
      expect(gone.notice?.message).to.equal('1 user was deactivated.');
    });

    it('refuses a taken portal ID at its field, keeps what was typed and stores nothing', async () => {
      await UserProfile.update({ mainPortalId: 'AL-77' }, { where: { userId: cast.rosa.id } });
      const refused = await asha.create('users', {
        username: 'ravi',
        password: 'a fine long password',
        'groupIds.0': String(await groupId(GROUP.engineer)),
        'profile.mainPortalId': ' al-77 ',
      });
      expect(refused.notice?.type).to.equal('error');
      expect(refused.record.errors['profile.mainPortalId']?.message).to.equal(
        'A user with this main portal ID already exists.',
      );
      expect(refused.record.params).to.include({ username: 'ravi', 'profile.mainPortalId': ' al-77 ' });
      expect(refused.record.populated['groupIds.0']?.title).to.equal('Engineer');
      expect(refused.text).not.to.contain('a fine long password');
      expect(await User.count({ where: { username: 'ravi' } })).to.equal(0);
    });

    it('tells each fault at its field', async () => {
      const cases: [Record<string, string>, string][] = [
        [{ username: 'ASHA', password: 'a fine long password' }, 'username'],
        [{ username: '', password: 'a fine long password' }, 'username'],
        [{ username: 'ravi' }, 'password'],
        [{ username: 'ravi', password: 'short' }, 'password'],
        [{ username: 'ravi', password: 'a fine long password', email: 'no' }, 'email'],
        [{ username: 'ravi', password: 'a fine long password', 'groupIds.0': '99999' }, 'groupIds'],
        [{ username: 'ravi', password: 'a fine long password', 'groupIds.0': 'x' }, 'groupIds'],
        [
          { username: 'ravi', password: 'a fine long password', 'profile.departmentId': '99999' },
          'profile.departmentId',
        ],
      ];
      for (const [payload, field] of cases) {
        const refused = await asha.create('users', payload);
        expect(Object.keys(refused.record.errors), refused.text).to.deep.equal([field]);
      }
      expect(await User.count({ where: { username: 'ravi' } })).to.equal(0);
    });

    it('is for Admins alone', async () => {
      for (const name of ['amir', 'elena']) {
        const someone = await panel.as(name);
        const refused = await someone.create('users', { username: 'ravi', password: 'a fine long password' });
        expect(refused.status).to.equal(403);
      }
      expect(await User.count({ where: { username: 'ravi' } })).to.equal(0);
    });
  });

  describe('editing a user in the panel', () => {
    it('saves profile and groups, empties what is emptied and leaves the rest', async () => {
      const id = cast.rosa.id;
      await UserProfile.update(
        { departmentId: await departmentId(), mainPortalId: 'X1', phoneNumber: '1' },
        { where: { userId: id } },
      );
      const saved = await asha.act('users', id, 'edit', {
        'profile.departmentId': '',
        'profile.mainPortalId': '',
        'profile.phoneNumber': '',
        'groupIds.0': String(await groupId(GROUP.engineer)),
        password: '',
      });
      expect(saved.notice?.type, saved.text).to.equal('success');
      const profile = await UserProfile.findOne({ where: { userId: id }, rejectOnEmpty: true });
      expect(profile).to.include({
        departmentId: null,
        mainPortalId: null,
        phoneNumber: '',
        emailNotifications: true,
      });
      expect(await groupsOf(id)).to.deep.equal(['Engineer']);
      expect((await User.findByPk(id))?.firstName).to.equal('Rosa');
      await panel.as('rosa');
    });

    it('tells who saves an outdated form, and loses neither change', async () => {
      const { record } = await asha.show('users', cast.rosa.id);
      const version = String(record.params.version);
      await asha.act('users', cast.rosa.id, 'edit', { firstName: 'Rosalind', version });
      const late = await asha.act('users', cast.rosa.id, 'edit', {
        lastName: 'Roe',
        firstName: 'Rosa',
        version,
      });
      expect(late.notice?.type).to.equal('error');
      expect(late.notice?.message).to.contain('Somebody else');
      expect(late.record.params.lastName).to.equal('Roe');
      expect(await User.findByPk(cast.rosa.id)).to.include({ firstName: 'Rosalind', lastName: 'Reporter' });
    });

    it('takes no column that its form does not have, and no other record’s id', async () => {
      await asha.act('users', cast.rosa.id, 'edit', {
        id: String(cast.sam.id),
        passwordHash: 'x',
        sessionVersion: '9',
        dateJoined: '2000-01-01T00:00:00Z',
        lastName: 'Changed',
      });
      const rosa = await User.scope('withPassword').findByPk(cast.rosa.id, { rejectOnEmpty: true });
      expect(rosa).to.include({ lastName: 'Changed', sessionVersion: 0 });
      expect(rosa.passwordHash).to.match(/^\$2/);
      expect(rosa.dateJoined.getUTCFullYear()).to.be.greaterThan(2000);
      expect((await User.findByPk(cast.sam.id))?.lastName).to.equal('Stranger');
    });

    it('lets nobody deactivate themselves', async () => {
      const refused = await asha.act('users', cast.asha.id, 'edit', { isActive: 'false' });
      expect(refused.notice?.type).to.equal('error');
      expect((await User.findByPk(cast.asha.id))?.isActive).to.equal(true);
    });
  });

  describe('what can be done with users', () => {
    it('assigns the whole set of groups to one', async () => {
      const [admin, engineer] = [await groupId(GROUP.admin), await groupId(GROUP.engineer)];
      const done = await asha.act('users', cast.rosa.id, 'assignGroups', {
        'groupIds.0': String(engineer),
        'groupIds.1': String(admin),
      });
      expect(done.record.params.accessLevel, done.text).to.equal('🔑 Admin');
      expect(await groupsOf(cast.rosa.id)).to.deep.equal(['Admin', 'Engineer']);
      await asha.act('users', cast.rosa.id, 'assignGroups', { groupIds: '__FORM_VALUE_EMPTY_ARRAY__' });
      expect(await groupsOf(cast.rosa.id)).to.deep.equal([]);
    });

    it('takes no groups away because of a payload that names something else', async () => {
      const engineer = String(await groupId(GROUP.engineer));
      const ids = [cast.elena.id];
      const mistyped: Record<string, string>[] = [
        { 'groups.0': engineer },
        { groupIDs: engineer, mode: 'set', version: '0' },
      ];
      for (const wrong of mistyped) {
        for (const refused of [
          await asha.act('users', cast.elena.id, 'assignGroups', wrong),
          await asha.bulk('users', ids, 'assignGroups', wrong),
        ]) {
          expect(refused.record.errors, refused.text).to.have.property('groupIds');
          expect(await groupsOf(cast.elena.id)).to.deep.equal(['Engineer']);
        }
      }
      const empty: Record<string, string>[] = [
        {},
        { mode: 'set' },
        { version: '0' },
        { groupIds: '' },
        { confirmed: 'true' },
      ];
      for (const payload of empty) {
        for (const give of ['act', 'bulk'] as const) {
          await asha.act('users', cast.elena.id, 'assignGroups', { 'groupIds.0': engineer });
          expect(await groupsOf(cast.elena.id)).to.deep.equal(['Engineer']);
          if (give === 'act') await asha.act('users', cast.elena.id, 'assignGroups', payload);
          else await asha.bulk('users', ids, 'assignGroups', payload);
          expect(await groupsOf(cast.elena.id), `${give} ${JSON.stringify(payload)}`).to.deep.equal([]);
        }
      }
    });

    it('adds and takes groups of several', async () => {
      const engineer = String(await groupId(GROUP.engineer));
      const ids = [cast.rosa.id, cast.sam.id];
      const added = await asha.bulk('users', ids, 'assignGroups', { mode: 'add', 'groupIds.0': engineer });
      expect(added.notice?.message).to.equal('The groups of 2 of 2 people were changed.');
      expect(valuesOf(added, 'accessLevel')).to.deep.equal(['⚙️ Engineer', '⚙️ Engineer']);
      await asha.bulk('users', ids, 'assignGroups', { mode: 'remove', 'groupIds.0': engineer });
      expect(await groupsOf(cast.sam.id)).to.deep.equal([]);
      const wrong = await asha.bulk('users', ids, 'assignGroups', { mode: 'double', 'groupIds.0': engineer });
      expect(wrong.notice?.type).to.equal('error');
      const unknown = await asha.bulk('users', ids, 'assignGroups', { mode: 'add', 'groupIds.0': '4000' });
      expect(unknown.record.errors).to.have.property('groupIds');
    });

    it('sets a password, which ends that person’s session and is never sent back', async () => {
      const rosa = await panel.as('elena');
      const done = await asha.act('users', cast.elena.id, 'setPassword', {
        password: 'another fine password',
      });
      expect(done.notice?.type, done.text).to.equal('success');
      expect(done.text).not.to.contain('another fine password');
      expect((await rosa.get('dashboard')).status).to.equal(302);
      const weak = await asha.act('users', cast.elena.id, 'setPassword', { password: 'short' });
      expect(weak.record.errors.password?.message).to.contain('12 characters');
      const none = await asha.act('users', cast.elena.id, 'setPassword');
      expect(none.record.errors.password?.message).to.equal('The password is required.');
    });

    it('deactivates and activates one and several, and names who could not be', async () => {
      await asha.act('users', cast.rosa.id, 'deactivate');
      expect((await User.findByPk(cast.rosa.id))?.isActive).to.equal(false);
      await asha.act('users', cast.rosa.id, 'activate');
      expect((await User.findByPk(cast.rosa.id))?.isActive).to.equal(true);
      const own = await asha.act('users', cast.asha.id, 'deactivate');
      expect(own.status).to.equal(403);
      const many = await asha.bulk('users', [cast.asha.id, cast.rosa.id, cast.sam.id], 'deactivate');
      expect(many.notice?.message).to.contain('2 users were deactivated.').and.to.contain('Asha Admin');
      expect(await User.count({ where: { isActive: false } })).to.equal(2);
    });

    it('deletes several or none', async () => {
      const refused = await asha.bulk('users', [cast.rosa.id, cast.asha.id], 'bulkDelete');
      expect(refused.status).to.equal(403);
      expect(await User.count()).to.equal(6);
      const done = await asha.bulk('users', [cast.rosa.id, cast.sam.id], 'bulkDelete');
      expect(done.notice?.message, done.text).to.equal('2 users were deleted.');
      expect(await User.count()).to.equal(4);
      expect(await UserProfile.count()).to.equal(4);
    });

    it('refuses all of it to those who only read, and offers them no button', async () => {
      const amir = await panel.as('amir');
      const id = cast.rosa.id;
      for (const action of ['edit', 'delete', 'assignGroups', 'setPassword', 'activate', 'deactivate']) {
        expect(
          (await amir.act('users', id, action, { password: 'a fine long password' })).status,
          action,
        ).to.equal(403);
      }
      for (const action of ['bulkDelete', 'assignGroups', 'activate', 'deactivate']) {
        expect((await amir.bulk('users', [id], action)).status, action).to.equal(403);
      }
      const { record } = await amir.show('users', id);
      expect(record.recordActions.map(({ name }) => name)).to.deep.equal(['show']);
      expect(record.bulkActions).to.deep.equal([]);
      expect(record.params.username).to.equal('rosa');
    });
  });

  describe('the list of users', () => {
    it('filters by each of its properties', async () => {
      await User.update(
        { isActive: false, dateJoined: new Date('2020-03-01T10:00:00Z') },
        { where: { id: cast.sam.id } },
      );
      await UserProfile.update(
        { departmentId: await departmentId(), mainPortalId: '50%_off', phoneNumber: '555' },
        { where: { userId: cast.rosa.id } },
      );
      const boss = await buildUser({ username: 'zed', isSuperuser: true });
      const cases: [Record<string, string>, string[]][] = [
        [{ 'filters.username': 'EL' }, ['elena']],
        [{ 'filters.email': 'rosa@' }, ['rosa']],
        [{ 'filters.firstName': 'emi' }, ['emil']],
        [{ 'filters.lastName': 'engin' }, ['elena', 'emil']],
        [{ 'filters.isActive': 'false' }, ['sam']],
        [{ 'filters.isSuperuser': 'true' }, [boss.username]],
        [{ 'filters.dateJoined~~to': '2020-03-01' }, ['sam']],
        [{ 'filters.dateJoined~~from': '2020-03-02', 'filters.isSuperuser': 'true' }, ['zed']],
        [{ 'filters.dateJoined': '2020-03-01' }, ['sam']],
        [{ 'filters.groupIds': String(await groupId(GROUP.admin)) }, ['asha']],
        [{ 'filters.profile.departmentId': String(await departmentId()) }, ['rosa']],
        [{ 'filters.profile.mainPortalId': '%_O' }, ['rosa']],
        [{ 'filters.profile.phoneNumber': '55' }, ['rosa']],
        [{ 'filters.accessLevel': '⚙️ Engineer' }, ['elena', 'emil']],
        [{ 'filters.accessLevel': '🔧 AMC Admin' }, ['amir']],
        [{ 'filters.accessLevel': '🔑 Admin' }, ['asha']],
        [{ 'filters.accessLevel': '🔑 Admin (superuser)' }, ['zed']],
        [{ 'filters.accessLevel': '🚫 No access' }, ['rosa', 'sam']],
        [{ 'filters.search': 'rosa report' }, ['rosa']],
        [{ 'filters.search': '50%_off' }, ['rosa']],
        [{ 'filters.search': '%' }, ['rosa']],
        [{ 'filters.username': 'a.b' }, []],
      ];
      for (const [query, names] of cases) {
        const found = await asha.list('users', query);
        expect(
          valuesOf(found, 'username'),
          `${JSON.stringify(query)} ${found.text.slice(0, 300)}`,
        ).to.deep.equal(names);
        expect(found.meta.total).to.equal(names.length);
      }
    });

    it('searches by any of username, e-mail, names and portal ID', async () => {
      await UserProfile.update({ mainPortalId: 'Ü-77' }, { where: { userId: cast.rosa.id } });
      for (const [text, name] of [
        ['emil@alphalab', 'emil'],
        ['Stranger', 'sam'],
        ['ü-77', 'rosa'],
      ] as const) {
        expect(valuesOf(await asha.search('users', text), 'username')).to.deep.equal([name]);
      }
    });

    it('costs the same number of queries for 10 and for 100 rows', async () => {
      const finance = await departmentId();
      for (let i = 0; i < 94; i += 1) await buildUser({ groups: [GROUP.engineer, GROUP.admin] });
      await UserProfile.update({ departmentId: finance }, { where: {} });
      const counted = async (perPage: string) => {
        let rows = 0;
        const queries = await countQueries(async () => {
          rows = (await asha.list('users', { perPage })).records.length;
        });
        return { queries, rows };
      };
      // What the tabs count is asked once for all pages of a moment.
      await counted('10');
      const few = await counted('10');
      const many = await counted('100');
      expect([few.rows, many.rows]).to.deep.equal([10, 100]);
      expect(many.queries).to.equal(few.queries).and.to.be.lessThan(12);
    });

    it('has no secret in any answer, and knows none as filter, sort key or search', async () => {
      const answers = [
        await asha.list('users'),
        await asha.search('users', 'asha'),
        await asha.show('users', cast.asha.id),
        await asha.list('user_profiles'),
      ];
      for (const { text } of answers)
        expect(text).not.to.match(/passwordHash|password_hash|sessionVersion|\$2[aby]\$/);
      const queries: Record<string, string>[] = [
        { 'filters.passwordHash': '$2' },
        { sortBy: 'passwordHash' },
        { sortBy: 'sessionVersion' },
        { 'filters.nothing': 'x' },
        { 'filters.__proto__': 'x' },
      ];
      for (const query of queries) {
        const refused = await asha.list('users', query);
        expect(refused.status, JSON.stringify(query)).to.equal(400);
        expect(refused.notice?.message).to.match(/cannot be (filtered|sorted)/);
      }
      const search = await asha.search('users', '$2', { searchProperty: 'passwordHash' });
      expect(search.status).to.equal(400);
    });
  });
});
