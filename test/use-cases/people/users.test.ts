import { expect } from 'chai';
import { inTransaction } from '../../../src/database/transaction.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Department } from '../../../src/models/department.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import { Remark } from '../../../src/models/remark.ts';
import { Session } from '../../../src/models/session.ts';
import { Status } from '../../../src/models/status.ts';
import { UserGroup } from '../../../src/models/user-group.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { User } from '../../../src/models/user.ts';
import { changeOwnPassword } from '../../../src/use-cases/people/change-own-password.ts';
import { createUser } from '../../../src/use-cases/people/create-user.ts';
import { checkNewPerson } from '../../../src/use-cases/people/check-new-person.ts';
import { createSuperuser } from '../../../src/use-cases/people/create-superuser.ts';
import { findByLogin } from '../../../src/use-cases/people/find-by-login.ts';
import { importPeople } from '../../../src/use-cases/people/import-people.ts';
import { operator } from '../../../src/policies/actor.ts';
import { deleteUsers } from '../../../src/use-cases/people/delete-users.ts';
import { getOwnProfile } from '../../../src/use-cases/people/get-own-profile.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { setActive } from '../../../src/use-cases/people/set-active.ts';
import { setPassword } from '../../../src/use-cases/people/set-password.ts';
import { updateOwnProfile } from '../../../src/use-cases/people/update-own-profile.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { verifyPassword } from '../../../src/use-cases/people/passwords.ts';
import { buildActor, buildCast, buildUser, PASSWORD, type Cast } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';
import { byHand } from '../../support/journal-watch.ts';

const NEW_PASSWORD = 'a sentence nobody says';

async function engineers(): Promise<number> {
  const group = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
  return group.id;
}

function writtenByHand<T>(work: () => Promise<T>): Promise<T> {
  return byHand(() => inTransaction(work));
}

async function fileFor(reporterId: number, assigneeId: number | null = null): Promise<Complaint> {
  const type = await ComplaintType.findOne({ rejectOnEmpty: true });
  const status = await Status.findOne({ where: { code: 'open' }, rejectOnEmpty: true });
  return writtenByHand(() =>
    Complaint.create({
      reporterId,
      assigneeId,
      typeId: type.id,
      statusId: status.id,
      title: 'T',
      description: 'D',
    }),
  );
}

function openSession(userId: number): Promise<Session> {
  return Session.create({ sid: `sid-${userId}`, userId, data: '{}', expires: new Date(Date.now() + 60_000) });
}

