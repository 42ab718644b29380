import { expect } from 'chai';
import { ConflictError } from '../../../../src/errors.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { ComplaintType } from '../../../../src/models/complaint-type.ts';
import { SearchDocument } from '../../../../src/models/search-document.ts';
import { postComplaint } from '../../../../src/use-cases/complaints/post-complaint.ts';
import { addNote } from '../../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';
import { editComplaint } from '../../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { listComplaints } from '../../../../src/use-cases/complaints/queue/list-complaints.ts';
import { indexMissing } from '../../../../src/use-cases/complaints/search/index-missing.ts';
import { matchOwn } from '../../../../src/use-cases/complaints/search/match-complaints.ts';
import { searchComplaints } from '../../../../src/use-cases/complaints/search/search-complaints.ts';
import { updateUser } from '../../../../src/use-cases/people/update-user.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast, type Cast } from '../../../factories/people.ts';
import { countQueries } from '../../../support/queries.ts';
import { refusal } from '../../../support/refusal.ts';

describe('the search', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function find(text: string, actor = cast.amir): Promise<string[]> {
    return (await searchComplaints(actor, { text })).rows.map(({ title }) => title);
  }
  const build = (title: string, more: Parameters<typeof buildComplaint>[0] = {}) =>
    buildComplaint({ reporter: cast.rosa, description: 'No details.', title, ...more });

  it('finds by number, with and without the sign', async () => {
    const { id } = await build('One');
    await build('Two', { description: `Like ${id}, but worse.` });
    expect(await find(`#${id}`)).to.deep.equal(['One', 'Two']);
    expect(await find(` ${id} `)).to.deep.equal(['One', 'Two']);
    const arabic = String(id).replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
    expect((await find(`#${arabic}`))[0]).to.equal('One');
    expect(await find('#999999999')).to.deep.equal([]);
    expect(await find(`#${id}`, cast.sam)).to.deep.equal([]);
  });

  it('finds by title, description, location, reporter, remark and note', async () => {
    const complaint = await build('Zebra stripes', {
      description: 'On the ostrich.',
      location: 'Giraffe house',
    });
    await addRemark(cast.amir, { id: complaint.id, remark: 'Fed the penguin.' });
    await addNote(cast.amir, { id: complaint.id, remark: 'Ask the walrus.' });
    await build('Nothing of it', { reporter: cast.sam });
    for (const text of ['zebra', 'OSTRICH', 'giraffe', 'rosa', 'reporter', 'penguin', 'walrus']) {
      expect(await find(text), text).to.deep.equal(['Zebra stripes']);
    }
    expect(await find('zebra penguin rosa')).to.deep.equal(['Zebra stripes']);
    expect(await find('zebra elephant')).to.deep.equal([]);
  });

  it('finds by the beginning of a word, short words and frequent ones, and by four letters within', async () => {
    await build('The VM is in the printer');
    for (const text of ['print', 'p', 'vm', 'v', 'the', 'is', 'in', 'rint', 'rinter', 'nter']) {
      expect(await find(text), text).to.deep.equal(['The VM is in the printer']);
    }
    for (const text of ['rin', 'ter', 'printers', 'sprint']) expect(await find(text), text).to.deep.equal([]);
  });

  it('finds what was just filed so, by words that somebody wrote before and by those that nobody did', async () => {
    const typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true })).id);
    const file = (title: string) => postComplaint(cast.rosa, { title, description: 'No details.', typeId });
    await file('Plotter hums');
    await file('Plotter whirrs');
    await file('Plotter hums');
    expect(await find('lott')).to.have.length(3);
    expect(await find('plot')).to.have.length(3);
    expect(await find('hirr')).to.deep.equal(['Plotter whirrs']);
    expect(await find('hum')).to.deep.equal(['Plotter hums', 'Plotter hums']);
  });

  it('keeps quoted words together', async () => {
    await build('blue screen again');
    await build('screen is blue');
    expect(await find('"blue screen"')).to.deep.equal(['blue screen again']);
    expect(await find('blue screen')).to.have.members(['blue screen again', 'screen is blue']);
    expect(await find('"blue   SCREEN')).to.have.length(2);
  });

  it('takes every sign as typed: 50%_off finds only that', async () => {
    await build('Get 50%_off now');
    await build('Get 50 off now');
    await build('Get 50xyoff now');
    await build('Get 50% off now');
    expect(await find('50%_off')).to.deep.equal(['Get 50%_off now']);
    expect(await find('50%')).to.have.members(['Get 50%_off now', 'Get 50% off now']);
  });

  it('does without letter case and accents in any script', async () => {
    await build('Über die Ärzte in Ōsaka');
    await build('प्रिंटर खराब है');
    await build('打印机坏了');
    await build('Принтер сломан');
    await build('It smokes 🔥 badly');
    expect(await find('uber ARZTE osaka')).to.deep.equal(['Über die Ärzte in Ōsaka']);
    expect(await find('über')).to.deep.equal(['Über die Ärzte in Ōsaka']);
    expect(await find('प्रिंटर')).to.deep.equal(['प्रिंटर खराब है']);
    expect(await find('打印')).to.deep.equal(['打印机坏了']);
    expect(await find('ПРИНТ')).to.deep.equal(['Принтер сломан']);
    expect(await find('🔥')).to.deep.equal(['It smokes 🔥 badly']);
  });

  it('no input is an error', async () => {
    await build('Plain');
    const inputs = [
      '',
      '   ',
      '"',
      '""',
      '"unclosed',
      "' OR 1=1 --",
      '+-*~<>()@',
      '*',
      'pla*',
      '%',
      '_',
      '\\',
      '\0',
      'NEAR(a b)',
      'plain AND',
      'OR NOT',
      'public_words:plain',
      '^plain',
      '{plain}',
      '\uD800',
      '😀'.repeat(150),
      'x'.repeat(300),
      'w '.repeat(300),
      '\u202Eplain',
      '${7*7}{{7*7}}',
    ];
    for (const actor of [cast.amir, cast.rosa, cast.sam]) {
      for (const text of inputs) await searchComplaints(actor, { text });
    }
    expect(await find("pla' OR '1'='1")).to.deep.equal([]);
    expect(await find('plain?')).to.deep.equal(['Plain']);
  });

  it('shows the best first, and of equals the newest', async () => {
    const old = await build('Server', { description: 'It hums.' });
    await build('Something', { description: 'The server is slow.' });
    await build('Server', { description: 'It sings.' });
    const said = await build('Other');
    await addRemark(cast.amir, { id: said.id, remark: 'server restarted' });
    const { rows } = await searchComplaints(cast.amir, { text: 'server' });
    expect(rows.map(({ title }) => title)).to.deep.equal(['Server', 'Server', 'Something', 'Other']);
    expect(rows[1]?.id).to.equal(old.id);
  });

  it('staff find their own, and nothing by the internal notes', async () => {
    const own = await build('My zebra');
    await build('Foreign zebra', { reporter: cast.sam });
    await addNote(cast.amir, { id: own.id, remark: 'The walrus did it.' });
    await addRemark(cast.amir, { id: own.id, remark: 'Ask the penguin.' });
    expect(await find('zebra', cast.rosa)).to.deep.equal(['My zebra']);
    expect(await find('penguin', cast.rosa)).to.deep.equal(['My zebra']);
    expect(await find('walrus', cast.rosa)).to.deep.equal([]);
    expect(await find('walrus zebra', cast.rosa)).to.deep.equal([]);
    expect(await find('walrus', cast.elena)).to.deep.equal(['My zebra']);
  });

  it('staff do not learn from a note how the words of it stand together', async () => {
    const own = await build('A blue thing with a screen');
    await addNote(cast.amir, { id: own.id, remark: 'A blue screen.' });
    expect(await find('"blue screen"', cast.rosa)).to.deep.equal([]);
    expect(await find('"blue screen"', cast.elena)).to.deep.equal(['A blue thing with a screen']);
  });

  it("staff's searches do not even look at others' complaints or at notes", async () => {
    const own = await build('My zebra');
    await build('Foreign zebra', { reporter: cast.sam });
    await addNote(cast.amir, { id: own.id, remark: 'The walrus did it.' });
    expect((await matchOwn(cast.rosa.id, 'zebra')).ids).to.deep.equal([own.id]);
    expect((await matchOwn(cast.rosa.id, 'walrus')).ids).to.deep.equal([]);
  });

  it('follows edits, new names and deletion', async () => {
    const complaint = await build('Old title');
    await editComplaint(cast.amir, { id: complaint.id, title: 'New title' });
    expect(await find('old')).to.deep.equal([]);
    expect(await find('new')).to.deep.equal(['New title']);
    await updateUser(cast.asha, cast.rosa.id, { lastName: 'Married' });
    expect(await find('rosa reporter')).to.deep.equal([]);
    expect(await find('rosa married')).to.deep.equal(['New title']);
    await Complaint.destroy({ where: { id: complaint.id } });
    expect(await SearchDocument.count()).to.equal(0);
    expect(await find('new')).to.deep.equal([]);
  });

  it('turns pages at a constant number of queries', async () => {
    for (let i = 0; i < 25; i += 1) await build(`Scanner ${i}`);
    const first = await searchComplaints(cast.amir, { text: 'scanner' });
    expect([first.total, first.more, first.pages, first.rows.length]).to.deep.equal([25, false, 2, 20]);
    const last = await searchComplaints(cast.amir, { text: 'scanner', page: 9 });
    expect([last.page, last.rows.map(({ title }) => title)]).to.deep.equal([
      2,
      [4, 3, 2, 1, 0].map((i) => `Scanner ${i}`),
    ]);
    const queries = await countQueries(() => searchComplaints(cast.amir, { text: 'scanner' }));
    expect(await countQueries(() => searchComplaints(cast.amir, { text: 'scanner 7' }))).to.equal(queries);
  });

  it('reaches everything that is found, the oldest of very many and the exact among what is alike', async () => {
    const old = await build('Toner for the C++ machine', { status: 'resolved' });
    const { id: _id, ...row } = (await build('Toner for the C-- machine')).get({ plain: true });
    await Complaint.bulkCreate(Array.from({ length: 320 }, () => ({ ...row, submissionKey: null })));
    expect(await indexMissing()).to.equal(320);
    expect(await indexMissing()).to.equal(0);
    const all = await searchComplaints(cast.amir, { text: 'toner', page: 99 });
    expect([all.total, all.more, all.page]).to.deep.equal([322, false, 17]);
    expect(all.rows.at(-1)?.id).to.equal(old.id);
    for (const text of ['C++', '"the c++ machine"', 'toner c++'])
      expect(await find(text), text).to.deep.equal(['Toner for the C++ machine']);
    const tab = await listComplaints(cast.amir, { search: 'toner', view: 'resolved' });
    expect(tab.rows.map(({ id }) => id)).to.deep.equal([old.id]);
    expect(tab.total).to.deep.equal({ count: 1, more: false });
  });

  it('goes on from where indexing was stopped', async () => {
    const { id: _id, ...row } = (await build('Toner')).get({ plain: true });
    await Complaint.bulkCreate(Array.from({ length: 60 }, () => ({ ...row, submissionKey: null })));
    let batches = 0;
    const signal = Object.assign(new AbortController().signal, {
      throwIfAborted() {
        batches += 1;
        if (batches > 1) throw new ConflictError('stopped');
      },
    });
    expect((await refusal(indexMissing(signal))).message).to.equal('stopped');
    expect(await find('toner')).to.have.length(20);
    expect(await indexMissing()).to.equal(10);
    expect((await searchComplaints(cast.amir, { text: 'toner' })).total).to.equal(61);
  });
});
