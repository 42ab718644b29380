import { Readable } from 'node:stream';
import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { FaqView } from '../../src/models/faq-view.ts';
import { receiveFile } from '../../src/use-cases/attachments/receive-file.ts';
import { addPicture } from '../../src/use-cases/faq/add-picture.ts';
import { buildFaq } from '../factories/faq.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { png } from '../support/files.ts';
import { journal } from '../support/journal.ts';

describe('questions and answers in the portal', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  before(async () => {
    app = await startApp({ environment: { BASE_URL: 'http://localhost/it', UPLOAD_MB_PER_DAY: '1' } });
  });
  beforeEach(async () => {
    cast = await buildCast();
    rosa = await signIn(app.client(), 'rosa');
  });
  after(() => app.stop());

  it('are leafed through and searched without scripts, by whoever is signed in', async () => {
    const anonymous = await app.client().get('/faq');
    expect(anonymous.location).to.equal('/it/login?next=%2Ffaq');
    expect((await rosa.get('/faq')).text).to.include('Nothing here yet');
    const id = await buildFaq({ question: 'Why <b> is it dark?', category: 'Lamps', isFeatured: true });
    await buildFaq({ question: 'A draft', isActive: false });
    const { text } = await rosa.get('/faq');
    expect(text).to.include('Look here first').and.include('Lamps').and.not.include('A draft');
    expect(text).to.include(`<a href="/it/faq/${id}" dir="auto">Why &lt;b&gt; is it dark?</a>`);
    expect((await rosa.get('/')).text).to.include('<a href="/it/faq">FAQ</a>');
    expect((await rosa.get('/faq?q=DAR')).text)
      .to.include('1 answer found for')
      .and.include('is it dark?');
    expect((await rosa.get('/faq?q=dra%3Cb')).text)
      .to.include('Nothing found')
      .and.include('dra&lt;b');
  });

  it('show an answer drawn safely, count who reads it, and take whether it helped', async () => {
    const id = await buildFaq({
      question: 'Dark?',
      answer: '# Lamp\n[a](/faq) [b](javascript:x)',
      category: 'Lamps',
    });
    await buildFaq({ question: 'Bright?', category: 'Lamps' });
    await rosa.request(`/faq/${id}`, { method: 'HEAD' });
    await rosa.get(`/faq/${id}`, { 'sec-purpose': 'prefetch' });
    expect(await FaqView.count()).to.equal(0);
    await rosa.get(`/faq/${id}`);
    const { text } = await rosa.get(`/faq/${id}`);
    expect(await FaqView.count()).to.equal(1);
    expect(text).to.include('<h2>Lamp</h2>\n<p><a href="/it/faq">a</a> b</p>').and.include('Bright?');
    expect(text).to.include('Did this help?').and.include('/it/complaints/new');
    expect((await rosa.post(`/faq/${id}/helped`, { helped: 'yes' })).location).to.equal(
      `/it/faq/${id}#helped`,
    );
    expect((await rosa.get(`/faq/${id}`)).text)
      .to.include('You said that this helped.')
      .and.include('Take back');
    const sam = await signIn(app.client(), 'sam');
    expect((await sam.get(`/faq/${id}`)).text).to.include('It helped 1 person. And you?');
    await rosa.post(`/faq/${id}/helped`, { helped: 'no' });
    expect((await rosa.get(`/faq/${id}`)).text).to.include('Did this help?');
    const foreign = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    expect((await rosa.post(`/faq/${id}/helped`, { helped: 'yes' }, foreign)).status).to.equal(403);
    expect((await app.client().post(`/faq/${id}/helped`, { helped: 'yes' })).location).to.match(
      /^\/it\/login/,
    );
  });

  it('know nothing of answers that are not active, and of other addresses', async () => {
    const id = await buildFaq({ isActive: false });
    const amir = await signIn(app.client(), 'amir');
    for (const path of [
      `/faq/${id}`,
      `/faq/${id}/solved`,
      '/faq/0',
      '/faq/x',
      '/faq/99999999999',
      '/faq/pictures/1',
    ])
      for (const client of [rosa, amir]) expect((await client.get(path)).status, path).to.equal(404);
    for (const path of [`/faq/${id}/helped`, `/faq/${id}/solved`])
      expect((await rosa.post(path, { helped: 'yes' })).status).to.equal(404);
  });

  it('tell a script what fits a title, so often and no oftener', async () => {
    const id = await buildFaq({ question: 'The lamp is dark' });
    const { text, headers } = await rosa.get('/faq/fitting?title=lamp');
    expect(JSON.parse(text)).to.deep.equal({ answers: [{ id, question: 'The lamp is dark' }] });
    expect(headers.get('cache-control')).to.equal('private, no-store');
    expect((await rosa.get('/faq/fitting')).status).to.equal(422);
    expect((await rosa.get(`/faq/fitting?title=${'x'.repeat(1001)}`)).status).to.equal(422);
    expect((await app.client().get('/faq/fitting?title=lamp')).status).to.equal(303);
    const statuses = await Promise.all(
      Array.from({ length: 118 }, async () => (await rosa.get('/faq/fitting?title=x')).status),
    );
    expect([...new Set(statuses)]).to.have.members([200, 429]);
    const sam = await signIn(app.client(), 'sam');
    expect((await sam.get('/faq/fitting?title=lamp')).status).to.equal(200);
  });

  it('save a complaint: nothing is filed, and it is remembered', async () => {
    const id = await buildFaq({ question: 'Dark?' });
    expect((await rosa.get('/complaints/new')).text)
      .to.include('form="solved"')
      .and.include('id="solved"');
    expect((await rosa.post(`/faq/${id}/solved`)).location).to.equal(`/it/faq/${id}/solved`);
    expect((await rosa.get(`/faq/${id}/solved`)).text).to.include('Nothing was filed.');
    expect(await Complaint.count()).to.equal(0);
    expect((await journal({ name: 'faq.deflected' }))[0]).to.include({
      subjectId: id,
      actorId: cast.rosa.id,
    });
  });

  it('show pictures to those who are signed in, kept in private, and nothing of them runs', async () => {
    const file = await receiveFile(Readable.from([png]), 'lamp.png');
    const { id } = await addPicture(cast.amir, { attachments: [file] });
    const path = `/faq/pictures/${id}`;
    expect((await app.client().get(path)).status).to.equal(303);
    expect((await rosa.get(path)).status, 'that no answer shows').to.equal(404);
    await buildFaq({ question: 'A draft', answer: `![](${path})`, isActive: false });
    expect((await rosa.get(path)).status, 'of a draft').to.equal(404);
    const amir = await signIn(app.client(), 'amir');
    expect((await amir.get(path)).status, 'for who writes it').to.equal(200);
    await buildFaq({ question: 'A lamp', answer: `![](${path})` });
    const { status, headers } = await rosa.get(path);
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.equal('image/png');
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('cache-control')).to.match(/^private, no-cache/);
    expect(headers.get('content-security-policy')).to.include('sandbox');
    const again = await rosa.get(path, { 'if-none-match': headers.get('etag') ?? '' });
    expect(again.status).to.equal(304);
  });
});
