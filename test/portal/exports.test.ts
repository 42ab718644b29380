import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { Attachment } from '../../src/models/attachment.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import type { Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { png } from '../support/files.ts';
import { journal } from '../support/journal.ts';
import { readPdf } from '../support/read-pdf.ts';
import { enterAsRosa } from '../support/reporter.ts';

describe('what the portal gives out as files', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  let typeId: string;
  before(async () => {
    app = await startApp({ environment: { TIME_ZONE: 'Asia/Kolkata' } });
  });
  beforeEach(async () => {
    ({ cast, rosa, typeId } = await enterAsRosa(app));
  });
  after(() => app.stop());

  const bytes = async (client: Client, path: string): Promise<{ status: number; body: Buffer }> => {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(app.url + path, { headers: { cookie }, redirect: 'manual' });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  };

  it('are one’s own complaints as the list shows them, and nobody else’s', async () => {
    await buildComplaint({ title: '=1+1', reporter: cast.rosa });
    await buildComplaint({ title: 'Closed printer', reporter: cast.rosa, status: 'closed' });
    await buildComplaint({ title: 'Sam’s printer', reporter: cast.sam });
    const titles = async (query: string): Promise<string[]> => {
      const { status, text } = await rosa.get(`/complaints/export?format=csv${query}`);
      expect(status, text).to.equal(200);
      return parse<{ Title: string }>(text, { columns: true }).map((row) => row.Title);
    };
    expect(await titles('')).to.deep.equal(['Closed printer', "'=1+1"]);
    expect(await titles('&show=open')).to.deep.equal(["'=1+1"]);
    expect(await titles('&show=closed&page=4')).to.deep.equal(['Closed printer']);
    expect(await titles('&q=printer')).to.deep.equal(['Closed printer']);
    expect(await titles('&q=nothing')).to.deep.equal([]);
    const list = (await rosa.get('/?show=open&q=1')).text;
    expect(list).to.include('href="/complaints/export?format=xlsx&amp;show=open&amp;q=1"');
    expect((await journal({ name: 'export.downloaded' })).at(-1)?.details).to.deep.equal({
      what: 'own complaints',
      format: 'csv',
      filters: { search: 'nothing' },
      rows: 0,
    });
  });

  it('are refused to strangers, to other sites’ pages and in other ways than by GET', async () => {
    const { id } = await buildComplaint({ reporter: cast.sam });
    const own = await buildComplaint({ reporter: cast.rosa });
    const paths = ['/complaints/export?format=csv', `/complaints/${own.id}/pdf`];
    for (const path of paths) {
      expect((await app.client().get(path)).location).to.match(/^\/login/);
      expect((await rosa.request(path, { method: 'HEAD' })).status).to.equal(405);
      expect((await rosa.get(path, { 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
    }
    const spelled = String(own.id).replaceAll(/\d/g, '%3$&');
    const otherwise = ['/complaints/export/?format=csv', '/Complaints/EXPORT?format=csv'];
    otherwise.push(`/complaints/${own.id}/pdf/`, `/complaints/${spelled}/pdf`, `/complaints/${spelled}/PDF/`);
    for (const path of otherwise) {
      const fetched = await rosa.get(path, { 'sec-fetch-site': 'same-site' });
      expect([fetched.status, fetched.text.includes('another site')], path).to.deep.equal([403, true]);
    }
    for (const address of [String(id), '0', 'x', '999999999'])
      expect((await rosa.get(`/complaints/${address}/pdf`)).status, address).to.equal(404);
    expect((await rosa.get('/complaints/export?format=pdf')).status).to.equal(400);
    expect((await rosa.get(`/complaints/${own.id}/pdf?notes=1`)).status).to.equal(403);
    expect(await journal({ name: 'export.downloaded' })).to.deep.equal([]);
  });

  it('are a complaint as a PDF with its words, its pictures and, where asked for, its notes', async function () {
    this.timeout(60_000);
    const filed = await rosa.postMultipart(
      '/complaints',
      { title: 'प्रिंटर "broken"', description: `मदद\n${'A long line. '.repeat(40)}`, typeId, urgency: 'high' },
      { attachments: new File([Uint8Array.from(png)], 'screen.png') },
    );
    const id = Number(/\d+/.exec(filed.location ?? '')?.[0]);
    expect(await Attachment.count({ where: { complaintId: id } })).to.equal(1);
    await claimComplaint(cast.elena, { id });
    await addNote(cast.elena, { id, remark: 'SECRET coffee' });
    await addRemark(cast.rosa, { id, remark: `${'Line of many.\n'.repeat(120)}the end` });
    const own = await bytes(rosa, `/complaints/${id}/pdf`);
    const pdf = readPdf(own.body);
    expect(pdf.text)
      .to.include('ElenaEngineerclaimedit')
      .and.to.include('theend')
      .and.to.include('screen.png');
    expect(pdf.text).to.not.include('SECRET');
    // A picture with transparent parts is two.
    expect([pdf.pages, pdf.pictures]).to.deep.equal([4, 2]);
    expect(pdf.text).to.include('2/4').and.to.include('Asia/Kolkata');
    expect(pdf.fonts.some((name) => name.includes('Devanagari'))).to.equal(true);
    const elena = await signIn(app.client(), 'elena');
    expect(readPdf((await bytes(elena, `/complaints/${id}/pdf`)).body).text).to.not.include('SECRET');
    expect(readPdf((await bytes(elena, `/complaints/${id}/pdf?notes=1`)).body).text).to.include(
      'SECRETcoffee',
    );
    const told = await journal({ name: 'export.downloaded' });
    expect(
      told.map(({ actorId, complaintId, details }) => [actorId, complaintId, details.withNotes]),
    ).to.deep.equal([
      [cast.rosa.id, id, undefined],
      [cast.elena.id, id, undefined],
      [cast.elena.id, id, true],
    ]);
  });
});
