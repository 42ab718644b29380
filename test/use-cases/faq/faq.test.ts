import { Readable } from 'node:stream';
import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { FaqCategory } from '../../../src/models/faq-category.ts';
import { FaqPicture } from '../../../src/models/faq-picture.ts';
import { FaqView } from '../../../src/models/faq-view.ts';
import { FaqVote } from '../../../src/models/faq-vote.ts';
import { Faq } from '../../../src/models/faq.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { addNote } from '../../../src/use-cases/complaints/steps/add-note.ts';
import { resolveComplaint } from '../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { addPicture } from '../../../src/use-cases/faq/add-picture.ts';
import { browseFaq, searchFaq } from '../../../src/use-cases/faq/browse-faq.ts';
import { countFaqUse } from '../../../src/use-cases/faq/count-faq-use.ts';
import { countView } from '../../../src/use-cases/faq/count-view.ts';
import { createFaq } from '../../../src/use-cases/faq/create-faq.ts';
import { deflectComplaint } from '../../../src/use-cases/faq/deflect-complaint.ts';
import { draftFromComplaint } from '../../../src/use-cases/faq/draft-from-complaint.ts';
import { fittingFaqs } from '../../../src/use-cases/faq/fitting-faqs.ts';
import { faqList } from '../../../src/use-cases/faq/list-faqs.ts';
import { moveFaqCategory } from '../../../src/use-cases/faq/move-faq-category.ts';
import { moveFaq } from '../../../src/use-cases/faq/move-faq.ts';
import { faqCategoryNoun, faqNoun } from '../../../src/use-cases/faq/nouns.ts';
import { readFaq } from '../../../src/use-cases/faq/read-faq.ts';
import { removeUnusedPictures } from '../../../src/use-cases/faq/remove-unused-pictures.ts';
import { updateFaq } from '../../../src/use-cases/faq/update-faq.ts';
import { voteFaq } from '../../../src/use-cases/faq/vote-faq.ts';
import { deleteRecords } from '../../../src/use-cases/records/delete-records.ts';
import { listRows } from '../../../src/use-cases/records/listing/list-rows.ts';
import { walkRows } from '../../../src/use-cases/records/listing/walk-rows.ts';
import { updateRecord } from '../../../src/use-cases/records/update-record.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCategory, buildFaq } from '../../factories/faq.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { png } from '../../support/files.ts';
import { journal } from '../../support/journal.ts';
import { refusal } from '../../support/refusal.ts';

const DAY_MS = 86_400_000;