describe('people', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  describe('createUser', () => {
    it('creates the person with profile and groups at once', async () => {
      const research = await writtenByHand(() => Department.create({ name: 'Research' }));
      const user = await createUser(cast.asha, {
        username: ' ravi ',
        email: 'ravi@alphalab.example',
        password: NEW_PASSWORD,
        groupIds: [await engineers()],
        profile: { departmentId: research.id, mainPortalId: ' AL-77 ', phoneNumber: '12' },
      });
      const signedIn = await loadActor(user.id);
      expect(signedIn?.actor).to.include({ username: 'ravi', accessLevel: '⚙️ Engineer' });
      const profile = await UserProfile.findOne({ where: { userId: user.id }, rejectOnEmpty: true });
      expect(profile).to.include({ mainPortalId: 'AL-77', departmentId: research.id, phoneNumber: '12' });
    });

    it('leaves nothing behind when one part is refused', async () => {
      const before = await User.count();
      await updateUser(cast.asha, cast.rosa.id, { profile: { mainPortalId: 'AL-77' } });
      const base = { username: 'ravi', password: NEW_PASSWORD };
      const refusals = {
        'profile.mainPortalId': { ...base, profile: { mainPortalId: ' al-77 ' } },
        'profile.departmentId': { ...base, profile: { departmentId: 999_999 } },
        'profile.phoneNumber': { ...base, profile: { phoneNumber: '1'.repeat(21) } },
        groupIds: { ...base, groupIds: [999_999] },
        email: { ...base, email: 'not an address' },
        username: { ...base, username: 'ROSA' },
        password: { ...base, password: 'short' },
      };
      for (const [field, input] of Object.entries(refusals)) {
        const error = await refusal(createUser(cast.asha, input));
        expect(Object.keys(error.fields), field).to.deep.equal([field]);
      }
      expect(await User.count()).to.equal(before);
      expect(await UserProfile.count()).to.equal(before);
    });

    it('takes letters of another width for those they look like', async () => {
      const error = await refusal(createUser(cast.asha, { username: 'ｒｏｓａ', password: NEW_PASSWORD }));
      expect(error.fields).to.deep.equal({ username: 'A user with this username already exists.' });
    });

    it('refuses control characters wherever text is stored', async () => {
      const base = { username: 'ravi', password: NEW_PASSWORD };
      const inputs = {
        username: { ...base, username: 'ra\0vi' },
        firstName: { ...base, firstName: 'a\u0007' },
        'profile.mainPortalId': { ...base, profile: { mainPortalId: 'nul\0x' } },
      };
      for (const [field, input] of Object.entries(inputs)) {
        expect(Object.keys((await refusal(createUser(cast.asha, input))).fields)).to.deep.equal([field]);
      }
    });

    it('lets no username be the e-mail address of somebody else, nor the other way round', async () => {
      const own = await createUser(cast.asha, {
        username: 'dora@x.example',
        email: 'dora@x.example',
        password: NEW_PASSWORD,
      });
      await updateUser(cast.asha, own.id, { firstName: 'Dora', email: 'DORA@x.example' });
      const username = { username: 'ROSA@alphalab.example', password: NEW_PASSWORD };
      expect((await refusal(createUser(cast.asha, username))).fields).to.have.keys('username');
      const email = { username: 'x', email: 'Dora@x.example', password: NEW_PASSWORD };
      expect((await refusal(createUser(cast.asha, email))).fields).to.have.keys('email');
      const change = updateUser(cast.asha, cast.sam.id, { username: 'rosa@alphalab.example' });
      expect((await refusal(change)).fields).to.have.keys('username');
    });

    it('compares usernames and addresses as they are stored, however they are written', async () => {
      const victim = 'v1@alphalab.example';
      await createUser(cast.asha, { username: 'victim', email: victim, password: NEW_PASSWORD });
      const spellings = [
        'ｖ1@alphalab.example',
        'v1＠alphalab.example',
        'v1﹫alphalab．example',
        'ᵛ1@ALPHALAB.example',
        ' v①@alphalab.example ',
      ];
      for (const username of spellings) {
        const told = { username: 'This is the e-mail address of somebody else.' };
        const ways = {
          create: () => createUser(cast.asha, { username, password: NEW_PASSWORD }),
          rename: () => updateUser(cast.asha, cast.sam.id, { username }),
          ask: () => checkNewPerson(operator, { username }),
          superuser: () => createSuperuser(operator, { username, email: '', password: NEW_PASSWORD }),
        };
        for (const [way, work] of Object.entries(ways))
          expect((await refusal(work)).fields, `${way} ${username}`).to.deep.equal(told);
        const { rows } = await importPeople(cast.asha, Buffer.from(`username\n${username}`));
        expect(rows.map(({ reasons }) => reasons.join())).to.deep.equal([told.username]);
      }
      expect((await findByLogin(victim))?.username).to.equal('victim');
    });

    it('takes no address that has letters of another width: it could be the username of somebody else', async () => {
      await createUser(cast.asha, { username: 'rev@x.example', password: NEW_PASSWORD });
      for (const email of ['ｒev@x.example', 'rev＠x.example', 'ｚed@x.example']) {
        const made = createUser(cast.asha, { username: 'other', email, password: NEW_PASSWORD });
        expect((await refusal(made)).fields, email).to.have.keys('email');
        expect((await refusal(updateUser(cast.asha, cast.sam.id, { email }))).fields).to.have.keys('email');
      }
    });

    it('refuses columns that no form has', async () => {
      const input = { username: 'ravi', password: NEW_PASSWORD, passwordHash: 'x', lastLogin: 'now' };
      expect((await refusal(createUser(cast.asha, input))).code).to.equal('invalid_input');
    });

    it('creates one of 20 who are created at once under one name', async () => {
      const attempts = Array.from({ length: 20 }, (_, i) =>
        createUser(cast.asha, { username: i % 2 === 0 ? 'Ravi' : 'ravi', password: NEW_PASSWORD }),
      );
      const results = await Promise.allSettled(attempts);
      expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      expect(await User.count({ where: { username: 'ravi' } })).to.equal(1);
    });

    it('makes one of two whose names lead to each other, or look the same, at the same moment', async () => {
      for (let round = 0; round < 10; round += 1) {
        const mail = `race${round}@r.example`;
        const pairs = [
          [
            { username: `race${round}`, email: mail },
            { username: mail, email: `other${round}@z.example` },
          ],
          [
            { username: `pocxa${round}`, email: `latin${round}@z.example` },
            { username: `росха${round}`, email: `cyrillic${round}@z.example` },
          ],
        ];
        for (const pair of pairs) {
          const results = await Promise.allSettled(pair.map((person) => createUser(cast.asha, person)));
          expect(results.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
        }
      }
    });

    it('makes nobody whose name is given to somebody else at the same moment, or who is imported', async () => {
      const { id } = await createUser(cast.asha, { username: 'one', password: NEW_PASSWORD });
      for (let round = 0; round < 5; round += 1) {
        const mail = `race${round}@r.example`;
        const renamed = updateUser(cast.asha, id, { email: mail });
        const file = Buffer.from(`username,email\nfile${round},${mail}`);
        const imported = importPeople(cast.asha, file);
        const made = createUser(cast.asha, { username: mail, email: `other${round}@z.example` });
        const results = await Promise.allSettled([made, renamed, imported]);
        expect(await User.count({ where: { username: mail } }), results[0].status).to.equal(
          results[0].status === 'fulfilled' ? 1 : 0,
        );
        const reached = (await User.count({ where: { email: mail } })) > 0;
        expect(reached, 'by e-mail, or by the username').to.equal(results[0].status === 'rejected');
      }
    });

    it('is for Admins', async () => {
      for (const actor of [cast.amir, cast.elena, cast.rosa]) {
        const error = await refusal(createUser(actor, { username: 'x', password: NEW_PASSWORD }));
        expect(error.code).to.equal('forbidden');
      }
    });
  });

  describe('updateUser', () => {
    it('tells the one who opened the form before somebody else saved', async () => {
      await updateUser(cast.asha, cast.rosa.id, { firstName: 'Rosalind' }, 0);
      const error = await refusal(updateUser(cast.asha, cast.rosa.id, { lastName: 'X' }, 0));
      expect(error.code).to.equal('conflict');
      expect(await User.findByPk(cast.rosa.id)).to.include({
        firstName: 'Rosalind',
        lastName: 'Reporter',
        version: 1,
      });
    });

    it('lets one of 20 who saved at once through and tells 19', async () => {
      const attempts = Array.from({ length: 20 }, (_, i) =>
        updateUser(cast.asha, cast.rosa.id, { lastName: `L${i}` }, 0),
      );
      const results = await Promise.allSettled(attempts);
      expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      expect((await User.findByPk(cast.rosa.id))?.version).to.equal(1);
    });

    it('does not count a save that changes nothing', async () => {
      await updateUser(cast.asha, cast.rosa.id, {
        firstName: 'Rosa',
        groupIds: [],
        profile: { phoneNumber: '' },
      });
      expect((await User.findByPk(cast.rosa.id))?.version).to.equal(0);
    });

    it('ends the sessions of a person who is deactivated or gets another password', async () => {
      for (const changes of [{ isActive: false }, { password: NEW_PASSWORD }]) {
        await openSession(cast.rosa.id);
        await updateUser(cast.asha, cast.rosa.id, changes);
        expect(await Session.count()).to.equal(0);
      }
      expect((await User.scope('withPassword').findByPk(cast.rosa.id))?.sessionVersion).to.equal(2);
    });
  });

  describe('the last superuser', () => {
    it('keeps the flag, the activity and the account', async () => {
      const root = await buildUser({ username: 'root', isSuperuser: true });
      for (const changes of [{ isSuperuser: false }, { isActive: false }]) {
        expect((await refusal(updateUser(cast.asha, root.id, changes))).message).to.match(
          /last active superuser/,
        );
      }
      expect((await refusal(deleteUsers(cast.asha, [root.id]))).message).to.match(/last active superuser/);
      expect(await User.findByPk(root.id)).to.include({ isSuperuser: true, isActive: true });
    });

    it('remains when two demote each other in the same instant', async () => {
      const one = await buildActor({ username: 'one', isSuperuser: true });
      const two = await buildActor({ username: 'two', isSuperuser: true });
      const results = await Promise.allSettled([
        updateUser(one, two.id, { isSuperuser: false }),
        updateUser(two, one.id, { isSuperuser: false }),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      expect(await User.count({ where: { isSuperuser: true } })).to.equal(1);
    });
  });

  describe('setActive', () => {
    it('says who was done and who was refused', async () => {
      const { done, refused } = await setActive(cast.asha, [cast.asha.id, cast.rosa.id], false);
      expect(done).to.deep.equal([cast.rosa.id]);
      expect(refused).to.deep.equal([
        { id: cast.asha.id, name: 'Asha Admin', reason: 'You cannot deactivate yourself.' },
      ]);
      expect(await loadActor(cast.rosa.id)).to.equal(undefined);
      expect(await loadActor(cast.asha.id)).to.not.equal(undefined);
    });

    it('is for Admins', async () => {
      expect((await refusal(setActive(cast.amir, [cast.rosa.id], false))).code).to.equal('forbidden');
    });
  });

  describe('deleteUsers', () => {
    it('takes profile, memberships and sessions along', async () => {
      await openSession(cast.elena.id);
      await deleteUsers(cast.asha, [cast.elena.id]);
      expect(await UserProfile.count({ where: { userId: cast.elena.id } })).to.equal(0);
      expect(await UserGroup.count({ where: { userId: cast.elena.id } })).to.equal(0);
      expect(await Session.count()).to.equal(0);
    });

    it('refuses somebody whose only trace is a remark', async () => {
      const { id: complaintId } = await fileFor(cast.rosa.id);
      await writtenByHand(() =>
        Remark.create({ complaintId, eventId: 1, authorId: cast.emil.id, text: 'Seen.' }),
      );
      expect((await refusal(deleteUsers(cast.asha, [cast.emil.id]))).message).to.equal(
        '1 message refers to them, so they cannot be deleted. Deactivate them instead.',
      );
    });

    it('refuses oneself and people with complaints, and then deletes nobody', async () => {
      await fileFor(cast.rosa.id, cast.elena.id);
      const before = await User.count();
      expect((await refusal(deleteUsers(cast.asha, [cast.asha.id]))).message).to.equal(
        'You cannot delete yourself.',
      );
      const error = await refusal(deleteUsers(cast.asha, [cast.sam.id, cast.rosa.id, cast.elena.id]));
      expect(error.message).to.equal(
        '1 filed complaint and 1 assigned complaint refer to Elena Engineer, Rosa Reporter, so none of them can be deleted. Deactivate them instead.',
      );
      expect((await refusal(deleteUsers(cast.asha, [cast.sam.id, 999_999]))).code).to.equal('not_found');
      expect(await User.count()).to.equal(before);
    });
  });

  describe('passwords', () => {
    it('are set by Admins only, checked, and end the sessions', async () => {
      expect((await refusal(setPassword(cast.amir, cast.rosa.id, NEW_PASSWORD))).code).to.equal('forbidden');
      expect((await refusal(setPassword(cast.asha, cast.rosa.id, 'rosa'))).fields).to.have.keys('password');
      await openSession(cast.rosa.id);
      await setPassword(cast.asha, cast.rosa.id, NEW_PASSWORD);
      const user = await User.scope('withPassword').findByPk(cast.rosa.id, { rejectOnEmpty: true });
      expect(await verifyPassword(NEW_PASSWORD, user.passwordHash)).to.equal(true);
      expect(await Session.count()).to.equal(0);
    });

    it('are checked against the person as they are stored and as they will be, whichever way they are set', async () => {
      const own = ['Rosa-2024-2025', 'rosa@alphalab.example'];
      for (const password of own) {
        const told = await refusal(setPassword(cast.asha, cast.rosa.id, password));
        expect(told.fields, password).to.have.keys('password');
      }
      for (const [changes, password] of [
        [{}, 'rosa12345678'],
        [{ email: '' }, 'rosa12345678'],
        [{ username: 'wilhelmina' }, 'Wilhelmina-99'],
        [{ email: 'nightshade@x.example' }, 'nightshade99'],
      ] as const) {
        const told = await refusal(updateUser(cast.asha, cast.rosa.id, { ...changes, password }));
        expect(told.fields, password).to.have.keys('password');
      }
      const created = createUser(cast.asha, { username: 'wilhelmina', password: 'wilhelmina12' });
      expect((await refusal(created)).fields).to.have.keys('password');
      const user = await User.scope('withPassword').findByPk(cast.rosa.id, { rejectOnEmpty: true });
      expect(await verifyPassword(PASSWORD, user.passwordHash)).to.equal(true);
    });

    it('are changed by their owner with the present one', async () => {
      const change = (input: Record<string, string>) =>
        changeOwnPassword(cast.rosa, {
          currentPassword: PASSWORD,
          newPassword: NEW_PASSWORD,
          repeatPassword: NEW_PASSWORD,
          ...input,
        });
      expect((await refusal(change({ currentPassword: 'wrong one here' }))).fields).to.have.keys(
        'currentPassword',
      );
      expect((await refusal(change({ repeatPassword: 'something else' }))).fields).to.have.keys(
        'repeatPassword',
      );
      const weak = { newPassword: 'password123', repeatPassword: 'password123' };
      expect((await refusal(change(weak))).fields).to.have.keys('newPassword');
      await change({});
      const user = await User.scope('withPassword').findByPk(cast.rosa.id, { rejectOnEmpty: true });
      expect(await verifyPassword(NEW_PASSWORD, user.passwordHash)).to.equal(true);
    });

    it('never leave the model', async () => {
      const user = await User.scope('withPassword').findByPk(cast.rosa.id);
      expect(JSON.stringify(user)).to.not.contain('$2').and.not.contain('sessionVersion');
      expect(JSON.stringify(await User.findAll())).to.not.contain('$2');
    });
  });

  it('own profile: phone number and notifications, nothing else', async () => {
    await updateOwnProfile(cast.rosa, { phoneNumber: ' 555 ', emailNotifications: false });
    expect(await getOwnProfile(cast.rosa)).to.include({ phoneNumber: '555', emailNotifications: false });
    const more = { phoneNumber: '1', emailNotifications: true, mainPortalId: 'X' };
    expect((await refusal(updateOwnProfile(cast.rosa, more))).code).to.equal('invalid_input');
  });
});
