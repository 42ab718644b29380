import { Readable } from 'node:stream';
import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database } from '../../src/database/connect.ts';
import { DAY_MS } from '../../src/durations.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { operator } from '../../src/policies/actor.ts';
import { receiveFile } from '../../src/use-cases/attachments/receive-file.ts';
import { listComplaints } from '../../src/use-cases/complaints/queue/list-complaints.ts';
import { postComplaint } from '../../src/use-cases/complaints/post-complaint.ts';
import { editComplaint } from '../../src/use-cases/complaints/steps/edit-complaint.ts';
import { rejectComplaint } from '../../src/use-cases/complaints/steps/reject-complaint.ts';
import { exportComplaints } from '../../src/use-cases/exports/export-complaints.ts';
import { ownComplaintsWhole } from '../../src/use-cases/own-data/own-complaints.ts';
import { applyRetention } from '../../src/use-cases/retention/apply-retention.ts';
import { setRetention } from '../../src/use-cases/retention/set-retention.ts';
import { tryRetention } from '../../src/use-cases/retention/try-retention.ts';
import type { Cast } from '../factories/people.ts';
import { apiDocument, programOf } from '../support/api-client.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { byHand } from '../support/journal-watch.ts';
import { readPdf } from '../support/read-pdf.ts';
import { enterAsRosa } from '../support/reporter.ts';

const DIGEST = /erased:/;

interface Shown {
  readonly filesRemovedAt: string | null;
  readonly textsRemovedAt: string | null;
}

