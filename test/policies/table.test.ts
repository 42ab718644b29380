import { expect } from 'chai';
import { Op } from 'sequelize';
import { operator, type Actor } from '../../src/policies/actor.ts';
import { complaintPolicy } from '../../src/policies/complaint.ts';
import { groupPolicy } from '../../src/policies/group.ts';
import { jobPolicy } from '../../src/policies/job.ts';
import { outboxPolicy } from '../../src/policies/outbox.ts';
import { receivedMailPolicy } from '../../src/policies/received-mail.ts';
import { mayOpenPanel } from '../../src/policies/panel.ts';
import { nothing } from '../../src/policies/policy.ts';
import { referenceDataPolicy } from '../../src/policies/reference-data.ts';
import { userPolicy } from '../../src/policies/user.ts';
import { KINDS } from '../factories/actors.ts';

const KIND_NAMES = ['admin', 'amcAdmin', 'engineer', 'staff'] as const;

/** For each of admin, AMC admin, engineer and staff: may they? */
function verdicts(question: (actor: Actor) => boolean): string {
  return KIND_NAMES.map((kind) => (question(KINDS[kind]()) ? 'yes' : 'no')).join(' ');
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
    ['see jobs', 'yes no no no', (actor) => jobPolicy.may(actor, 'list')],
    ['run a job again', 'yes no no no', (actor) => jobPolicy.may(actor, 'runAgain', { state: 'dead' })],
    [
      'run a running job again',
      'no no no no',
      (actor) => jobPolicy.may(actor, 'runAgain', { state: 'running' }),
    ],
    ['see mails', 'yes no no no', (actor) => outboxPolicy.may(actor, 'list')],
    ['see received mails', 'yes no no no', (actor) => receivedMailPolicy.may(actor, 'list')],
    ['send a mail again', 'yes no no no', (actor) => outboxPolicy.may(actor, 'sendAgain', { state: 'dead' })],
    ['send a mail twice', 'no no no no', (actor) => outboxPolicy.may(actor, 'sendAgain', { state: 'sent' })],
    ['edit a job', 'no no no no', (actor) => jobPolicy.may(actor, 'update')],
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
    expect(userPolicy.visibleTo(KINDS.engineer())).to.equal(nothing);
    expect(groupPolicy.visibleTo(KINDS.amcAdmin())).to.equal(nothing);
    expect(referenceDataPolicy.visibleTo(KINDS.staff())).to.equal(nothing);
    const [own, followed, ...others] = Object(complaintPolicy.visibleTo(KINDS.staff()))[Op.or] as object[];
    expect(own).to.deep.equal({ reporterId: 7 });
    expect(Object.keys(followed ?? {})).to.deep.equal(['id']);
    expect(others).to.deep.equal([]);
    expect(complaintPolicy.visibleTo(operator)).to.not.equal(nothing);
  });

  it('answers at once, never with a promise', () => {
    for (const [, , question] of table) expect(question(KINDS.admin())).to.be.a('boolean');
  });
});
