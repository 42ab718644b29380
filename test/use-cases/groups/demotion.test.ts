import { AsyncResource } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { database } from '../../../src/database/connect.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { Group } from '../../../src/models/group.ts';
import { UserGroup } from '../../../src/models/user-group.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { operator, type Person } from '../../../src/policies/actor.ts';
import type { Permission } from '../../../src/policies/permissions.ts';
import { updateApiClient } from '../../../src/use-cases/api-clients/update-api-client.ts';
import { assignComplaint } from '../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { claimComplaint } from '../../../src/use-cases/complaints/steps/claim-complaint.ts';
import { reopenComplaint } from '../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { erasePerson } from '../../../src/use-cases/erasure/erase-person.ts';
import { assignGroups } from '../../../src/use-cases/groups/assign-groups.ts';
import { deleteGroups } from '../../../src/use-cases/groups/delete-groups.ts';
import { setPermissions } from '../../../src/use-cases/groups/set-permissions.ts';
import { deleteUsers } from '../../../src/use-cases/people/delete-users.ts';
import { setActive } from '../../../src/use-cases/people/set-active.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { mapGroups } from '../../../src/use-cases/single-sign-on/map-groups.ts';
import { buildApiClient } from '../../factories/api-clients.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildGroup, groupNamed } from '../../factories/groups.ts';
import { buildActor, buildCast, buildUser, type Cast } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';
import { journal } from '../../support/journal.ts';

const WORK: readonly Permission[] = ['panel.open', 'complaints.view', 'complaints.work'];

/** Does `first` and begins `second` while the transaction of the first is still open; whatever they come to. */
async function overlap(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  const beside = AsyncResource.bind(second);
  let later: Promise<unknown> = Promise.resolve();
  await inTransaction(async () => {
    await first();
    later = beside();
    later.catch(() => undefined);
    await delay(150);
  });
  await Promise.allSettled([later]);
}

