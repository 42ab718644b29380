import { expect } from 'chai';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { Notification } from '../../src/models/notification.ts';
import { SignInIdentity } from '../../src/models/sign-in-identity.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { User } from '../../src/models/user.ts';
import { operator } from '../../src/policies/actor.ts';
import { loadActor } from '../../src/use-cases/people/load-actor.ts';
import { setActive } from '../../src/use-cases/people/set-active.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { buildComplaint } from '../factories/complaints.ts';
import type { TestApp } from '../support/app.ts';
import { forgedSignIn, type ForgedSignIn } from '../support/forged-sign-in.ts';
import { journal } from '../support/journal.ts';

describe('whom single sign-on lets in', function suite() {
  this.timeout(60_000);
  let forging: ForgedSignIn;
  let byEmail: TestApp;
  let creating: TestApp;
  let byPortalId: TestApp;
  let mapping: TestApp;
  let cast: Cast;

  before(async () => {
    forging = await forgedSignIn();
    byEmail = await forging.app();
    creating = await forging.app({ OIDC_CREATE: 'on' });
    byPortalId = await forging.app({
      OIDC_MATCH: 'portal_id',
      OIDC_PORTAL_ID_CLAIM: 'employee',
      OIDC_CREATE: 'on',
    });
    mapping = await forging.app({
      OIDC_CREATE: 'on',
      OIDC_GROUPS: 'Admin=it-admins; engineer=it-engineers; Engineer=it-helpers; Gone=gone',
    });
  });
  after(() => forging.stop());
  beforeEach(async () => {
    cast = await buildCast();
  });

  const come = (app: TestApp, claims: Record<string, unknown>) => forging.comeBack(app.client(), { claims });
  const opened = async () => (await journal({ name: 'session.opened' })).map(({ actorId }) => actorId);
  const lastRefusal = async () => {
    const refused = (await journal({ name: 'session.refused' })).at(-1);
    return [refused?.details.reason, refused?.subjectId];
  };
  const someone = { sub: 'n-1', email: 'nina@alphalab.example' };

  describe('of those who are here', () => {
    it('is nobody where two active people have the address, and one where only one of them is active', async () => {
      const double = await buildUser({ username: 'rosa2', email: 'ROSA@alphalab.example' });
      const answer = await come(creating, {});
      expect([answer.status, ...(await lastRefusal())]).to.deep.equal([409, 'sso_ambiguous', null]);
      await setActive(operator, [double.id], false);
      expect((await come(creating, {})).status).to.equal(303);
      expect(await opened()).to.deep.equal([cast.rosa.id]);
    });

    it('is nobody inactive, and no second one is created for them', async () => {
      await setActive(operator, [cast.rosa.id], false);
      const answer = await come(creating, {});
      expect([answer.status, ...(await lastRefusal())]).to.deep.equal([403, 'sso_inactive', cast.rosa.id]);
      expect(await User.count()).to.equal(6);
    });

    it('is nobody whose address only looks like theirs', async () => {
      const answer = await come(creating, { email: 'ｒosa@alphalab.example' });
      expect(answer.status).to.equal(409);
      expect(await SignInIdentity.count()).to.equal(0);
    });

    it('is nobody who came with another account before, as addresses go on to others', async () => {
      await come(byEmail, {});
      const answer = await come(byEmail, { sub: 'r-2' });
      expect(answer.status).to.equal(409);
      expect(answer.text).to.contain('belongs to another sign-in');
      expect(await lastRefusal()).to.deep.equal(['sso_linked_otherwise', cast.rosa.id]);
      expect(await opened()).to.deep.equal([cast.rosa.id]);
    });

    it('tells subjects apart that differ in letter case, and people who come at once are linked once', async () => {
      const answers = await Promise.all([1, 2, 3, 4].map(() => come(byEmail, {})));
      expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303]);
      expect(await SignInIdentity.count()).to.equal(1);
      expect((await come(byEmail, { sub: 'R-1' })).status).to.equal(409);
      expect((await come(byEmail, { sub: 'r-1 ' })).status).to.equal(409);
    });

    it('is whoever has the main portal ID, as text or number', async () => {
      await updateUser(operator, cast.sam.id, { profile: { mainPortalId: '4711' } });
      expect((await come(byPortalId, { employee: 4711 })).status).to.equal(303);
      expect(await opened()).to.deep.equal([cast.sam.id]);
      const answer = await come(byPortalId, { sub: 'r-2' });
      expect([answer.status, ...(await lastRefusal())]).to.deep.equal([403, 'sso_no_portal_id', null]);
    });
  });

  describe('of those who are new', () => {
    it('is nobody, unless people are created', async () => {
      const answer = await come(byEmail, someone);
      expect([answer.status, ...(await lastRefusal())]).to.deep.equal([403, 'sso_unknown', null]);
      expect(answer.text).to.contain('You have no account here yet');
    });

    it('is created with profile and names, without a password and a link to set one', async () => {
      const claims = {
        ...someone,
        preferred_username: 'nina',
        given_name: ' Nina\u0007 ',
        family_name: 'New',
      };
      const answer = await come(creating, claims);
      expect([answer.status, answer.location]).to.deep.equal([303, '/']);
      const nina = await User.scope('withPassword').findOne({
        where: { username: 'nina' },
        rejectOnEmpty: true,
      });
      expect(nina).to.include({ firstName: 'Nina', lastName: 'New', email: someone.email, passwordHash: '' });
      expect(nina).to.include({ isSuperuser: false, isActive: true });
      expect(await UserProfile.count({ where: { userId: nina.id } })).to.equal(1);
      expect(await Notification.count()).to.equal(0);
      const events = await journal();
      expect(events.map(({ name, actorName }) => [name, actorName])).to.deep.equal([
        ['user.created', 'Single sign-on'],
        ['user.linked', 'Nina New'],
        ['session.opened', 'Nina New'],
      ]);
      expect((await come(creating, claims)).status).to.equal(303);
      expect(await User.count()).to.equal(7);
    });

    it('is created once, however many of their tabs come at once', async () => {
      const answers = await Promise.all([1, 2, 3].map(() => come(creating, someone)));
      expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303]);
      expect(await User.count()).to.equal(7);
      expect((await User.findOne({ where: { email: someone.email } }))?.username).to.equal('nina');
    });

    it('has no name of somebody else, whose account stays theirs', async () => {
      for (const name of ['asha', 'ASHA', 'аsha']) {
        const answer = await come(creating, { ...someone, preferred_username: name });
        expect(answer.status, name).to.equal(409);
        expect(answer.text).to.contain('could not be made');
      }
      for (const name of ['sam@alphalab.example', 'ｓam＠alphalab.example']) {
        const byName = await come(creating, { ...someone, preferred_username: name });
        expect(byName.status, `the address of somebody else: ${name}`).to.equal(409);
      }
      expect(await User.count()).to.equal(6);
      expect(await lastRefusal()).to.deep.equal(['sso_not_created', null]);
    });

    it('has a name that can be stored', async () => {
      for (const name of ['CORP\\nina', 'nina nina', 'n'.repeat(151)])
        expect((await come(creating, { ...someone, preferred_username: name })).status, name).to.equal(409);
      expect((await come(creating, { ...someone, preferred_username: ['nina'] })).status).to.equal(303);
    });

    it('gets no address that nobody verified, and none of somebody else', async () => {
      const unverified = { email: 'nina@alphalab.example', email_verified: false, employee: 'N1' };
      const nina = { ...someone, ...unverified, preferred_username: 'nina' };
      expect((await come(byPortalId, nina)).status).to.equal(303);
      expect((await User.findOne({ where: { username: 'nina' } }))?.email).to.equal('');
      const [profile] = await UserProfile.findAll({ where: { mainPortalId: 'N1' } });
      expect(profile?.userId).to.equal((await User.findOne({ where: { username: 'nina' } }))?.id);
      const other = {
        sub: 'n-2',
        employee: 'N2',
        preferred_username: 'nina2',
        email: 'rosa@alphalab.example',
      };
      const answer = await come(byPortalId, other);
      expect(answer.status).to.equal(409);
      expect(answer.text).to.contain('Somebody else here has your e-mail address');
    });
  });

  describe('and into which groups', () => {
    const groupsOf = async (userId: number): Promise<string[]> => {
      const rows = await UserGroup.findAll({ where: { userId } });
      const groups = await Group.findAll({
        where: { id: rows.map(({ groupId }) => groupId) },
        order: ['name'],
      });
      return groups.map(({ name }) => name);
    };
    const comeAs = (name: string, groups: unknown, more = {}) =>
      come(mapping, { sub: name, email: `${name}@alphalab.example`, groups, ...more });

    it('puts them as they are told, at each sign-in, and leaves all other groups alone', async () => {
      await updateUser(operator, cast.rosa.id, {
        groupIds: [(await Group.findOne({ where: { name: GROUP.amcAdmin }, rejectOnEmpty: true })).id],
      });
      expect((await comeAs('rosa', ['it-helpers', 'staff', 7, null])).location).to.equal('/admin');
      expect(await groupsOf(cast.rosa.id)).to.deep.equal(['AMC Admin', 'Engineer']);
      const changed = (await journal({ name: 'user.updated' })).at(-1);
      expect(changed).to.deep.include({
        actorId: null,
        actorName: 'Single sign-on',
        subjectId: cast.rosa.id,
      });
      expect(changed?.details).to.have.nested.property('changes.groups.to.length', 2);
      await comeAs('rosa', []);
      expect(await groupsOf(cast.rosa.id)).to.deep.equal(['AMC Admin']);
      const times = (await journal({ name: 'user.updated' })).length;
      await comeAs('rosa', 'staff');
      expect((await journal({ name: 'user.updated' })).length, 'nothing changed').to.equal(times);
    });

    const claims: readonly (readonly [what: string, groups: unknown, more: object, expected: string[]])[] = [
      ['a text', 'it-engineers', {}, ['Engineer']],
      ['nothing', undefined, {}, []],
      ['null', null, {}, []],
      ['very many', [...Array.from({ length: 20_000 }, (_, n) => `g${n}`), 'it-engineers'], {}, ['Engineer']],
      ['a name in other letters', ['IT-ENGINEERS'], {}, []],
      ['more than there is room for', undefined, { _claim_names: { groups: 'src1' } }, ['Engineer']],
      ['more than there is room for, in the short form', undefined, { hasgroups: true }, ['Engineer']],
    ];
    for (const [what, groups, more, expected] of claims)
      it(`understands ${what}`, async () => {
        expect((await comeAs('elena', groups, more)).status).to.equal(303);
        expect(await groupsOf(cast.elena.id)).to.deep.equal(expected);
      });

    it('lets nobody in by what is no list', async () => {
      expect((await comeAs('elena', { admin: true })).status).to.equal(502);
      expect(await groupsOf(cast.elena.id)).to.deep.equal(['Engineer']);
    });

    it('gives open work back of who cannot have any more', async () => {
      const complaint = await buildComplaint({ assignee: cast.elena, reporter: cast.rosa });
      await comeAs('elena', []);
      await complaint.reload();
      expect(complaint.assigneeId).to.equal(null);
      const [event] = await journal({ name: 'complaint.unassigned' });
      expect([event?.actorName, event?.details.because]).to.deep.equal(['Single sign-on', 'left']);
    });

    it('takes no groups from whoever alone may edit permissions, and gives them those they have come into', async () => {
      const answer = await comeAs('asha', ['it-engineers']);
      expect(answer.status).to.equal(303);
      expect(await groupsOf(cast.asha.id)).to.deep.equal(['Admin', 'Engineer']);
      expect((await journal({ name: 'session.opened' }))[0]?.details).to.include({ keptGroups: true });
      await buildUser({ username: 'ada', groups: [GROUP.admin] });
      await comeAs('asha', ['it-engineers']);
      expect(await groupsOf(cast.asha.id)).to.deep.equal(['Engineer']);
    });

    it('never touches the flag of superusers', async () => {
      const root = await buildUser({ username: 'root', isSuperuser: true });
      await comeAs('root', []);
      expect((await loadActor(root.id))?.actor.permissions.has('people.security')).to.equal(true);
    });

    it('puts somebody new straight where they belong', async () => {
      expect((await comeAs('nina', ['it-admins', 'gone'])).location).to.equal('/admin');
      const nina = await User.findOne({ where: { username: 'nina' }, rejectOnEmpty: true });
      expect(await groupsOf(nina.id)).to.deep.equal(['Admin']);
    });
  });
});
