import { expect } from 'chai';
import { setTimeout as delay } from 'node:timers/promises';
import { Complaint } from '../../../../src/models/complaint.ts';
import { titled } from '../../../../src/use-cases/complaints/queue/queue-title.ts';
import { contains } from '../../../../src/use-cases/records/contains.ts';
import { buildComplaint } from '../../../factories/complaints.ts';
import { buildCast } from '../../../factories/people.ts';
import { statementsOf } from '../../../support/queries.ts';

const TITLES = [
  'Printer is very slow (4512)',
  'The slow printer prints nothing',
  'Wi-Fi at 10.0.0.17 drops; C++ build fails',
  'Drucker in Straße 5 streikt – schon wieder',
  'ネットワークが遅い VPN',
  'xqz: "quoted" 50%_off, it’s A4512B',
  'Flag 🇮🇳, key #️⃣ and 10⁻³ ｢cm⁻¹｣',
  `Key ${Array.from('ninecharsa', (letter) => `${letter}bc0defghijklm`).join('')}.`,
];
/** Letters of the longest parts that are tried one by one. */
const LONGEST = 5;

function partsOf(title: string): string[] {
  const letters = Array.from(title);
  const lengths = [...Array.from({ length: LONGEST }, (_, i) => i + 1), 11, 60, 120, letters.length];
  return lengths.flatMap((length) =>
    letters
      .slice(0, Math.max(0, letters.length - length + 1))
      .map((_, start) => letters.slice(start, start + length).join('')),
  );
}

describe('the filter by a part of the title', () => {
  it('finds by the index what reading the titles finds, whatever part it is', async () => {
    const { rosa } = await buildCast();
    for (const title of TITLES)
      await buildComplaint({ reporter: rosa, title, description: 'It prints: printer, slow, drops.' });
    const asked = () => statementsOf(() => titled('print', {}, true));
    // Titles are read until it is known that the index has them all.
    for (let turn = 0; turn < 100 && !(await asked()).join(' ').includes('search_postings'); turn += 1)
      await delay(20);
    expect((await asked()).join(' '), 'by the index').to.include('search_postings');

    const parts = new Set(TITLES.flatMap(partsOf).filter((part) => part.trim() !== ''));
    for (const part of parts) {
      const where = contains(Complaint, 'title', part);
      const order: [string, string][] = [['id', 'DESC']];
      const read = await Complaint.findAll({ attributes: ['id'], where, order, raw: true });
      const { where: found } = await titled(part, {}, true);
      expect(found, part).to.deep.equal({ id: read.map(({ id }) => id) });
    }
  });
});
