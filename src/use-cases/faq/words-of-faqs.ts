import { boundList, select } from '../../database/select.ts';
import { keptShortly } from '../../journal/kept.ts';
import { wordsOf } from '../complaints/search/search-indexed.ts';
import type { FaqWords } from './fit.ts';
import type { ShownFaq } from './shown-faqs.ts';

/** So many texts are read at once. */
const BATCH = 100;
/** Addresses are no words. */
const ADDRESS = /\]\([^)\s]*\)|https?:\/\/\S+/g;

type Texts = Pick<FaqWords, 'question' | 'answer'>;
interface Kept extends Texts {
  readonly state: string;
}

/** Texts are taken apart once, and again only after they were changed. */
let kept = new Map<number, Kept>();

const inOrder = (text: string): string[] => [...wordsOf([text])].toSorted((a, b) => (a < b ? -1 : 1));

async function takeApart(faqs: readonly ShownFaq[]): Promise<void> {
  for (let from = 0; from < faqs.length; from += BATCH) {
    const some = faqs.slice(from, from + BATCH);
    const { places, bind } = boundList(some.map(({ id }) => id));
    const rows = await select<{ id: number; question: string; answer: string }>(
      `SELECT id, question, answer FROM faqs WHERE id IN (${places})`,
      bind,
    );
    const states = new Map(some.map(({ id, state }) => [id, state]));
    for (const { id, question, answer } of rows) {
      const words = { question: inOrder(question), answer: inOrder(answer.replaceAll(ADDRESS, ' ')) };
      kept.set(id, { ...words, state: states.get(id) ?? '' });
    }
  }
}

/** The words that somebody looks for, without signs. */
export function wordsAsked(text: string, most: number): string[] {
  return [...wordsOf([text])].filter((word) => /^[\p{L}\p{N}\p{M}]+$/u.test(word)).slice(0, most);
}

const TYPES = `SELECT t.faq_id AS id, t.type_id AS typeId, y.name FROM faq_types t JOIN complaint_types y ON y.id = t.type_id`;

interface TypeRow {
  readonly id: number;
  readonly typeId: number;
  readonly name: string;
}

/** An answer that everybody may read, by what it is found. */
export interface FindableFaq extends ShownFaq {
  readonly words: FaqWords;
  readonly typeIds: readonly number[];
}

/** These answers with the words of their texts and types; of texts that did not change nothing is read. */
export async function withWords(faqs: readonly ShownFaq[]): Promise<FindableFaq[]> {
  await takeApart(faqs.filter(({ id, state }) => kept.get(id)?.state !== state));
  // What nobody reads any more need not be kept.
  if (kept.size > faqs.length * 2 + BATCH)
    kept = new Map(faqs.flatMap(({ id }) => [[id, kept.get(id)] as const]).filter(isKept));
  const types = new Map<number, TypeRow[]>();
  const rows = await keptShortly('types of faqs', () => select<TypeRow>(TYPES, {}));
  for (const row of rows) types.set(row.id, [...(types.get(row.id) ?? []), row]);
  return faqs.map((faq) => {
    const own = types.get(faq.id) ?? [];
    const { question = [], answer = [] } = kept.get(faq.id) ?? {};
    const words = {
      question,
      answer,
      types: own.length === 0 ? [] : inOrder(own.map(({ name }) => name).join(' ')),
    };
    return { ...faq, words, typeIds: own.map(({ typeId }) => typeId) };
  });
}

function isKept(entry: readonly [number, Kept | undefined]): entry is readonly [number, Kept] {
  return entry[1] !== undefined;
}
