import { AdminJS, type ResourceWithOptions } from 'adminjs';
import { expect } from 'chai';
import { panelAdmin } from '../../../src/admin/request/panel-admin.ts';
import { complaints } from '../../../src/admin/resources/complaints/index.ts';
import { departments } from '../../../src/admin/resources/departments.ts';
import { groups } from '../../../src/admin/resources/groups.ts';
import { users } from '../../../src/admin/resources/users/index.ts';
import { offeredWith } from '../../../src/admin/table/offered-actions.ts';
import { PanelResource } from '../../../src/admin/table/panel-resource.ts';
import type { Values } from '../../../src/admin/table/table.ts';
import { STATUS_CATEGORIES, STATUS_CODES } from '../../../src/models/status.ts';
import { User } from '../../../src/models/user.ts';
import { buildCast, buildUser, type Cast } from '../../factories/people.ts';
import { withPanel, type PanelRecord } from '../../support/panel.ts';

/** The same values, and the names of those that are looked at. */
function watched(values: Values) {
  const looked = new Set<string>();
  const row = new Proxy(values, {
    get(target, name) {
      looked.add(String(name));
      return target[String(name)];
    },
  });
  return { row, looked };
}

/** Every row that can be made of these values. */
function rowsOf(columns: Readonly<Record<string, readonly unknown[]>>): Values[] {
  return Object.entries(columns).reduce<Values[]>(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}

describe('rows of a list that are alike', () => {
  const panel = withPanel();
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  function resourceOf(options: ResourceWithOptions): PanelResource {
    const { resources } = new AdminJS({ resources: [options, users(), groups(), departments()] });
    const [resource] = resources;
    if (resource instanceof PanelResource) return resource;
    throw new Error('AdminJS made another resource');
  }

  it('are so in all that the rules look at', () => {
    const ids = [cast.asha.id, cast.rosa.id];
    const cases: [ResourceWithOptions, Values[]][] = [
      [
        users(),
        rowsOf({ id: ids, isActive: [true, false], isService: [true, false], erasedAt: [null, new Date()] }),
      ],
      [
        complaints({ reopenDays: 7 }),
        rowsOf({
          category: STATUS_CATEGORIES,
          code: [null, ...STATUS_CODES],
          assigneeId: [null, ...ids],
          reporterId: ids,
          description: [undefined, 'It burns.'],
        }),
      ],
    ];
    for (const [options, rows] of cases) {
      const resource = resourceOf(options);
      const byRules = new Set<string>();
      const byKey = new Set<string>();
      for (const values of rows) {
        for (const person of Object.values(cast)) {
          const record = resource.build(values);
          const rules = watched(record.params);
          record.params = rules.row;
          offeredWith(record, panelAdmin(person, 'UTC'));
          const key = watched(values);
          resource.table.alike?.(key.row, person);
          for (const name of rules.looked) byRules.add(name);
          for (const name of key.looked) byKey.add(name);
        }
      }
      expect([...byKey], resource.id()).to.include.members([...byRules]);
    }
  });

  it('are offered the same as each of them alone', async () => {
    await buildUser({ username: 'idle', isActive: false });
    await User.update({ isService: true }, { where: { username: 'sam' } });
    await User.update({ erasedAt: new Date() }, { where: { username: 'emil' } });
    const names = ({ id, recordActions, bulkActions }: PanelRecord) => [
      String(id),
      recordActions.map(({ name }) => name),
      bulkActions.map(({ name }) => name),
    ];
    for (const name of ['asha', 'amir']) {
      const person = await panel.as(name);
      const people = await person.list('users');
      const programs = await person.list('users', { 'filters.view': 'programs' });
      const together = [...people.records, ...programs.records];
      expect(together).to.have.length(7);
      const apart = await Promise.all(together.map(({ id }) => person.show('users', id ?? 0)));
      expect(together.map(names), name).to.deep.equal(apart.map(({ record }) => names(record)));
    }
  });
});
