import { expect } from 'chai';
import { setTimeout as delay } from 'node:timers/promises';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { FaqPicture } from '../../src/models/faq-picture.ts';
import { Faq } from '../../src/models/faq.ts';
import { StagedFile } from '../../src/models/staged-file.ts';
import { resolveComplaint } from '../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCategory, buildFaq } from '../factories/faq.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { testEnvironment } from '../support/database.ts';
import { png } from '../support/files.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';
import { claimStorage, removeStoredFiles, storedFiles } from '../support/stored-files.ts';

describe('questions and answers in the panel', () => {
  const panel = withPanel();
  const dataDir = testEnvironment.DATA_DIR ?? '';
  let cast: Cast;
  let amir: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    amir = await panel.as('amir');
  });

  it('are written by the form with their types, filtered, and moved', async () => {
    const type = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    await amir.create('faq_categories', { name: 'Printers', isActive: 'true' });
    const categoryId = String(await buildCategory('Printers'));
    const form = {
      question: 'Why?',
      answer: 'So.',
      categoryId,
      isActive: 'true',
      'typeIds.0': String(type.id),
    };
    await amir.create('faqs', form);
    await amir.create('faqs', { ...form, question: 'Second', isFeatured: 'true' });
    const [first, second] = await Faq.findAll({ order: ['id'] });
    await amir.act('faqs', second?.id ?? 0, 'move', { direction: 'up' });
    expect(valuesOf(await amir.list('faqs'), 'question')).to.deep.equal(['Second', 'Why?']);
    expect(valuesOf(await amir.list('faqs', { 'filters.isFeatured': 'true' }), 'question')).to.deep.equal([
      'Second',
    ]);
    expect(valuesOf(await amir.list('faqs', { 'filters.categoryId': categoryId }), 'views')).to.deep.equal([
      0, 0,
    ]);
    const { record } = await amir.show('faqs', first?.id ?? 0);
    expect(record.populated['typeIds.0']?.title).to.equal('Printer');
    await amir.act('faqs', first?.id ?? 0, 'edit', { typeIds: '__FORM_VALUE_EMPTY_ARRAY__' });
    expect((await amir.show('faqs', first?.id ?? 0)).record.params).to.not.have.property('typeIds.0');
    const refused = await amir.create('faqs', { ...form, 'typeIds.0': '9999' });
    expect(refused.record.errors).to.have.key('typeIds');
    const elena = await panel.as('elena');
    expect((await elena.list('faqs')).meta.total).to.equal(2);
    expect((await elena.act('faqs', first?.id ?? 0, 'move', { direction: 'up' })).status).to.equal(403);
    expect((await elena.create('faqs', form)).status).to.equal(403);
  });

  it('are previewed as the portal draws them, and that counts for no reader', async () => {
    const id = await buildFaq();
    const { text } = await amir.post('resources/faqs/actions/preview', {
      answer: '**a** <b> [c](javascript:d)',
    });
    expect(JSON.parse(text)).to.deep.equal({ html: '<p><strong>a</strong> &lt;b&gt; c</p>\n' });
    expect((await amir.get('resources/faqs/actions/preview')).status).to.equal(405);
    expect((await amir.show('faqs', id)).record.params).to.include({ views: 0, helped: 0 });
  });

  it('take pictures while they are written', async () => {
    await removeStoredFiles(dataDir);
    await claimStorage();
    const send = async (who: Panel, file: File) => {
      const body = new FormData();
      body.append('attachments', file);
      const path = '/admin/api/resources/faqs/actions/addPicture';
      return who.client.request(path, { method: 'POST', body });
    };
    const { text } = await send(amir, new File([png], 'lamp.png'));
    const [picture] = await FaqPicture.findAll();
    expect(JSON.parse(text)).to.deep.equal({ picture: { id: picture?.id, name: 'lamp.png' } });
    expect(picture?.uploaderId).to.equal(cast.amir.id);
    expect((await send(amir, new File(['words'], 'a.txt'))).text).to.include('Choose one picture');
    expect((await send(await panel.as('elena'), new File([png], 'b.png'))).status).to.equal(403);
    // What was refused is removed after the answer.
    for (let i = 0; i < 100 && (await storedFiles(dataDir)).length > 1; i += 1) await delay(20);
    expect(await storedFiles(dataDir)).to.deep.equal([picture?.storageKey]);
    expect(await StagedFile.count()).to.equal(0);
  });

  it('are made of a solved complaint by a button of its page', async () => {
    const working = { reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' } as const;
    const { id } = await buildComplaint({ ...working, title: 'No sound' });
    const offers = async (who: Panel) =>
      (await who.show('complaints', id)).record.recordActions.some(({ name }) => name === 'makeAnswer');
    expect(await offers(amir)).to.equal(false);
    expect((await amir.act('complaints', id, 'makeAnswer')).notice?.type).to.equal('error');
    await resolveComplaint(cast.elena, { id, remark: 'Plug it in.' });
    const elena = await panel.as('elena');
    expect([await offers(amir), await offers(elena)]).to.deep.equal([true, false]);
    const made = await amir.act('complaints', id, 'makeAnswer');
    const faq = await Faq.findOne({ rejectOnEmpty: true });
    expect(made.redirectUrl).to.equal(`/admin/resources/faqs/records/${faq.id}/edit`);
    expect(faq).to.include({ question: 'No sound', answer: 'Plug it in.', isActive: false });
    expect((await amir.act('complaints', id, 'makeAnswer')).notice?.type).to.equal('info');
    expect((await elena.act('complaints', id, 'makeAnswer')).status).to.equal(403);
    expect((await amir.get(`resources/complaints/records/${id}/makeAnswer`)).status).to.equal(405);
    expect(await Faq.count()).to.equal(1);
  });
});
