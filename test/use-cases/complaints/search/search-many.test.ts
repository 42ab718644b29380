import { expect } from 'chai';
import { setTimeout as delay } from 'node:timers/promises';
import { database } from '../../../../src/database/connect.ts';
import { Status } from '../../../../src/models/status.ts';
import { addNote } from '../../../../src/use-cases/complaints/steps/add-note.ts';
import {
  listComplaints,
  type QueueInput,
} from '../../../../src/use-cases/complaints/queue/list-complaints.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast } from '../../../factories/people.ts';
import { countQueries } from '../../../support/queries.ts';

const DOUBLINGS = 14;
const TABLES = [
  [
    'complaints',
    'id',
    'reporter_id, type_id, status_id, title, description, urgency, location, contact_number, reopen_count, version, created_at, updated_at, last_activity_at',
  ],
  [
    'search_documents',
    'complaint_id',
    'title_words, location_words, reporter_words, description_words, remark_words, note_words',
  ],
  ['search_postings', 'complaint_id', 'word_id, places_0, places_1, places_2, places_3, elsewhere'],
] as const;

/** Files and indexes a complaint again and again, far more often than a list counts; returns the newest. */
async function multiply(id: number): Promise<number> {
  let count = 1;
  for (let turn = 0; turn < DOUBLINGS; turn += 1, count *= 2) {
    for (const [table, key, columns] of TABLES)
      await database().query(
        `INSERT INTO ${table} (${key}, ${columns}) SELECT ${key} + ${count}, ${columns} FROM ${table} WHERE ${key} >= ${id}`,
      );
  }
  return id + count - 1;
}

describe('a search that finds very many', () => {
  // One test, since it takes a while to file them.
  it('counts to the limit, turns pages, sorts and filters', async () => {
    const { amir, rosa, sam } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa, title: 'Toner and a drum', urgency: 'low' });
    await addNote(amir, { id, remark: 'The walrus did it.' });
    const newest = await multiply(id);
    const closed = await Status.findOne({ where: { code: 'closed' }, rejectOnEmpty: true });
    const urgent = await buildComplaint({ reporter: sam, title: 'Toner, no drums', urgency: 'critical' });
    const solved = await buildComplaint({
      reporter: sam,
      title: 'Drum',
      description: 'And toner.',
      status: 'closed',
    });
    const list = (input: QueueInput) => listComplaints(amir, { pageSize: 10, ...input });
    const ids = async (input: QueueInput) => (await list(input)).rows.map((row) => row.id);

    for (const search of ['toner', 'to', 'oner', 'drum toner', '"toner and a"', 'drum "toner and"']) {
      const { total, pages, rows } = await list({ search });
      expect([total, pages], search).to.deep.equal([{ count: 10_000, more: true }, 1000]);
      expect(rows).to.have.length(10);
    }
    expect((await ids({ search: 'toner drum' })).slice(0, 3)).to.deep.equal([solved.id, urgent.id, newest]);
    expect((await ids({ search: 'toner', page: 1000 })).at(-1)).to.equal(solved.id - 9999);
    expect((await ids({ search: 'toner', sort: 'number', direction: 'asc' }))[0]).to.equal(id);
    expect((await ids({ search: 'toner', sort: 'urgency' }))[0]).to.equal(urgent.id);
    const byName = await ids({ search: 'toner', sort: 'reporter', direction: 'desc' });
    expect(byName.slice(0, 3)).to.deep.equal([solved.id, urgent.id, newest]);

    const filtered = await list({ search: 'toner drum', statusIds: [closed.id] });
    expect(filtered.rows.map((row) => row.id)).to.deep.equal([solved.id]);
    expect(filtered.total).to.deep.equal({ count: 1, more: false });
    const tab = await list({ search: 'toner', view: 'unassigned' });
    expect(tab.total).to.deep.equal({ count: 10_000, more: true });
    for (const search of ['toner', 'to', 'oner', 'drum toner', '"toner and a"', 'drum "toner and"']) {
      const everywhere = await ids({ search, page: 3 });
      const { rows, total } = await list({ search, view: 'unassigned', page: 3 });
      expect(total, search).to.deep.equal({ count: 10_000, more: true });
      // All but one are in that view, and that one comes first.
      const first = (await ids({ search })).includes(solved.id) ? 1 : 0;
      const shown = rows.map((row) => row.id);
      expect(shown.slice(0, 10 - first), search).to.deep.equal(everywhere.slice(first));
      const none = await list({ search, view: 'waiting' });
      expect(none.total, search).to.deep.equal({ count: 0, more: false });
      const byNumber = await ids({ search, view: 'unassigned', sort: 'number', direction: 'asc' });
      expect(byNumber[0], search).to.equal(id);
    }
    expect(await ids({ search: '"no drums"' })).to.deep.equal([urgent.id]);
    expect(await ids({ search: 'toner nowhere' })).to.deep.equal([]);
    const auditor = { ...amir, permissions: new Set(['panel.open', 'complaints.view'] as const) };
    for (const [search, count] of [
      ['toner', 10_000],
      ['walrus', 0],
      ['walr toner', 0],
    ] as const) {
      const { rows, total } = await listComplaints(auditor, { search, pageSize: 10 });
      expect([rows.length, total.count], `${search}, without notes`).to.deep.equal([
        Math.min(count, 10),
        count,
      ]);
    }
    expect((await list({ search: 'walrus' })).total.more).to.equal(true);
    for (const search of ['"and toner"', '"drum toner"', '"a and"', '"toner drum"'])
      expect((await list({ search })).total.count, search).to.equal(search === '"and toner"' ? 1 : 0);

    const titled = async (title: string) => (await list({ title })).total;
    await titled('toner');
    // Whether all titles are in the index is found out meanwhile.
    await delay(500);
    for (const title of ['oner and', 'toner and a', 'and a drum', 'to'])
      expect(await titled(title), title).to.deep.equal({ count: 1000, more: true });
    expect((await listComplaints(sam, { title: 'toner and a' })).total.count, 'of others').to.equal(0);
    expect(await titled('drum and')).to.deep.equal({ count: 0, more: false });
    expect(await titled('toner, no')).to.deep.equal({ count: 1, more: false });
    expect(await countQueries(() => list({ search: 'toner' }))).to.be.at.most(6);
  });
});
