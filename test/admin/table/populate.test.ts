import { AdminJS, populator, type ActionContext, type BaseRecord } from 'adminjs';
import { expect } from 'chai';
import { panelAdmin } from '../../../src/admin/request/panel-admin.ts';
import { departments } from '../../../src/admin/resources/departments.ts';
import { groups } from '../../../src/admin/resources/groups.ts';
import { users } from '../../../src/admin/resources/users/index.ts';
import { DraftRecord } from '../../../src/admin/table/panel-record.ts';
import { PanelResource } from '../../../src/admin/table/panel-resource.ts';
import { populate } from '../../../src/admin/table/populate.ts';
import { Department } from '../../../src/models/department.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { User } from '../../../src/models/user.ts';
import { buildCast, buildUser, type Cast } from '../../factories/people.ts';

describe('what records refer to', () => {
  let cast: Cast;
  let resource: PanelResource;
  let context: ActionContext;

  beforeEach(async () => {
    cast = await buildCast();
    await buildUser({ username: 'twice', groups: [GROUP.engineer, GROUP.admin] });
    const { id } = await Department.findOne({ rejectOnEmpty: true });
    await UserProfile.update({ departmentId: id }, { where: { userId: [cast.rosa.id, cast.asha.id] } });
    const [found] = new AdminJS({ resources: [users(), groups(), departments()] }).resources;
    if (!(found instanceof PanelResource)) throw new Error('AdminJS made another resource');
    resource = found;
    context = { resource, currentAdmin: panelAdmin(cast.asha, 'UTC') } as unknown as ActionContext;
  });

  const told = (records: readonly BaseRecord[]) =>
    records.map((record) => JSON.parse(JSON.stringify(record.toJSON(context.currentAdmin))) as unknown);

  async function all(): Promise<BaseRecord[]> {
    const people = await User.findAll({ attributes: ['id'], order: ['id'] });
    return resource.findMany(
      people.map(({ id }) => id),
      context,
    );
  }

  it('stands beside the ids as AdminJS puts it there', async () => {
    const [own, theirs] = [await all(), await all()];
    await populate(own, context);
    await populator(theirs, context);
    expect(told(own)).to.deep.equal(told(theirs));
    const twice = own.find(({ params }) => params.username === 'twice');
    expect(Object.keys(twice?.populated ?? {})).to.deep.equal(['groupIds.0', 'groupIds.1']);
    const rosa = own.find(({ params }) => params.username === 'rosa');
    expect(Object.keys(rosa?.populated ?? {})).to.deep.equal(['profile.departmentId']);
  });

  it('is nothing where there is no such record, or what was typed is no id', async () => {
    for (const typed of [987_654, 'abc', '', null, { id: 1 }]) {
      const draft = new DraftRecord({ 'profile.departmentId': typed, groupIds: [] }, resource, undefined);
      await populate([draft], context);
      expect(draft.populated, JSON.stringify(typed)).to.deep.equal({});
    }
    await populate([], context);
  });
});
