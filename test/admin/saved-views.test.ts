import { expect } from 'chai';
import { inTransaction } from '../../src/database/transaction.ts';
import { SavedView } from '../../src/models/saved-view.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { countQueries } from '../support/queries.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';

const ACTIONS = 'resources/complaints/actions';

interface Meta {
  readonly saved: { readonly id: number; readonly name: string; readonly query: string }[];
  readonly mayShare: boolean;
  readonly address: string;
}

const metaOf = ({ meta }: PanelAnswer) => meta as unknown as Meta;
const idIn = (answer: PanelAnswer) => (answer as unknown as { viewId?: number }).viewId;

describe('saved views in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let amir: Panel;
  let elena: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    amir = await panel.as('amir');
    elena = await panel.as('elena');
  });

  const save = (who: Panel, query: string, more: Record<string, string> = {}) =>
    who.post(`${ACTIONS}/saveView`, { name: 'Printers', query, ...more });

  it('are one text for all addresses that show the same', async () => {
    const address = async (query: Record<string, string>) =>
      metaOf(await amir.list('complaints', query)).address;
    expect(await address({})).to.equal('filters.view=unassigned');
    expect(await address({ 'filters.urgency': '', page: '2', perPage: '20' })).to.equal(
      'filters.view=unassigned',
    );
    const one = await address({ 'filters.urgency': 'low, high', 'filters.title': 'b,a', sortBy: 'id' });
    const other = await address({
      sortBy: 'id',
      'filters.view': 'unassigned',
      'filters.title': 'b,a',
      'filters.urgency.0': 'high',
      'filters.urgency.1': 'low',
      'unknown[x]': '1',
    });
    expect(one).to.equal(other);
    expect(new URLSearchParams(one).get('filters.title')).to.equal('b,a');
    expect(metaOf(await elena.list('complaints')).address).to.equal('filters.view=mine');
  });

  it('are kept as what shows the same, come with the list, and show it again', async () => {
    await buildComplaint({ reporter: cast.rosa, title: 'Old printer', urgency: 'high' });
    await buildComplaint({ reporter: cast.rosa, title: 'Old phone', urgency: 'low' });
    const id = idIn(
      await save(amir, 'page=3&filters.urgency=high&sortBy=id&refresh=true', { isShared: 'true' }),
    );
    const { saved, mayShare } = metaOf(await elena.list('complaints'));
    expect(saved).to.deep.equal([
      {
        id,
        name: 'Printers',
        query: 'filters.urgency=high&filters.view=unassigned&sortBy=id',
        isShared: true,
        isOwn: false,
        version: 0,
      },
    ]);
    expect(mayShare).to.equal(false);
    const query = Object.fromEntries(new URLSearchParams(saved[0]?.query));
    const again = await amir.list('complaints', query);
    expect(again.records.map(({ params }) => params.title)).to.deep.equal(['Old printer']);
    expect(metaOf(again)).to.include({ address: saved[0]?.query, mayShare: true });
  });

  it('are refused with filters that the queue does not have, and with what the use cases refuse', async () => {
    for (const query of ['filters.password=x', 'filters.typeId=abc', 'sortBy=version', 'filters=x'])
      expect((await save(amir, query)).status, query).to.equal(400);
    const shared = await save(elena, 'filters.urgency=high', { isShared: 'true' });
    expect(shared.notice?.message).to.equal('You may not share views with everybody.');
    expect(await SavedView.count()).to.equal(0);
  });

  it('are filled with something else, called otherwise and deleted', async () => {
    const viewId = String(idIn(await save(elena, 'filters.urgency=high')));
    await elena.post(`${ACTIONS}/renameView`, { viewId, name: 'Urgent' });
    expect(metaOf(await elena.list('complaints')).saved.map(({ name }) => name)).to.deep.equal(['Urgent']);
    const query = 'page=2&filters.urgency=low';
    await elena.post(`${ACTIONS}/replaceView`, { viewId, query });
    expect(metaOf(await elena.list('complaints')).saved.map((view) => [view.name, view.query])).to.deep.equal(
      [['Urgent', 'filters.urgency=low&filters.view=mine']],
    );
    expect((await amir.post(`${ACTIONS}/replaceView`, { viewId, query })).status).to.equal(404);
    const unknown = { viewId, query: 'filters.password=x' };
    expect((await elena.post(`${ACTIONS}/replaceView`, unknown)).status).to.equal(400);
    for (const wrong of ['abc', '0', '999999'])
      expect((await elena.post(`${ACTIONS}/deleteView`, { viewId: wrong })).status).to.equal(404);
    expect((await amir.post(`${ACTIONS}/deleteView`, { viewId })).status).to.equal(404);
    await elena.post(`${ACTIONS}/deleteView`, { viewId });
    expect(await SavedView.count()).to.equal(0);
  });

  it('cost the list one statement, however many there are', async () => {
    const list = async () => {
      // What was asked for the last page is forgotten with each commit.
      await inTransaction(() => Promise.resolve());
      return countQueries(() => amir.list('complaints'));
    };
    const none = await list();
    for (let n = 0; n < 5; n += 1)
      await SavedView.create({ name: `View ${n}`, query: 'filters.view=all', ownerId: cast.amir.id });
    expect(await list()).to.equal(none);
  });
});
