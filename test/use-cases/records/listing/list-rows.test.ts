import { join } from 'node:path';
import { expect } from 'chai';
import { DataTypes } from 'sequelize';
import { Department } from '../../../../src/models/department.ts';
import { sortedName } from '../../../../src/models/text.ts';
import { User } from '../../../../src/models/user.ts';
import { UserProfile } from '../../../../src/models/user-profile.ts';
import { loadActor } from '../../../../src/use-cases/people/load-actor.ts';
import { profileList } from '../../../../src/use-cases/people/list-profiles.ts';
import { userList } from '../../../../src/use-cases/people/list-users.ts';
import { listRows } from '../../../../src/use-cases/records/listing/list-rows.ts';
import { departmentList } from '../../../../src/use-cases/reference/list-departments.ts';
import type { Listing } from '../../../../src/use-cases/records/listing/listing.ts';
import { buildCast, buildUser, type Cast } from '../../../factories/people.ts';
import type { Actor, Person } from '../../../../src/policies/actor.ts';
import { root, sourceFiles } from '../../../support/imports.ts';
import { countQueries } from '../../../support/queries.ts';
import { refusal } from '../../../support/refusal.ts';

async function actorOf({ id }: Person): Promise<Actor> {
  const signedIn = await loadActor(id);
  if (signedIn === undefined) throw new Error('only an active person can act');
  return signedIn.actor;
}

describe('a list', () => {
  let cast: Cast;
  let asha: Actor;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await actorOf(cast.asha);
  });

  /** All rows by key, three at a time. */
  async function byKey(list: Listing, input: object): Promise<unknown[]> {
    const ids: unknown[] = [];
    let after: string | null | undefined;
    while (after !== null) {
      const page = await listRows(list, asha, { ...input, pageSize: 3, ...(after && { after }) });
      ids.push(...page.rows.map(({ id }) => id));
      after = page.next;
    }
    return ids;
  }

  it('goes on after a row in whatever order, also among rows of one value and of none', async () => {
    const [it, hr] = await Department.findAll({ limit: 2 });
    await UserProfile.update({ departmentId: it?.id ?? null }, { where: { userId: cast.rosa.id } });
    await UserProfile.update({ departmentId: hr?.id ?? null }, { where: { userId: cast.sam.id } });
    const at = new Date('2026-11-25T10:00:00.123Z');
    await User.update({ lastLogin: at }, { where: { id: [cast.rosa.id, cast.sam.id, cast.elena.id] } });
    const cases: [Listing, readonly string[]][] = [
      [userList, ['id', 'username', 'isActive', 'lastLogin', 'dateJoined']],
      [profileList, ['departmentId', 'person', 'mainPortalId']],
    ];
    for (const [list, sorts] of cases) {
      for (const sort of sorts) {
        for (const direction of ['asc', 'desc'] as const) {
          const all = await listRows(list, asha, { sort, direction, pageSize: 100 });
          const ids = all.rows.map(({ id }) => id);
          expect(await byKey(list, { sort, direction }), `${sort} ${direction}`).to.deep.equal(ids);
          expect(ids.length).to.equal(all.total);
        }
      }
    }
  });

  it('takes what JSON can say, and refuses the rest with a message', async () => {
    const found = await listRows(userList, asha, {
      filters: { isActive: true, dateJoined: { to: '2999-01-01' }, username: 'RO' },
    });
    expect(found.rows.map(({ username }) => username)).to.deep.equal(['rosa']);
    const cases: [object, string, string][] = [
      [{ filters: { passwordHash: 'x' } }, 'filters', 'This list cannot be filtered by that.'],
      [{ filters: { isActive: 'perhaps' } }, 'filters.isActive', 'This filter is true or false.'],
      [{ filters: { dateJoined: {} } }, 'filters.dateJoined', 'This filter is a date such as 2026-01-31.'],
      [
        { filters: { dateJoined: '2026-02-30' } },
        'filters.dateJoined',
        'This filter is a date such as 2026-01-31.',
      ],
      [{ filters: { groupIds: '1 OR 1=1' } }, 'filters.groupIds', 'This filter is the id of a record.'],
      [{ sort: 'passwordHash' }, 'sort', 'This list cannot be sorted by that.'],
      [{ direction: 'up' }, 'direction', 'The direction is asc or desc.'],
      [{ pageSize: 101 }, 'pageSize', 'A page has 1 to 100 records.'],
      [{ page: 0 }, 'page', 'Pages are whole numbers, and reach to the 10,000th record.'],
      [{ after: 'x' }, 'after', 'This is no place in the list.'],
      [{ perPage: 5 }, 'base', 'A list is not asked for that.'],
    ];
    for (const [input, field, message] of cases) {
      const refused = await refusal(listRows(userList, asha, input));
      expect(refused.fields, JSON.stringify(input)).to.deep.equal({ [field]: message });
    }
  });

  it('shows nobody what they may not see, and what it has as what it means', async () => {
    const rosa = await actorOf(cast.rosa);
    expect((await refusal(listRows(userList, rosa))).code).to.equal('forbidden');
    const { rows } = await listRows(userList, asha, { filters: { username: 'rosa' } });
    expect(rows[0]).to.deep.include({ username: 'rosa', isActive: true, isSuperuser: false });
    expect(rows[0]?.dateJoined).to.be.an.instanceOf(Date);
    expect(rows[0]?.profile).to.deep.include({ emailNotifications: true });
    const told = JSON.stringify(rows).replaceAll('mustChangePassword', '');
    expect(told).not.to.match(/password|folded|\$2b\$/i);
  });

  it('costs as many statements for 100 rows as for 10', async () => {
    const lists = [userList, profileList, departmentList];
    const count = async (pageSize: number) => {
      const counts: number[] = [];
      for (const list of lists) counts.push(await countQueries(() => listRows(list, asha, { pageSize })));
      return counts;
    };
    for (let n = 0; n < 100; n += 1) await buildUser({ username: `person${n}` });
    expect(await count(10)).to.deep.equal([4, 3, 3]);
    expect(await count(100)).to.deep.equal([4, 3, 3]);
  });

  it('is sorted by no text that engines order in their own ways', async () => {
    // Small letters and dashes, and days: words of the program's own.
    const alike = new Set(['kind', 'state', 'outcome', 'category', 'date']);
    const found: Listing[] = [];
    for (const file of sourceFiles('src/use-cases').filter((path) => /\/list-[^/]*\.ts$/.test(path))) {
      const known: Record<string, unknown> = await import(join(root, file));
      const lists = Object.values(known).filter(
        (one) => typeof one === 'object' && one !== null && 'sortable' in one,
      );
      found.push(...(lists as Listing[]));
    }
    expect(found.length).to.be.greaterThan(15);
    for (const { model, sortable, sortedBy, order } of found) {
      for (const sort of [...sortable, order[0]]) {
        const { [sort]: attribute, [sortedName(sort)]: key } = model.getAttributes();
        const isText =
          attribute?.type instanceof DataTypes.STRING || attribute?.type instanceof DataTypes.TEXT;
        if (!isText || sortedBy?.[sort] !== undefined || alike.has(sort)) continue;
        expect(key, `${model.tableName} by ${sort}`).to.not.equal(undefined);
      }
    }
  });
});
