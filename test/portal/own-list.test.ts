import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { forUpdate, inTransaction } from '../../src/database/transaction.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { addWatchers } from '../../src/use-cases/complaints/related/add-watchers.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { byHand } from '../support/journal-watch.ts';
import { intervening, statementsOf } from '../support/queries.ts';

describe('the list of own complaints in the portal', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  before(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    cast = await buildCast();
    rosa = await signIn(app.client(), 'rosa');
  });
  after(() => app.stop());

  /** The titles of the rows, as they stand. */
  async function titles(path: string, client: Client = rosa): Promise<string[]> {
    const { status, text } = await client.get(path);
    expect(status, path).to.equal(200);
    return [...text.matchAll(/<a href="\/complaints\/\d+" dir="auto">([^<]*)<\/a>/g)].map(
      ([, title = '']) => title,
    );
  }
  const search = (text: string, client?: Client) => titles(`/?q=${encodeURIComponent(text)}`, client);

  it('shows the open, the closed or all, with how many there are', async () => {
    for (const status of ['open', 'resolved', 'closed', 'rejected'] as const)
      await buildComplaint({ reporter: cast.rosa, status, title: status });
    expect(await titles('/')).to.deep.equal(['rejected', 'closed', 'resolved', 'open']);
    expect(await titles('/?show=open')).to.deep.equal(['resolved', 'open']);
    expect(await titles('/?show=closed')).to.deep.equal(['rejected', 'closed']);
    for (const show of ['x', 'constructor', 'open&show=closed'])
      expect(await titles(`/?show=${show}`)).to.have.length(4);
    const { text } = await rosa.get('/?show=closed');
    expect(text).to.match(/<a href="\/\?show=closed" aria-current="true">Closed <span class="count">2</);
    expect(text).to.match(/<a href="\/">All <span class="count">4</);
  });

  it('takes five statements where nothing else waits, which of what mostly is not there ask nothing', async () => {
    await buildComplaint({ reporter: cast.rosa, title: 'Mine' });
    await rosa.get('/');
    const sent = await statementsOf(() => rosa.get('/'));
    expect(sent).to.have.length(5);
    const others = await buildComplaint({ reporter: cast.sam, title: 'Theirs' });
    await byHand(() => addWatchers(others.id, [cast.rosa.id]));
    expect((await rosa.get('/')).text, 'what she watches from now on').to.contain('Theirs');
  });

  it('stands on one page for who wants to read or print all of it', async () => {
    for (let i = 0; i < 21; i += 1) await buildComplaint({ reporter: cast.rosa, title: `Mouse ${i}` });
    expect(await titles('/')).to.have.length(20);
    expect((await rosa.get('/?q=mouse')).text).to.include('href="/?q=mouse&amp;page=all"');
    for (const path of ['/?page=all', '/?show=open&page=all', '/?q=mouse&page=all'])
      expect(await titles(path), path).to.have.length(21);
  });

  it('marks in words what is new, until it was looked at', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Mine' });
    const isNew = async () => (await rosa.get('/')).text.includes('>New answer<');
    expect(await isNew()).to.equal(false);
    await addNote(cast.amir, { id, remark: 'Among us.' });
    expect(await isNew(), 'a note is no answer').to.equal(false);
    await addRemark(cast.amir, { id, remark: 'We look into it.' });
    expect(await isNew()).to.equal(true);
    await (await signIn(app.client(), 'amir')).get(`/complaints/${id}`);
    expect(await isNew(), 'only the reporter’s look counts').to.equal(true);
    await rosa.get(`/complaints/${id}`);
    expect(await isNew()).to.equal(false);
    await rosa.post(`/complaints/${id}/remarks`, { remark: 'Thank you.' });
    expect(await isNew(), 'own words are not new').to.equal(false);
  });

  it('shows a complaint at once that somebody else holds, and remembers the look when it is free', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await addRemark(cast.amir, { id, remark: 'We look into it.' });
    const ms = await inTransaction(async () => {
      await Complaint.findByPk(id, forUpdate());
      const start = performance.now();
      expect((await rosa.get(`/complaints/${id}`)).text).to.contain('We look into it.');
      return performance.now() - start;
    });
    expect(ms).to.be.lessThan(2000);
    for (let turn = 0; turn < 100 && (await rosa.get('/')).text.includes('>New answer<'); turn += 1)
      await delay(20);
    expect((await rosa.get('/')).text).to.not.contain('>New answer<');
  });

  it('marks as new what is answered while the complaint is being looked at', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await rosa.get(`/complaints/${id}`);
    await addRemark(cast.amir, { id, remark: 'We look into it.' });
    // What was said is read by then, and the page not yet drawn.
    const page = await intervening(
      /FROM attachments/,
      () => addRemark(cast.amir, { id, remark: 'Done.' }),
      () => rosa.get(`/complaints/${id}`),
    );
    expect(page.text).to.contain('We look into it.').and.not.contain('Done.');
    expect((await rosa.get('/')).text).to.contain('>New answer<');
  });

  it('finds by number, words, beginnings and phrases, whatever is typed', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Now 50%_off!', location: 'Floor 3' });
    await buildComplaint({ reporter: cast.rosa, title: 'Now 50 percent off', status: 'closed' });
    expect(await search('50%_off')).to.deep.equal(['Now 50%_off!']);
    expect(await search(String(id))).to.contain('Now 50%_off!');
    expect(await search('perc')).to.deep.equal(['Now 50 percent off']);
    expect(await search('"floor 3"')).to.deep.equal(['Now 50%_off!']);
    expect(await search('"3 floor"')).to.deep.equal([]);
    expect(await titles('/?q=now&show=open')).to.deep.equal(['Now 50%_off!']);
    for (const text of [
      '"',
      '*',
      'a AND',
      '-',
      '(',
      "' OR 1=1 --",
      '%',
      '_',
      '\\',
      '😀',
      'NEAR/3',
      '\0',
      'a\0',
      'x'.repeat(5000),
    ])
      expect(await search(text), text.slice(0, 20)).to.deep.equal([]);
    for (const path of ['/?q=a&q=b', '/?q[a]=b', '/?q=', '/?q=%20'])
      expect(await titles(path)).to.have.length(2);
    const shown = (await rosa.get(`/?q=${encodeURIComponent('"><script>alert(1)</script>')}`)).text;
    expect(shown).to.contain('value="&quot;&gt;&lt;script&gt;').and.not.contain('<script>');
  });

  it('finds own complaints alone, also for those who see all in the panel', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Rosa’s keyboard' });
    await addNote(cast.amir, { id, remark: 'secretly' });
    await buildComplaint({ reporter: cast.elena, title: 'Elena’s keyboard' });
    expect(await search('keyboard')).to.deep.equal(['Rosa’s keyboard']);
    const elena = await signIn(app.client(), 'elena');
    expect(await search('keyboard', elena)).to.deep.equal(['Elena’s keyboard']);
    expect(await search(String(id), elena)).to.deep.equal([]);
    expect(await search('secretly')).to.deep.equal([]);
    expect(await search('secretly', await signIn(app.client(), 'amir'))).to.deep.equal([]);
  });

  it('opens what is named by its number to those who may see it, and finds nothing for others', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Mine' });
    const answers = async (text: string, client: Client = rosa) => {
      const { status, location } = await client.get(`/?q=${encodeURIComponent(text)}`);
      return [status, location];
    };
    const opened = [303, `/complaints/${id}`];
    for (const text of [`#${id}`, ` # ${id} `, `＃${id}`])
      expect(await answers(text), text).to.deep.equal(opened);
    expect(await answers(`#${id}`, await signIn(app.client(), 'elena'))).to.deep.equal(opened);
    const results = [200, null];
    expect(await answers(`#${id}`, await signIn(app.client(), 'sam'))).to.deep.equal(results);
    for (const text of [String(id), `#${id} x`, '#999999', '#0', '#', `#${'9'.repeat(30)}`])
      expect(await answers(text), text).to.deep.equal(results);
  });

  it('pages through what was found, and keeps the words', async () => {
    for (let i = 1; i <= 21; i += 1) await buildComplaint({ reporter: cast.rosa, title: `Cable ${i}.` });
    expect(await titles('/?q=cable')).to.have.length(20);
    expect(await titles('/?q=cable&page=2')).to.deep.equal(['Cable 1.']);
    const { text } = await rosa.get('/?q=cable');
    expect(text).to.contain('href="/?q=cable&amp;page=2"').and.contain('21 complaints found for');
  });
});