describe('questions and answers', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  const typeId = async (name: string) =>
    (await ComplaintType.findOne({ where: { name }, rejectOnEmpty: true })).id;
  const questions = async () =>
    (await browseFaq(cast.rosa)).sections.map(({ name, faqs }) => [name, ...faqs.map((faq) => faq.question)]);

  it('stand in the order by hand, featured ones first, and those without a category last', async () => {
    await buildFaq({ question: 'Loose' });
    const a = await buildFaq({ question: 'A', category: 'Printers' });
    await buildFaq({ question: 'B', category: 'Printers' });
    const c = await buildFaq({ question: 'C', category: 'Printers', isFeatured: true });
    await buildFaq({ question: 'D', category: 'Mail' });
    expect(await questions()).to.deep.equal([
      ['Printers', 'C', 'A', 'B'],
      ['Mail', 'D'],
      [null, 'Loose'],
    ]);
    await moveFaq(cast.amir, a, { direction: 'down' });
    await moveFaqCategory(cast.amir, await buildCategory('Mail'), { direction: 'up' });
    expect(await questions()).to.deep.equal([
      ['Mail', 'D'],
      ['Printers', 'C', 'B', 'A'],
      [null, 'Loose'],
    ]);
    const { rows } = await listRows(faqList, cast.elena);
    expect(rows.map(({ question }) => question)).to.deep.equal(['D', 'B', 'A', 'C', 'Loose']);
    await updateFaq(cast.amir, c, { categoryId: await buildCategory('Mail') });
    expect(await Faq.findByPk(c)).to.include({ position: 2 });
    expect((await browseFaq(cast.rosa)).featured.map(({ question }) => question)).to.deep.equal(['C']);
  });

  it('are read by everybody while they and their category are active, and by nobody else', async () => {
    const id = await buildFaq({ category: 'Printers' });
    const draft = await buildFaq({ question: 'Draft', isActive: false });
    expect((await readFaq(cast.sam, id)).category).to.equal('Printers');
    const works = (one: number) => [
      () => readFaq(cast.amir, one),
      () => voteFaq(cast.amir, one, { helped: 'yes' }),
      () => countView(cast.amir, one, 'UTC'),
      () => deflectComplaint(cast.amir, one),
    ];
    for (const work of [...works(draft), ...works(9_999)]) expect((await refusal(work)).status).to.equal(404);
    await updateRecord(cast.amir, faqCategoryNoun, await buildCategory('Printers'), { isActive: false });
    for (const work of works(id)) expect((await refusal(work)).status).to.equal(404);
    expect(await questions()).to.deep.equal([]);
    expect(await searchFaq(cast.rosa, 'turn')).to.deep.equal([]);
    expect(await fittingFaqs(cast.rosa, { title: 'How do I turn it on' })).to.deep.equal([]);
  });

  it('take the rights over reference data', async () => {
    const id = await buildFaq();
    for (const actor of [cast.elena, cast.rosa]) {
      const works = [
        () => createFaq(actor, { question: 'A', answer: 'B' }),
        () => updateFaq(actor, id, { question: 'A' }),
        () => moveFaq(actor, id, { direction: 'up' }),
        () => addPicture(actor, {}),
        () => deleteRecords(actor, faqNoun, [id]),
      ];
      for (const work of works) expect((await refusal(work)).status, actor.username).to.be.oneOf([403, 404]);
    }
    expect((await refusal(deleteRecords(cast.amir, faqNoun, [id]))).status).to.equal(403);
    expect((await refusal(listRows(faqList, cast.rosa))).status).to.equal(403);
    await deleteRecords(cast.asha, faqNoun, [id]);
    expect(await Faq.count()).to.equal(0);
  });

  it('tell the journal of every change, types included, and of each change once', async () => {
    const [mail, network] = [await typeId('Email'), await typeId('Network')];
    const id = await buildFaq({ by: cast.amir, typeIds: [mail] });
    await updateFaq(cast.amir, id, { question: 'New words', typeIds: [network] });
    await updateFaq(cast.amir, id, { typeIds: [network] });
    await updateFaq(cast.amir, id, { typeIds: [] });
    const told = (await journal({ name: 'faq.updated' })).map(({ details }) =>
      Object.keys(details.changes as object),
    );
    expect(told).to.deep.equal([['question', 'types'], ['types']]);
    expect((await journal({ name: 'faq.created' }))[0]?.details.changes).to.have.keys(
      'question',
      'answer',
      'isFeatured',
      'isActive',
      'position',
      'types',
    );
    expect(await Faq.findByPk(id)).to.include({ version: 2 });
    const refused = await refusal(updateFaq(cast.amir, id, { question: 'Lost', typeIds: [9_999] }));
    expect(refused.fields).to.have.key('typeIds');
    expect(await Faq.findByPk(id)).to.include({ question: 'New words' });
    expect((await refusal(createFaq(cast.amir, { question: ' ', answer: '' }))).fields).to.have.keys(
      'question',
      'answer',
    );
    expect((await refusal(updateFaq(cast.amir, id, { answer: 'x'.repeat(15_001) }))).fields).to.have.key(
      'answer',
    );
    const category = await buildCategory('Printers');
    await updateFaq(cast.amir, id, { categoryId: category });
    expect((await refusal(deleteRecords(cast.asha, faqCategoryNoun, [category]))).message).to.contain(
      '1 answer (New words) refers to it, so it cannot be deleted',
    );
  });

  it('count what helped once a person, however often and at once they press, until it is taken back', async () => {
    const id = await buildFaq();
    await Promise.all(
      [cast.rosa, cast.rosa, cast.rosa, cast.sam].map((one) => voteFaq(one, id, { helped: 'yes' })),
    );
    expect(await FaqVote.count()).to.equal(2);
    expect(await journal({ name: 'faq.helped' })).to.have.length(2);
    expect(await readFaq(cast.rosa, id)).to.include({ helped: 2, hasHelped: true });
    await Promise.all([0, 1, 2].map(() => voteFaq(cast.rosa, id, { helped: 'no' })));
    expect(await journal({ name: 'faq.unhelped' })).to.have.length(1);
    expect(await readFaq(cast.rosa, id)).to.include({ helped: 1, hasHelped: false });
    expect((await refusal(voteFaq(cast.rosa, id, { helped: 'maybe' }))).fields).to.have.key('helped');
    const same = { faqId: id, userId: cast.sam.id, createdAt: new Date() };
    const twice = await FaqVote.create(same).then(
      () => 'stored',
      (error: Error) => error.name,
    );
    expect(twice).to.equal('SequelizeUniqueConstraintError');
  });

  it('count who read them once a person and day of the portal’s time zone, and what they saved', async () => {
    const id = await buildFaq();
    const at = (moment: string, work: () => Promise<unknown>) => asOf(new Date(moment), work);
    const zone = 'Asia/Kolkata';
    await Promise.all([0, 1, 2].map(() => at('2026-03-01T10:00:00Z', () => countView(cast.rosa, id, zone))));
    await at('2026-03-01T18:29:59Z', () => countView(cast.rosa, id, zone));
    expect(await FaqView.count()).to.equal(1);
    await at('2026-03-01T18:30:00Z', () => countView(cast.rosa, id, zone));
    await at('2026-03-01T18:30:00Z', () => countView(cast.sam, id, zone));
    await Promise.all([0, 1].map(() => at('2026-03-01T18:30:00Z', () => deflectComplaint(cast.sam, id))));
    await at('2026-03-03T12:00:00Z', () => deflectComplaint(cast.sam, id));
    await at('2026-03-02T12:00:00Z', () => voteFaq(cast.sam, id, { helped: 'yes' }));
    const use = (from: string, to: string) => countFaqUse(cast.amir, { from, to }, zone);
    expect(await use('2026-03-01', '2026-03-01')).to.deep.equal({ views: 1, helped: 0, deflections: 0 });
    expect(await use('2026-03-02', '2026-03-02')).to.deep.equal({ views: 2, helped: 1, deflections: 1 });
    expect(await use('2026-03-01', '2026-03-31')).to.deep.equal({ views: 3, helped: 1, deflections: 2 });
    expect((await refusal(use('2026-03-02', '2026-03-01'))).fields).to.have.key('to');
    expect((await refusal(use('2026-02-30', '2026-03-01'))).fields).to.have.key('from');
    expect(
      (await refusal(countFaqUse(cast.elena, { from: '2026-03-01', to: '2026-03-01' }, zone))).status,
    ).to.equal(403);
    const [row] = (await listRows(faqList, cast.elena)).rows;
    expect(row).to.include({ views: 3, helped: 1, deflections: 2 });
  });

  it('are sorted by what they did, so that the most useful and the unread stand first', async () => {
    const [a, b, c] = [
      await buildFaq({ question: 'a' }),
      await buildFaq({ question: 'b' }),
      await buildFaq(),
    ];
    for (const reader of [cast.rosa, cast.sam]) await countView(reader, b, 'UTC');
    await countView(cast.rosa, c, 'UTC');
    await voteFaq(cast.rosa, a, { helped: 'yes' });
    await deflectComplaint(cast.rosa, c);
    await deflectComplaint(cast.sam, c);
    const sorted = async (sort: string, direction: string) => {
      const { rows } = await listRows(faqList, cast.amir, { sort, direction });
      const all = (await walkRows(faqList, cast.amir, { sort, direction }, 'UTC', 1)).rows;
      const walked: unknown[] = [];
      for await (const some of all) walked.push(...some.map(({ id }) => id));
      const ids = rows.map(({ id }) => id);
      expect(walked, `${sort} by key`).to.deep.equal(ids);
      return ids;
    };
    expect(await sorted('views', 'desc')).to.deep.equal([b, c, a]);
    expect(await sorted('views', 'asc')).to.deep.equal([a, c, b]);
    expect(await sorted('helped', 'desc')).to.deep.equal([a, b, c]);
    expect(await sorted('deflections', 'desc')).to.deep.equal([c, a, b]);
  });

  it('are found by words and their beginnings in question, answer and types', async () => {
    const printer = await typeId('Printer');
    await buildFaq({ question: 'Nothing comes out of the printer', answer: 'Turn it off and on.' });
    await buildFaq({ question: 'Out of paper', answer: 'Open the tray.', typeIds: [printer] });
    await buildFaq({
      question: 'How do I connect to the VPN?',
      answer: 'Ask for a token, then see [here](https://printer.example).',
    });
    const found = async (search: string) =>
      (await searchFaq(cast.rosa, search)).map(({ question }) => question);
    expect(await found('PRINTERS')).to.deep.equal([]);
    expect(await found('print')).to.deep.equal(['Nothing comes out of the printer', 'Out of paper']);
    expect(await found('tok vpn')).to.deep.equal(['How do I connect to the VPN?']);
    expect(await found('vpn tray')).to.deep.equal([]);
    expect(await found('...')).to.deep.equal([]);
    await updateFaq(cast.amir, (await searchFaq(cast.rosa, 'tray'))[0]?.id ?? 0, {
      answer: 'Open the drawer.',
    });
    expect(await found('tray')).to.deep.equal([]);
    expect(await found('drawer')).to.deep.equal(['Out of paper']);
  });

  it('fit what is typed of a title: five at most, the best first, none by common words alone', async () => {
    const network = await typeId('Network');
    for (let n = 0; n < 6; n += 1)
      await buildFaq({ question: `Printer question ${n}`, answer: 'It does not work.' });
    await buildFaq({ question: 'My mouse jumps', answer: 'Clean it.' });
    await buildFaq({ question: 'It jumps', answer: 'The mouse needs a battery.', typeIds: [network] });
    const fit = async (title: string, type?: number) =>
      (await fittingFaqs(cast.rosa, { title, ...(type === undefined ? {} : { typeId: String(type) }) })).map(
        ({ question }) => question,
      );
    expect(await fit('The printer does not work')).to.have.length(5);
    expect(await fit('mous jumps')).to.deep.equal(['My mouse jumps', 'It jumps']);
    expect((await fit('jumps', network))[0]).to.equal('It jumps');
    expect(await fit('does not work')).to.deep.equal([]);
    expect(await fit('x')).to.deep.equal([]);
    expect(await fit('invoice for the new canteen furniture, and a mouse')).to.deep.equal([]);
    expect((await refusal(fittingFaqs(cast.rosa, { title: ['a'] }))).fields).to.have.key('title');
    expect((await refusal(fittingFaqs(cast.rosa, { title: 'a', typeId: 'b' }))).fields).to.have.key('typeId');
  });

  it('are made of a complaint’s public solution, never of a note, once and as a draft', async () => {
    const { id } = await buildComplaint({
      reporter: cast.rosa,
      assignee: cast.elena,
      status: 'in_progress',
      title: 'No sound',
    });
    expect((await refusal(draftFromComplaint(cast.amir, id))).status).to.equal(409);
    await resolveComplaint(cast.elena, { id, remark: 'The plug\nwas out.' });
    await addNote(cast.elena, { id, remark: 'He kicked it, again.' });
    expect((await refusal(draftFromComplaint(cast.elena, id))).status).to.equal(403);
    expect((await refusal(draftFromComplaint(cast.amir, 9_999))).status).to.equal(404);
    const drafts = await Promise.all([0, 1, 2].map(() => draftFromComplaint(cast.amir, id)));
    expect(drafts.filter(({ isNew }) => isNew)).to.have.length(1);
    expect((await refusal(draftFromComplaint(cast.elena, id))).status, 'not even its number').to.equal(403);
    const unseen = { question: 'A picture', answer: '![](/faq/pictures/4711)' };
    expect((await refusal(createFaq(cast.elena, unseen))).status, 'not which pictures there are').to.equal(
      403,
    );
    const [faq, ...others] = await Faq.findAll();
    expect(others).to.deep.equal([]);
    expect(faq).to.include({
      question: 'No sound',
      answer: 'The plug\nwas out.',
      isActive: false,
      fromComplaintId: id,
    });
  });

  it('show pictures that came in as attachments do, which go when no answer shows them', async () => {
    const receive = (name: string, bytes: Buffer) => receiveFile(Readable.from([bytes]), name);
    const add = async () => addPicture(cast.amir, { attachments: [await receive('locked.png', png)] });
    const text = { attachments: [await receive('a.txt', Buffer.from('words'))] };
    expect((await refusal(addPicture(cast.amir, text))).fields).to.have.key('attachments');
    expect((await refusal(addPicture(cast.amir, {}))).fields).to.have.key('attachments');
    const [shown, unused] = [await add(), await add()];
    const id = await buildFaq({ answer: `![the screen](/faq/pictures/${shown.id})` });
    const missing = await refusal(updateFaq(cast.amir, id, { answer: `![](/faq/pictures/${unused.id}00)` }));
    expect(missing.fields).to.have.key('answer');
    const tomorrow = new Date(Date.now() + DAY_MS + 60_000);
    expect(await removeUnusedPictures()).to.equal(0);
    expect(await asOf(tomorrow, () => removeUnusedPictures())).to.equal(1);
    expect((await FaqPicture.findAll()).map((one) => one.id)).to.deep.equal([shown.id]);
    expect((await journal({ name: 'faq_picture.removed' }))[0]).to.include({ subjectId: unused.id });
    await updateFaq(cast.amir, id, { answer: 'No picture.' });
    expect(await asOf(tomorrow, () => removeUnusedPictures())).to.equal(1);
    expect(await FaqCategory.count()).to.equal(0);
  });
});
