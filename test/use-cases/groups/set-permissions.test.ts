import { expect } from 'chai';
import { inTransaction } from '../../../src/database/transaction.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { GroupPermission } from '../../../src/models/group-permission.ts';
import { operator } from '../../../src/policies/actor.ts';
import { PERMISSION_NAMES, type Permission } from '../../../src/policies/permissions.ts';
import { deleteGroups } from '../../../src/use-cases/groups/delete-groups.ts';
import { permissionMatrix } from '../../../src/use-cases/groups/permission-matrix.ts';
import { setPermissions } from '../../../src/use-cases/groups/set-permissions.ts';
import { setupGroups } from '../../../src/use-cases/groups/setup-groups.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { buildGroup, groupNamed, permissionsOf } from '../../factories/groups.ts';
import { buildActor, buildCast, buildUser, type Cast } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';
import { byHand } from '../../support/journal-watch.ts';

describe('what groups may do', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  /** Gives a group these rights, as of what is saved now. */
  async function give(actor: Cast['asha'] | typeof operator, name: string, permissions: readonly string[]) {
    const { id, version } = await groupNamed(name);
    return setPermissions(actor, { groups: [{ id, version, permissions: permissions as Permission[] }] });
  }

  it('counts from the next request of its members, and is the union over their groups', async () => {
    await buildGroup('Auditor');
    const olga = await buildUser({ username: 'olga', groups: ['Auditor', GROUP.engineer] });
    const rights = async () => [...((await loadActor(olga.id))?.actor.permissions ?? [])];
    expect(await rights())
      .to.include('complaints.work')
      .and.not.include('audit.view');
    expect(await give(cast.asha, 'Auditor', ['panel.open', 'audit.view'])).to.deep.equal(['Auditor']);
    expect(await rights()).to.include.members(['complaints.work', 'audit.view']);
    await give(cast.asha, 'Auditor', ['panel.open']);
    expect(await rights()).to.not.include('audit.view');
  });

  it('begins with the table, for superusers is everything, and for staff nothing', async () => {
    const count = (actor: Cast['asha']) => actor.permissions.size;
    const root = await buildActor({ username: 'root', isSuperuser: true });
    expect([cast.asha, cast.amir, cast.elena, cast.rosa, root].map(count)).to.deep.equal([20, 12, 6, 0, 21]);
    expect(cast.asha.permissions.has('complaints.work')).to.equal(false);
    expect([root.isAssignable, cast.amir.isAssignable, cast.asha.isAssignable]).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it('ignores names that this version does not know, and leaves them in place', async () => {
    const { id, version } = await buildGroup('Auditor', ['panel.open']);
    await byHand(() => inTransaction(() => GroupPermission.create({ groupId: id, permission: 'moon.walk' })));
    const olga = await buildActor({ groups: ['Auditor'] });
    expect([...olga.permissions]).to.deep.equal(['panel.open']);
    const seen = (await permissionMatrix(cast.asha)).groups.find((group) => group.id === id);
    expect(seen?.permissions).to.deep.equal(['panel.open']);
    await setPermissions(cast.asha, { groups: [{ id, version, permissions: [] }] });
    expect(await permissionsOf('Auditor')).to.deep.equal(['moon.walk']);
  });

  it('is chosen by those who edit permissions alone, who grant nothing that they lack', async () => {
    await buildGroup('Auditor');
    for (const actor of [cast.amir, cast.elena, cast.rosa]) {
      expect((await refusal(give(actor, 'Auditor', ['panel.open']))).code).to.equal('forbidden');
      expect((await refusal(permissionMatrix(actor))).code).to.equal('forbidden');
    }
    const refused = await refusal(give(cast.asha, 'Auditor', ['panel.open', 'complaints.work']));
    expect([refused.code, refused.message]).to.satisfy(
      ([code, message]: string[]) => code === 'forbidden' && message?.includes('claim complaints'),
    );
    expect(await permissionsOf('Auditor')).to.deep.equal([]);
    const root = await buildActor({ username: 'root', isSuperuser: true });
    await give(root, 'Auditor', ['complaints.work']);
    // What is there may stay, and be taken away.
    await give(cast.asha, 'Auditor', ['complaints.work', 'panel.open']);
    await give(cast.asha, 'Auditor', []);
  });

  it('is refused where somebody else chose since, where it names no right, and for a group that is gone', async () => {
    const { id, version } = await buildGroup('Auditor');
    const input = (permissions: string[]) => ({
      groups: [{ id, version, permissions: permissions as Permission[] }],
    });
    await setPermissions(cast.asha, input(['panel.open']));
    const stale = await refusal(setPermissions(cast.asha, input(['audit.view'])));
    expect(stale.code).to.equal('conflict');
    expect(stale.message).to.include('Auditor');
    expect((await refusal(give(cast.asha, 'Auditor', ['moon.walk']))).code).to.equal('invalid_input');
    const gone = { groups: [{ id: 999_999, version: 0, permissions: [] }] };
    expect((await refusal(setPermissions(cast.asha, gone))).code).to.equal('not_found');
    const twice = { groups: [...input([]).groups, ...input([]).groups] };
    expect((await refusal(setPermissions(cast.asha, twice))).code).to.equal('invalid_input');
    expect(await permissionsOf('Auditor')).to.deep.equal(['panel.open']);
  });

  it('of two who choose at once, one is told', async () => {
    const { id, version } = await buildGroup('Auditor');
    const results = await Promise.allSettled(
      PERMISSION_NAMES.slice(0, 2).map((permission) =>
        setPermissions(operator, { groups: [{ id, version, permissions: [permission] }] }),
      ),
    );
    expect(results.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
  });

  it('stays as chosen when the groups are set up again', async () => {
    await give(cast.asha, GROUP.engineer, ['panel.open']);
    await setupGroups(operator);
    expect(await permissionsOf(GROUP.engineer)).to.deep.equal(['panel.open']);
  });

  it('goes with the group, which the three never do', async () => {
    const { id } = await buildGroup('Auditor', ['panel.open']);
    const olga = await buildUser({ groups: ['Auditor'] });
    expect(await deleteGroups(cast.asha, [id])).to.equal(1);
    expect((await loadActor(olga.id))?.actor.permissions.size).to.equal(0);
    expect(await GroupPermission.count({ where: { groupId: id } })).to.equal(0);
    const engineer = await groupNamed(GROUP.engineer);
    expect((await refusal(deleteGroups(cast.asha, [engineer.id]))).code).to.equal('forbidden');
  });
});
