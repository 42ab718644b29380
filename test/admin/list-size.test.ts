import { expect } from 'chai';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { unpackList, type PackedList } from '../../src/admin/components/parts/packed-list.ts';
import type { RecordJSON } from 'adminjs';
import { withPanel, type PanelAnswer, type PanelRecord } from '../support/panel.ts';

const listIn = ({ text }: PanelAnswer): PackedList => (JSON.parse(text) as { list: PackedList }).list;
/** What pages draw of a record. */
function shown({ id, title, params, populated, recordActions, bulkActions }: RecordJSON | PanelRecord) {
  const named = Object.entries(populated).flatMap(([path, record]) => (record ? [[path, record.title]] : []));
  const names = (actions: readonly { name: string }[]) => actions.map(({ name }) => name);
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  return [String(id), title, Object.fromEntries(given), named, names(recordActions), names(bulkActions)];
}
const rowsOf = (answer: PanelAnswer) => listIn(answer).rows;

describe('what a list of the panel sends', () => {
  const panel = withPanel();
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  it('is, unpacked, what AdminJS’s own answer is', async () => {
    await buildUser({ username: 'twice', groups: ['Engineer', 'Admin'] });
    await buildComplaint({ reporter: cast.rosa, assignee: cast.elena });
    const asha = await panel.as('asha');
    for (const resource of ['users', 'complaints', 'departments', 'jobs', 'groups']) {
      const { records } = await asha.list(resource);
      const packed = unpackList(listIn(await asha.list(resource, { packed: '1' })));
      expect(packed.map(shown), resource).to.deep.equal(records.map((record) => shown(record)));
    }
  });

  it('is of a page beyond the last what the last one has', async () => {
    for (let n = 0; n < 15; n += 1) await buildUser({ username: `person${n}` });
    const asha = await panel.as('asha');
    const last = await asha.list('users', { page: '2' });
    expect(last.records).to.have.length(1);
    for (const page of ['3', '9999']) {
      const beyond = await asha.list('users', { page });
      expect(beyond.records.map(({ id }) => id)).to.deep.equal(last.records.map(({ id }) => id));
      expect(beyond.meta).to.deep.include({ page: 2, total: 21 });
    }
    const none = await asha.list('users', { page: '3', 'filters.search': 'nobody is called this' });
    expect(none.meta).to.deep.include({ total: 0 });
    expect(none.records).to.deep.equal([]);
  });

  it('is each row’s own data, and once what rows share', async () => {
    for (let n = 0; n < 94; n += 1)
      await buildUser({
        username: `person${n}`,
        firstName: 'Somebody',
        lastName: `Number ${n}`,
        groups: ['Engineer'],
      });
    for (let n = 0; n < 20; n += 1)
      await buildComplaint({ reporter: cast.rosa, title: `The printer on floor ${n} prints blank pages` });
    const asha = await panel.as('asha');
    const users = await asha.list('users', { perPage: '100', packed: '1' });
    expect(rowsOf(users)).to.have.length(100);
    expect(users.text.length).to.be.below(40_000);
    const amir = await panel.as('amir');
    const queue = await amir.list('complaints', { 'filters.view': 'all', packed: '1' });
    expect(rowsOf(queue)).to.have.length(20);
    expect(queue.text.length).to.be.below(30_000);
  });
});