describe('who cannot work on complaints any more', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
    await buildGroup('Field', WORK);
  });

  const stateOf = async (id: number) => {
    const complaint = await Complaint.findByPk(id, { include: ['status'], rejectOnEmpty: true });
    return [complaint.assigneeId, complaint.status?.code];
  };

  async function take(name: string): Promise<void> {
    const { id, version } = await groupNamed(name);
    await setPermissions(cast.asha, {
      groups: [{ id, version, permissions: ['panel.open', 'complaints.view'] }],
    });
  }

  const ways: [string, (userId: number) => Promise<unknown>][] = [
    ['groups are set', (id) => assignGroups(cast.asha, { userIds: [id], groupIds: [] })],
    [
      'groups are removed from many',
      async (id) => {
        const groupIds = [(await groupNamed('Field')).id];
        return assignGroups(cast.asha, { userIds: [id, cast.rosa.id], groupIds, mode: 'remove' });
      },
    ],
    ['the form is saved', (id) => updateUser(cast.asha, id, { groupIds: [] })],
    ['the group is deleted', async () => deleteGroups(cast.asha, [(await groupNamed('Field')).id])],
    ['the group loses the right', () => take('Field')],
    ['they are deactivated', (id) => setActive(cast.asha, [id], false)],
    ['the form deactivates them', (id) => updateUser(cast.asha, id, { isActive: false })],
  ];
  for (const [way, demote] of ways) {
    it(`gives open work back when ${way}, in the name of who did it`, async () => {
      const frida = await buildUser({ username: 'frida', groups: ['Field'] });
      const open = await buildComplaint({ assignee: frida, status: 'in_progress' });
      const waiting = await buildComplaint({ assignee: frida, status: 'waiting' });
      const done = await buildComplaint({ assignee: frida, status: 'resolved' });
      const others = await buildComplaint({ assignee: cast.elena, status: 'assigned' });
      await demote(frida.id);
      expect(await stateOf(open.id)).to.deep.equal([null, 'open']);
      expect(await stateOf(waiting.id)).to.deep.equal([null, 'open']);
      expect(await stateOf(done.id)).to.deep.equal([frida.id, 'resolved']);
      expect(await stateOf(others.id)).to.deep.equal([cast.elena.id, 'assigned']);
      const [taken] = await journal({ complaintId: open.id, name: 'complaint.unassigned' });
      expect(taken?.actorId).to.equal(cast.asha.id);
      expect(taken?.details.changes).to.have.nested.property('assignee.from.name', 'frida');
    });
  }

  const person = () => buildUser({ groups: ['Field'] });
  const program = () => buildApiClient({ groups: ['Field'], takesWork: true });
  const others: [string, () => Promise<{ id: number }>, (id: number) => Promise<unknown>][] = [
    ['a program is to take none', program, (id) => updateApiClient(cast.asha, id, { takesWork: false })],
    ['a program leaves its groups', program, (id) => updateApiClient(cast.asha, id, { groupIds: [] })],
    ['a program is deactivated', program, (id) => updateApiClient(cast.asha, id, { isActive: false })],
    [
      'they are erased',
      () => buildUser({ username: 'frida', groups: ['Field'] }),
      (id) => erasePerson(cast.asha, id, { name: 'frida' }),
    ],
    [
      'a sign-in elsewhere takes the group',
      person,
      (id) => mapGroups(id, [], [{ group: 'Field', named: 'field' }]),
    ],
  ];
  for (const [way, build, demote] of others) {
    it(`gives open work back when ${way}`, async () => {
      const worker = await build();
      const open = await buildComplaint({ assignee: worker, status: 'in_progress' });
      await demote(worker.id);
      expect(await stateOf(open.id)).to.deep.equal([null, 'open']);
    });
  }

  it('keeps the work of whom another group lets work', async () => {
    const frida = await buildUser({ groups: ['Field', GROUP.engineer] });
    const open = await buildComplaint({ assignee: frida, status: 'in_progress' });
    await assignGroups(cast.asha, {
      userIds: [frida.id],
      groupIds: [(await groupNamed('Field')).id],
      mode: 'remove',
    });
    await deleteGroups(cast.asha, [(await groupNamed('Field')).id]);
    expect(await stateOf(open.id)).to.deep.equal([frida.id, 'in_progress']);
  });

  it('cannot be assigned nor claim, and does not get back what is reopened', async () => {
    const frida = await buildActor({ groups: ['Field'] });
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: frida, status: 'resolved' });
    const open = await buildComplaint();
    await take('Field');
    const given = refusal(assignComplaint(cast.asha, { id: open.id, assigneeId: frida.id }));
    expect((await given).fields).to.have.keys('assigneeId');
    // As an actor of a moment ago.
    expect((await refusal(claimComplaint(frida, { id: open.id }))).code).to.equal('invalid_input');
    await reopenComplaint(cast.rosa, { id, remark: 'Still torn.' }, 7);
    expect((await stateOf(id))[0]).to.equal(null);
  });

  const gains: [string, (frida: Person, id: number) => Promise<unknown>][] = [
    ['is assigned to them', ({ id: assigneeId }, id) => assignComplaint(cast.asha, { id, assigneeId })],
    ['they claim', (frida, id) => claimComplaint(frida, { id })],
    ['is reopened', (_frida, id) => reopenComplaint(cast.rosa, { id, remark: 'Still torn.' }, 7)],
  ];
  for (const [what, gain] of gains) {
    it(`keep nothing that ${what} meanwhile, whichever begins first`, async () => {
      const isAssigned = what === 'is assigned to them';
      for (const [way, demote] of isAssigned ? ways : ways.slice(0, 1)) {
        for (const gainsFirst of [true, false]) {
          await UserGroup.destroy({ where: {} });
          await Group.destroy({ where: { name: 'Field' } });
          await buildGroup('Field', WORK);
          const frida = await buildActor({ groups: ['Field'] });
          const isReopened = what === 'is reopened';
          const { id } = await buildComplaint({
            reporter: cast.rosa,
            ...(isReopened ? { assignee: frida, status: 'resolved' as const } : {}),
          });
          const both = [() => gain(frida, id), () => demote(frida.id)] as const;
          await (gainsFirst ? overlap(...both) : overlap(both[1], both[0]));
          const told = `${way}, ${gainsFirst ? 'after' : 'before'} it`;
          const code = isReopened && !gainsFirst ? 'in_progress' : 'open';
          expect(await stateOf(id), told).to.deep.equal([null, code]);
        }
      }
    });
  }

  it('never keeps what is assigned at the very moment', async function atOnce() {
    this.timeout(60_000);
    for (let round = 0; round < 4; round += 1) {
      const frida = await buildUser({ groups: ['Field'] });
      const complaints = [await buildComplaint(), await buildComplaint(), await buildComplaint()];
      const { id: groupId, version } = await groupNamed('Field');
      const permissions = round % 2 === 0 ? WORK.slice(0, 2) : [...WORK];
      await Promise.allSettled([
        ...complaints.map(({ id }) => assignComplaint(cast.asha, { id, assigneeId: frida.id })),
        round % 2 === 0
          ? setPermissions(operator, { groups: [{ id: groupId, version, permissions: [...permissions] }] })
          : assignGroups(cast.asha, { userIds: [frida.id], groupIds: [] }),
      ]);
      expect(await Complaint.count({ where: { assigneeId: frida.id } }), `round ${round}`).to.equal(0);
      const now = await groupNamed('Field');
      await setPermissions(operator, {
        groups: [{ id: now.id, version: now.version, permissions: [...WORK] }],
      });
    }
  });
});