describe('complaints whose files and texts a rule removed', function suite() {
  this.timeout(60_000);
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  let typeId: string;
  /** The files alone went of the second, texts as well of the first, nothing of the third. */
  let whole: number;
  let fileless: number;
  let kept: number;

  before(async () => {
    app = await startApp({ panel: true });
  });
  after(() => app.stop());

  async function file(title: string): Promise<number> {
    const attachments = [await receiveFile(Readable.from([Buffer.from('a puddle')]), 'puddle.txt')];
    const said = { description: 'It is dripping.', location: 'The cupola', contactNumber: '+49 555 0200' };
    const { id } = await postComplaint(cast.rosa, { title, typeId, urgency: 'low', ...said, attachments });
    await editComplaint(cast.amir, { id, title: `${title} once more`, description: 'It drips and drips.' });
    await rejectComplaint(cast.amir, { id, remark: 'Bring an umbrella' });
    return id;
  }

  async function age(id: number, years: number): Promise<void> {
    const [closed] = await database().query<{ id: number }>(
      "SELECT id FROM statuses WHERE category = 'closed'",
      { type: QueryTypes.SELECT },
    );
    const long = new Date(Date.now() - years * 366 * DAY_MS);
    const past = { statusId: closed?.id ?? 0, closedAt: long, lastActivityAt: long };
    await byHand(() => Complaint.update(past, { where: { id }, silent: true }));
  }

  beforeEach(async () => {
    ({ cast, rosa, typeId } = await enterAsRosa(app));
    [whole, fileless, kept] = [await file('Leak'), await file('Drip'), await file('Puddle')];
    await age(whole, 6);
    await age(fileless, 3);
    for (const [rule, years] of [
      ['files', 2],
      ['texts', 5],
    ] as const) {
      await tryRetention(cast.asha, { rule, years });
      await setRetention(cast.asha, { rule, years });
    }
    expect(await applyRetention(operator)).to.deep.equal({ ofFiles: 2, files: 2, ofTexts: 1 });
  });

  it('say so in the portal, and show no digest in the place of what is gone', async () => {
    const [gone, some, all] = await Promise.all(
      [whole, fileless, kept].map(async (id) => (await rosa.get(`/complaints/${id}`)).text),
    );
    expect(gone).to.contain('Texts removed').and.contain('Files removed').and.contain('not kept any more');
    expect(gone).to.contain('changed the title and the description');
    for (const word of ['Leak', 'drip', 'umbrella', 'puddle.txt']) expect(gone).not.to.contain(word);
    expect(some).to.contain('Files removed').and.not.contain('Texts removed').and.not.contain('puddle.txt');
    expect(some).to.contain('from “Drip” to “Drip once more”').and.contain('It drips and drips.');
    expect(all).to.contain('puddle.txt').and.not.contain('Files removed');
    for (const text of [gone, some, all]) expect(text).not.to.match(DIGEST);
    expect((await rosa.get('/')).text)
      .to.contain('Removed')
      .and.not.match(DIGEST);
  });

  it('say so on paper', async () => {
    const cookie = [...rosa.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${app.url}/complaints/${whole}/pdf`, { headers: { cookie } });
    const { text } = readPdf(Buffer.from(await response.arrayBuffer()));
    expect(text).to.contain('Textsremoved').and.contain('Filesremoved').and.not.match(DIGEST);
    expect(text).not.to.contain('Attached:');
  });

  it('say so in the panel, whose list finds them', async () => {
    const asha = await signIn(app.client(), 'asha');
    const shown = await asha.get(`/admin/api/resources/complaints/records/${whole}/show`);
    const { complaint } = (shown.json() as { record: { conversation: { complaint: Shown } } }).record
      .conversation;
    expect(complaint.filesRemovedAt).to.be.a('string');
    expect(complaint.textsRemovedAt).to.be.a('string');
    expect(shown.text).not.to.match(DIGEST);
    const found = async (removed: string) => {
      const query = `filters.view=all&filters.removed=${removed}&sortBy=id&direction=asc`;
      const { text, status } = await asha.get(`/admin/api/resources/complaints/actions/list?${query}`);
      expect(status, text).to.equal(200);
      return (JSON.parse(text) as { records: { params: { id: number } }[] }).records.map(
        ({ params }) => params.id,
      );
    };
    expect(await found('files')).to.deep.equal([whole, fileless]);
    expect(await found('texts')).to.deep.equal([whole]);
    expect(await found('texts,files')).to.deep.equal([whole, fileless]);
  });

  it('say so to programs, as the document of the interface tells', async () => {
    const amir = await programOf(app.url, cast.amir);
    const read = async (id: number) => (await amir.get<Shown>(`/complaints/${id}`)).body;
    const [gone, some, all] = [await read(whole), await read(fileless), await read(kept)];
    expect([gone.filesRemovedAt, gone.textsRemovedAt].map((at) => typeof at)).to.deep.equal([
      'string',
      'string',
    ]);
    expect([typeof some.filesRemovedAt, some.textsRemovedAt]).to.deep.equal(['string', null]);
    expect([all.filesRemovedAt, all.textsRemovedAt]).to.deep.equal([null, null]);
    expect(JSON.stringify(apiDocument)).to.contain('"filesRemovedAt"').and.contain('"textsRemovedAt"');
    const list = await amir.get<{ data: { id: number }[] }>('/complaints?removed=texts');
    expect(list.body.data.map(({ id }) => id)).to.deep.equal([whole]);
    expect((await amir.get('/complaints?removed=all')).status).to.equal(422);
    const events = await amir.get(`/complaints/${whole}/events`);
    expect(JSON.stringify(events.body)).to.contain('changed the title').and.not.match(DIGEST);
  });

  it('say so in what is exported, and in what their reporter takes out', async () => {
    const all = { view: 'all', sort: 'number', direction: 'asc' } as const;
    const source = await exportComplaints(cast.asha, all, 'UTC');
    const at = (label: string) => source.columns.findIndex((column) => column.label === label);
    const places = [at('Files removed'), at('Texts removed')];
    const told: unknown[] = [];
    for await (const some of source.rows())
      told.push(...some.map((row) => places.map((place) => row[place] instanceof Date)));
    expect(told).to.deep.equal([
      [true, true],
      [true, false],
      [false, false],
    ]);
    const found = await exportComplaints(cast.asha, { ...all, removed: ['texts'] }, 'UTC');
    for await (const some of found.records())
      expect(some.map((one) => (one as { id: number } & Shown).textsRemovedAt !== null)).to.deep.equal([
        true,
      ]);
    const own: (Shown & { number: number })[] = [];
    for await (const one of ownComplaintsWhole(cast.rosa)) own.push(one as Shown & { number: number });
    expect(own.map(({ number, textsRemovedAt }) => [number, textsRemovedAt !== null])).to.deep.equal([
      [whole, true],
      [fileless, false],
      [kept, false],
    ]);
    expect(JSON.stringify(own)).not.to.match(DIGEST);
  });

  it('are listed with others as they are', async () => {
    const { rows } = await listComplaints(cast.asha, { view: 'all', sort: 'number', direction: 'asc' });
    expect(rows.map(({ title }) => title)).to.deep.equal(['Removed', 'Drip once more', 'Puddle once more']);
  });
});
