import { expect } from 'chai';
import { SearchDocument } from '../../../../src/models/search-document.ts';
import { candidatesOf } from '../../../../src/use-cases/complaints/search/search-candidates.ts';
import { allFound } from '../../../../src/use-cases/complaints/search/search-found.ts';
import { termsOf } from '../../../../src/use-cases/complaints/search/search-terms.ts';
import { addNote } from '../../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../../src/use-cases/complaints/steps/add-remark.ts';
import { editComplaint } from '../../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { updateUser } from '../../../../src/use-cases/people/update-user.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast } from '../../../factories/people.ts';

/** Words of which the same come again, side by side and apart; each ends with another than it begins with. */
const WORDS = [
  'does',
  'not',
  'start',
  'starter',
  'the',
  'C++',
  'wi-fi',
  'wifi',
  '10.0.0.1',
  'x.y',
  'a',
  '🔥',
  'no',
];

/** The same texts at every run, and no two alike. */
function words(seed: number, count: number): string[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return WORDS[Math.floor((state / 2_147_483_648) * WORDS.length)] as string;
  });
}

/** What readers of a document would say: the places of its words, or the words, are not asked. */
async function read(phrase: string): Promise<number[]> {
  const [term] = termsOf(phrase);
  const documents = await SearchDocument.findAll({ order: [['complaintId', 'DESC']], raw: true });
  const holds = (text: unknown) =>
    term?.alternatives.some(({ needle }) => String(text).includes(needle)) === true;
  return documents
    .filter((document) => Object.values(document).some(holds))
    .map(({ complaintId }) => complaintId);
}

async function found(phrase: string, readsNotes = true): Promise<number[]> {
  const candidates = await candidatesOf(termsOf(phrase));
  return candidates[0]?.size === 0 ? [] : allFound({ readsNotes }, candidates);
}

describe('phrases by the places of their words', () => {
  it('are found wherever they stand, and nothing else is', async () => {
    const { amir, rosa } = await buildCast();
    for (const [seed, length] of [10, 50, 51, 52, 53, 54, 60, 62, 63, 210, 214, 219, 224, 400].entries()) {
      const [title = '', ...text] = words(seed + 1, length);
      const complaint = await buildComplaint({
        reporter: rosa,
        title: `${title} it`,
        description: text.join(' '),
        location: words(seed + 50, 3).join(' '),
      });
      await addRemark(amir, { id: complaint.id, remark: words(seed + 100, 9).join(' ') });
      await addNote(amir, { id: complaint.id, remark: words(seed + 200, 9).join(' ') });
      await addRemark(amir, { id: complaint.id, remark: words(seed + 300, 9).join(' ') });
    }
    const phrases = [2, 3, 4, 10, 11].flatMap((length) =>
      Array.from({ length: 40 }, (_, n) => words(7 * n + length, length).join(' ')),
    );
    let some = 0;
    for (const phrase of phrases.map((one) => `"${one}"`)) {
      const expected = await read(phrase);
      expect(await found(phrase), phrase).to.deep.equal(expected);
      if (expected.length > 0) some += 1;
    }
    expect(some, 'phrases that are somewhere').to.be.greaterThan(30);
  });

  it('follow what is edited, said and renamed', async () => {
    const { amir, asha, rosa } = await buildCast();
    const { id } = await buildComplaint({
      reporter: rosa,
      title: 'Red lamp',
      description: 'It hums, softly.',
    });
    await addRemark(amir, { id, remark: 'Green door' });
    await addNote(amir, { id, remark: 'Blue hall' });
    for (const phrase of ['"red lamp"', '"it hums"', '"green door"', '"blue hall"', '"rosa reporter"'])
      expect(await found(phrase), phrase).to.deep.equal([id]);
    // One text does not go on in the next.
    for (const phrase of ['"reporter red"', '"lamp it"', '"softly green"', '"door blue"'])
      expect(await found(phrase), phrase).to.deep.equal([]);
    await editComplaint(amir, { id, title: 'The lamp that is red' });
    expect(await found('"red lamp"')).to.deep.equal([]);
    for (const phrase of ['"is red"', '"it hums softly"', '"green door"'])
      expect(await found(phrase), phrase).to.deep.equal([id]);
    await updateUser(asha, rosa.id, { firstName: 'Lamp', lastName: 'Red' });
    expect(await found('"lamp red"')).to.deep.equal([id]);
    expect(await found('"rosa reporter"')).to.deep.equal([]);
  });

  it('need no text to be read where their places are kept, and no note tells of itself to who may not read it', async () => {
    const { amir, rosa } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa, title: 'One two', description: 'three four five' });
    await addNote(amir, { id, remark: 'six seven' });
    const far = `${'so '.repeat(300)}eight nine`;
    const long = await buildComplaint({ reporter: rosa, title: 'Long', description: far });
    for (const phrase of ['"six seven"', '"six seve"', '"one two"'])
      expect(await found(phrase)).to.deep.equal([id]);
    expect(await found('"six seven"', false)).to.deep.equal([]);
    expect(await found('"three four"', false)).to.deep.equal([id]);
    expect(await found('"eight nine"')).to.deep.equal([long.id]);

    const none = { titleWords: '', descriptionWords: '', noteWords: '' };
    await SearchDocument.update(none, { where: {} });
    for (const phrase of ['"one two"', '"three four five"', '"six seven"', '"three four fi"'])
      expect(await found(phrase), phrase).to.deep.equal([id]);
    // Of the far words no places are kept: there was nothing to read.
    for (const phrase of ['"two three"', '"two one"', '"eight nine"'])
      expect(await found(phrase), phrase).to.deep.equal([]);
  });
});