describe('the last who may edit permissions', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  const keep = 'Nobody would be left who may edit permissions.';
  const ways: [string, (id: number) => Promise<unknown>][] = [
    ['groups are set', (id) => assignGroups(operator, { userIds: [id], groupIds: [] })],
    ['the form is saved', (id) => updateUser(operator, id, { groupIds: [] })],
    ['they are deactivated', (id) => updateUser(operator, id, { isActive: false })],
    ['they are deleted', (id) => deleteUsers(operator, [id])],
    [
      'the group loses the right',
      async () => {
        const { id, version } = await groupNamed(GROUP.admin);
        return setPermissions(operator, { groups: [{ id, version, permissions: ['panel.open'] }] });
      },
    ],
  ];
  for (const [way, demote] of ways) {
    it(`stays when ${way}`, async () => {
      await buildUser({ groups: [GROUP.admin], isActive: false });
      expect((await refusal(demote(cast.asha.id))).message).to.include(keep);
      await buildUser({ isSuperuser: true });
      await demote(cast.asha.id);
    });
  }

  it('stays when their group is deleted, or a superuser’s flag taken', async () => {
    const { id } = await buildGroup('Keepers', ['permissions.edit']);
    await buildUser({ groups: ['Keepers'] });
    await assignGroups(operator, { userIds: [cast.asha.id], groupIds: [] });
    expect((await refusal(deleteGroups(operator, [id]))).message).to.include(keep);
    const root = await buildUser({ isSuperuser: true });
    await deleteGroups(operator, [id]);
    await buildUser({ isSuperuser: true, isActive: false });
    expect((await refusal(updateUser(operator, root.id, { isSuperuser: false }))).code).to.equal('conflict');
  });

  it('of two is left one, however they are taken away at once', async function atOnce() {
    this.timeout(60_000);
    for (let round = 0; round < 3; round += 1) {
      const bela = await buildUser({ groups: [GROUP.admin] });
      const results = await Promise.allSettled([
        round === 1
          ? updateUser(operator, cast.asha.id, { isActive: false })
          : assignGroups(operator, { userIds: [cast.asha.id], groupIds: [] }),
        round === 2 ? deleteUsers(operator, [bela.id]) : updateUser(operator, bela.id, { groupIds: [] }),
      ]);
      expect(
        results.map(({ status }) => status),
        `round ${round}`,
      ).to.have.members(['fulfilled', 'rejected']);
      await updateUser(operator, cast.asha.id, {
        isActive: true,
        groupIds: [(await groupNamed(GROUP.admin)).id],
      });
      await database().query('DELETE FROM user_groups WHERE user_id = :id', {
        replacements: { id: bela.id },
      });
    }
  });
});
