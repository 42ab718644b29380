import { AdminJS, Filter, type ActionContext } from 'adminjs';
import { expect } from 'chai';
import { panelAdmin } from '../../../src/admin/request/panel-admin.ts';
import { MENU, panelTable } from '../../../src/admin/table/panel-table.ts';
import { PanelResource } from '../../../src/admin/table/panel-resource.ts';
import { Department } from '../../../src/models/department.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { buildActor } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

/** A resource in which everybody may do all, with the departments alone that are active. */
function activeDepartments(): PanelResource {
  const policy = { may: () => true, visibleTo: () => ({ isActive: true }) };
  const options = panelTable(
    {
      model: Department,
      policy,
      nouns: ['department', 'departments'],
      list: {
        model: Department,
        policy,
        columns: ['id', 'name', 'isActive', 'version'],
        filters: {},
        sortable: [],
        order: ['name', 'asc'],
        search: () => ({}),
      },
      editable: ['name'],
      title: ({ name }) => String(name),
      titleColumns: ['name'],
    },
    {
      menu: MENU.referenceData,
      titleProperty: 'name',
      list: ['name'],
      show: ['name'],
      filter: [],
      labels: {},
    },
  );
  const [resource] = new AdminJS({ resources: [options] }).resources;
  if (resource instanceof PanelResource) return resource;
  throw new Error('AdminJS made another resource');
}

describe('a row that its policy hides', () => {
  let person: Person;
  let hidden: Department;
  let shown: Department;
  let resource: PanelResource;
  let context: ActionContext;

  beforeEach(async () => {
    person = await buildActor();
    [shown, hidden] = (await Department.findAll({ limit: 2 })) as [Department, Department];
    await hidden.update({ isActive: false });
    resource = activeDepartments();
    context = { resource, currentAdmin: panelAdmin(person, 'UTC') } as unknown as ActionContext;
  });

  const names = (records: readonly { params: Record<string, unknown> }[]) =>
    records.map(({ params }) => params.name);

  it('is in no list, count or search', async () => {
    const all = new Filter({}, resource);
    expect(names(await resource.find(all, { limit: 100 }, context))).not.to.include(hidden.name);
    expect(await resource.count(all, context)).to.equal(4);
    const search = new Filter({ search: hidden.name }, resource);
    expect(names(await resource.find(search, { limit: 100 }, context))).not.to.include(hidden.name);
  });

  it('is found by no id, alone or among others, nor as what another record refers to', async () => {
    expect(await resource.findOne(hidden.id, context)).to.equal(null);
    expect(names(await resource.findMany([hidden.id, shown.id], context))).to.deep.equal([shown.name]);
    const other = { ...context, resource: activeDepartments() };
    expect((await resource.findMany([hidden.id, shown.id], other)).map((one) => one.title())).to.deep.equal([
      shown.name,
    ]);
  });

  it('is neither changed nor deleted', async () => {
    expect((await refusal(resource.update(hidden.id, { name: 'X' }, context))).code).to.equal('not_found');
    expect((await refusal(resource.delete(hidden.id, context))).code).to.equal('not_found');
    expect((await refusal(resource.deleteMany([shown.id, hidden.id], context))).code).to.equal('not_found');
    expect(await Department.count()).to.equal(5);
    expect((await Department.findByPk(hidden.id))?.name).to.equal(hidden.name);
  });

  it('is not read without a person', async () => {
    expect(() => resource.count(new Filter({}, resource))).to.throw('outside of a call');
    expect(() => resource.findMany([1], { resource } as unknown as ActionContext)).to.throw(
      'without a person',
    );
  });
});
