import { expect } from 'chai';
import { inTransaction } from '../../../src/database/transaction.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import { UserGroup } from '../../../src/models/user-group.ts';
import { operator } from '../../../src/policies/actor.ts';
import { assignGroups } from '../../../src/use-cases/groups/assign-groups.ts';
import { assignSuperuserGroups } from '../../../src/use-cases/groups/assign-superuser-groups.ts';
import { setupGroups } from '../../../src/use-cases/groups/setup-groups.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { buildCast, buildUser, type Cast } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { refusal } from '../../support/refusal.ts';

describe('groups', () => {
  let cast: Cast;
  let ids: Record<string, number>;

  beforeEach(async () => {
    cast = await buildCast();
    ids = Object.fromEntries((await Group.findAll()).map(({ name, id }) => [name, id]));
  });

  const id = (name: string): number => ids[name] ?? 0;
  const level = async (userId: number) => (await loadActor(userId))?.actor.accessLevel;

  it('are set, added and removed, and act at once', async () => {
    const people = [cast.rosa.id, cast.elena.id];
    const change = (mode: 'set' | 'add' | 'remove', ...names: string[]) =>
      assignGroups(cast.asha, { userIds: people, groupIds: names.map(id), mode });
    expect((await change('add', GROUP.amcAdmin)).changedIds).to.have.members(people);
    expect([await level(cast.rosa.id), await level(cast.elena.id)]).to.deep.equal([
      '🔧 AMC Admin',
      '🔧 AMC Admin',
    ]);
    expect((await change('remove', GROUP.amcAdmin)).changedIds).to.have.members(people);
    expect([await level(cast.rosa.id), await level(cast.elena.id)]).to.deep.equal(['Staff', '⚙️ Engineer']);
    expect((await change('set', GROUP.engineer)).changedIds).to.deep.equal([cast.rosa.id]);
    await change('set');
    expect(await UserGroup.count({ where: { userId: people } })).to.equal(0);
  });

  it('refuses an unknown group or person, and then changes nobody', async () => {
    const unknown = { userIds: [cast.rosa.id], groupIds: [id(GROUP.engineer), 999_999] };
    expect((await refusal(assignGroups(cast.asha, unknown))).fields).to.have.keys('groupIds');
    const nobody = { userIds: [cast.rosa.id, 999_999], groupIds: [id(GROUP.engineer)] };
    expect((await refusal(assignGroups(cast.asha, nobody))).code).to.equal('not_found');
    expect(await level(cast.rosa.id)).to.equal('Staff');
  });

  it('are assigned by Admins only', async () => {
    for (const actor of [cast.amir, cast.elena, cast.rosa]) {
      const input = { userIds: [actor.id], groupIds: [id(GROUP.admin)] };
      expect((await refusal(assignGroups(actor, input))).code).to.equal('forbidden');
    }
  });

  it('end in one consistent set when assigned 20 times at once', async () => {
    const sets = [[GROUP.admin], [GROUP.engineer], [GROUP.amcAdmin, GROUP.engineer]];
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        assignGroups(cast.asha, { userIds: [cast.rosa.id], groupIds: (sets[i % 3] ?? []).map(id) }),
      ),
    );
    const rows = await UserGroup.findAll({ where: { userId: cast.rosa.id } });
    const found = new Set(rows.map(({ groupId }) => groupId));
    expect(sets.map((names) => new Set(names.map(id)))).to.deep.include(found);
  });

  it('are set up once, found in any spelling', async () => {
    const amc = await Group.findByPk(id(GROUP.amcAdmin), { rejectOnEmpty: true });
    await byHand(() => inTransaction(() => amc.update({ name: 'amc ADMIN' })));
    await Group.destroy({ where: { name: GROUP.engineer } });
    expect(await setupGroups(operator)).to.deep.equal([
      { name: 'Admin', created: false },
      { name: 'amc ADMIN', created: false },
      { name: 'Engineer', created: true },
    ]);
    expect(await Group.count()).to.equal(3);
  });

  it('take every superuser into Admin, once', async () => {
    const root = await buildUser({ username: 'root', isSuperuser: true });
    const row = { id: root.id, username: 'root' };
    expect((await loadActor(root.id))?.actor.accessLevel).to.equal('🔑 Admin (superuser)');
    expect(await assignSuperuserGroups(operator)).to.deep.equal([{ ...row, added: true }]);
    expect(await assignSuperuserGroups(operator)).to.deep.equal([{ ...row, added: false }]);
    expect((await loadActor(root.id))?.actor.accessLevel).to.equal('🔑 Admin');
  });
});
