import { expect } from 'chai';
import { GROUP } from '../../src/models/group-names.ts';
import { User } from '../../src/models/user.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildUser, renamePerson } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

interface Count {
  readonly count: number;
  readonly more: boolean;
}

describe('the views of the list of users', () => {
  const panel = withPanel();
  let asha: Panel;

  beforeEach(async () => {
    await buildGroup('Auditor');
    await buildUser({ username: 'asha', groups: [GROUP.admin] });
    await buildUser({ username: 'elena', groups: [GROUP.engineer] });
    await buildUser({ username: 'adil', groups: ['Auditor'] });
    await buildUser({ username: 'root', isSuperuser: true });
    await buildUser({ username: 'rosa' });
    await buildUser({ username: 'gone', isActive: false });
    await buildUser({ username: 'left', groups: [GROUP.engineer], isActive: false });
    await byHand(() => User.update({ lastLogin: new Date() }, { where: { username: ['rosa', 'gone'] } }));
    asha = await panel.as('asha');
  });

  async function shown(view: string): Promise<unknown[]> {
    return valuesOf(await asha.list('users', { 'filters.view': view }), 'username');
  }

  it('show staff, IT, who is inactive and who never signed in', async () => {
    expect(await shown('staff')).to.deep.equal(['rosa']);
    expect(await shown('it')).to.deep.equal(['adil', 'asha', 'elena', 'root']);
    expect(await shown('inactive')).to.deep.equal(['gone', 'left']);
    expect(await shown('neverSignedIn')).to.deep.equal(['adil', 'elena', 'left', 'root']);
    expect(await shown('all')).to.have.length(7);
    expect(await shown('')).to.have.length(7);
  });

  it('say how many they have, whichever is shown and whatever is filtered', async () => {
    const { text } = await asha.list('users', { 'filters.view': 'staff', 'filters.search': 'nobody' });
    const { meta } = JSON.parse(text) as { meta: { view: string; views: Record<string, Count> } };
    const counts = Object.entries(meta.views).map(([view, { count }]) => [view, count]);
    expect(meta.view).to.equal('staff');
    expect(counts).to.deep.equal([
      ['all', 7],
      ['staff', 1],
      ['it', 4],
      ['inactive', 2],
      ['neverSignedIn', 4],
      ['programs', 0],
    ]);
  });

  it('go together with filters, and one that does not exist is refused', async () => {
    const found = await asha.list('users', { 'filters.view': 'it', 'filters.username': 'le' });
    expect(valuesOf(found, 'username')).to.deep.equal(['elena']);
    expect((await asha.list('users', { 'filters.view': 'constructor' })).status).to.equal(400);
    expect((await asha.list('departments', { 'filters.view': 'staff' })).status).to.equal(400);
  });

  it('are sorted by the names that are shown, and by departments by their names', async () => {
    const rosa = await User.findOne({ where: { username: 'rosa' }, rejectOnEmpty: true });
    await renamePerson(rosa, { firstName: 'Aaron' });
    const byName = await asha.list('users', { sortBy: 'person', direction: 'asc' });
    expect(valuesOf(byName, 'username').slice(0, 2)).to.deep.equal(['rosa', 'adil']);
    const byDepartment = await asha.list('users', { sortBy: 'profile.departmentId', direction: 'desc' });
    expect(byDepartment.status).to.equal(200);
  });
});
