import { expect } from 'chai';
import { accessLevel, operator, roleOf, type Actor, type Role } from '../../src/policies/actor.ts';
import { complaintPolicy } from '../../src/policies/complaint.ts';
import { groupPolicy } from '../../src/policies/group.ts';
import { mayOpenPanel } from '../../src/policies/panel.ts';
import { nothing } from '../../src/policies/policy.ts';
import { referenceDataPolicy } from '../../src/policies/reference-data.ts';
import { userPolicy } from '../../src/policies/user.ts';

const ROLES: readonly Role[] = ['admin', 'amcAdmin', 'engineer', 'staff'];

function actorOf(role: Role): Actor {
  return { id: 7, role, name: role, username: role, accessLevel: role };
}

/** For each of admin, AMC admin, engineer and staff: may they? */
function verdicts(question: (actor: Actor) => boolean): string {
  return ROLES.map((role) => (question(actorOf(role)) ? 'yes' : 'no')).join(' ');
}

describe('the policy table', () => {
  const other = { id: 8 };
  const own = { reporterId: 7, assigneeId: null };
  const foreign = { reporterId: 8, assigneeId: null };

  const table: [string, string, (actor: Actor) => boolean][] = [
    ['file a complaint', 'yes yes yes yes', (actor) => complaintPolicy.may(actor, 'create')],
    ['see their own', 'yes yes yes yes', (actor) => complaintPolicy.may(actor, 'read', own)],
    ["see others' complaints", 'yes yes yes no', (actor) => complaintPolicy.may(actor, 'read', foreign)],
    ['edit a complaint', 'yes yes no no', (actor) => complaintPolicy.may(actor, 'update', foreign)],
    ['delete a complaint', 'yes no no no', (actor) => complaintPolicy.may(actor, 'delete', foreign)],
    ['open the panel', 'yes yes yes no', mayOpenPanel],
    ['list users', 'yes yes no no', (actor) => userPolicy.may(actor, 'list')],
    ['read a user', 'yes yes no no', (actor) => userPolicy.may(actor, 'read', other)],
    ['create a user', 'yes no no no', (actor) => userPolicy.may(actor, 'create')],
    ['edit a user', 'yes no no no', (actor) => userPolicy.may(actor, 'update', other)],
    ['delete a user', 'yes no no no', (actor) => userPolicy.may(actor, 'delete', other)],
    ['assign groups', 'yes no no no', (actor) => userPolicy.may(actor, 'assignGroups', other)],
    ['make a superuser', 'yes no no no', (actor) => userPolicy.may(actor, 'setSuperuser', other)],
    ['deactivate a user', 'yes no no no', (actor) => userPolicy.may(actor, 'setActive', other)],
    ["set another's password", 'yes no no no', (actor) => userPolicy.may(actor, 'setPassword', other)],
    ['delete oneself', 'no no no no', (actor) => userPolicy.may(actor, 'delete', { id: 7 })],
    ['deactivate oneself', 'no no no no', (actor) => userPolicy.may(actor, 'setActive', { id: 7 })],
    ['read reference data', 'yes yes yes no', (actor) => referenceDataPolicy.may(actor, 'list')],
    ['create reference data', 'yes yes no no', (actor) => referenceDataPolicy.may(actor, 'create')],
    ['edit reference data', 'yes yes no no', (actor) => referenceDataPolicy.may(actor, 'update')],
    ['delete reference data', 'yes no no no', (actor) => referenceDataPolicy.may(actor, 'delete')],
    ['edit groups', 'yes no no no', (actor) => groupPolicy.may(actor, 'update', { name: 'Engineer' })],
    ['delete a group', 'yes no no no', (actor) => groupPolicy.may(actor, 'delete', { name: 'Library' })],
    [
      'delete a built-in group',
      'no no no no',
      (actor) => groupPolicy.may(actor, 'delete', { name: 'engineer' }),
    ],
    [
      'rename a built-in group',
      'no no no no',
      (actor) => groupPolicy.may(actor, 'rename', { name: 'Admin' }),
    ],
  ];

  for (const [what, expected, question] of table) {
    it(`${what}: ${expected}`, () => {
      expect(verdicts(question)).to.equal(expected);
    });
  }

  it('hides rows from those who may not list them', () => {
    expect(userPolicy.visibleTo(actorOf('engineer'))).to.equal(nothing);
    expect(groupPolicy.visibleTo(actorOf('amcAdmin'))).to.equal(nothing);
    expect(referenceDataPolicy.visibleTo(actorOf('staff'))).to.equal(nothing);
    expect(complaintPolicy.visibleTo(actorOf('staff'))).to.deep.equal({ reporterId: 7 });
    expect(complaintPolicy.visibleTo(operator)).to.not.equal(nothing);
  });

  it('answers at once, never with a promise', () => {
    for (const [, , question] of table) expect(question(actorOf('admin'))).to.be.a('boolean');
  });
});

describe('access levels', () => {
  const of = (...names: string[]) => names.map((name) => ({ name }));

  it('come from groups alone, the highest of several, in any spelling', () => {
    expect(accessLevel({ isSuperuser: false, groups: of('Admin') })).to.equal('🔑 Admin');
    expect(accessLevel({ isSuperuser: false, groups: of('engineer', 'AMC ADMIN') })).to.equal('🔧 AMC Admin');
    expect(accessLevel({ isSuperuser: false, groups: of('Engineer', 'Library') })).to.equal('⚙️ Engineer');
    expect(accessLevel({ isSuperuser: false, groups: of('Library') })).to.equal('🚫 No access');
    expect(accessLevel({ isSuperuser: false })).to.equal('🚫 No access');
    expect(accessLevel({ isSuperuser: true, groups: [] })).to.equal('🔑 Admin (superuser)');
    expect(accessLevel({ isSuperuser: true, groups: of('Engineer') })).to.equal('⚙️ Engineer');
  });

  it('make every superuser an Admin for the rules', () => {
    expect(roleOf({ isSuperuser: true, groups: of('Engineer') })).to.equal('admin');
    expect(roleOf({ isSuperuser: false, groups: of('Engineer') })).to.equal('engineer');
    expect(roleOf({ isSuperuser: false, groups: [] })).to.equal('staff');
  });
});
