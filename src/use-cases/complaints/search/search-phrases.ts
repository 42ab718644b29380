import type { Candidates, Phrase, PhraseWord } from './search-candidates.ts';
import { inTurn, isUnderOne, MOST_PROBED, postingsOfOne } from './search-postings.ts';
import { standElsewhere, standTogether, type PlacedAlias } from './search-places.ts';

/** How the postings of words are called in a FROM clause, by the numbers of the words. */
export type Aliases = ReadonlyMap<number, string>;

/**
 * Whether words stand as a phrase has them.
 *
 * @param reading whether the document has the phrase: asked where places are not all kept. Without, that will do.
 */
function stand(words: readonly PlacedAlias[], reading: string | undefined): string {
  if (words.length < 2) return '1 = 1';
  const elsewhere = standElsewhere(words);
  return `(${standTogether(words)} OR ${reading === undefined ? elsewhere : `(${elsewhere} AND ${reading})`})`;
}

/** Whether a complaint has all words of a phrase as it has them. */
function holdsPhrase({ words }: Phrase, id: string, reading: string | undefined): string {
  const placed = words.map(({ wordIds, offset }, n) => ({ wordIds, offset, alias: `w${n}` }));
  // What is one word is looked up first.
  const ordered = placed.toSorted((a, b) => a.wordIds.length - b.wordIds.length);
  const postings = ordered.map(({ alias, wordIds }) => postingsOfOne(alias, id, wordIds));
  const from = postings.map((one) => one.from).join(` ${inTurn()} `);
  const where = postings.map((one) => one.where).join(' AND ');
  return `(SELECT 1 FROM ${from} WHERE ${where} AND ${stand(placed, reading)} LIMIT 1) = 1`;
}

/** Whether one of the words that the last may go on as stands behind those that are joined already. */
function goesOn(
  named: readonly PlacedAlias[],
  { wordIds, offset }: PhraseWord,
  id: string,
  reading: string | undefined,
): string {
  const placed = [...named, { alias: 'w', offset }];
  return `(${isUnderOne('w', id, wordIds, stand(placed, reading))})`;
}

/** Whether a term that is phrases says all of itself by the places of its words. */
export const areWhole = ({ phrases }: Candidates): boolean =>
  phrases.length > 0 && phrases.every(({ isWhole }) => isWhole);

/** Whether a complaint holds one of the phrases that a term may be; they are whole. */
export function holdsOne({ phrases }: Candidates, id: string, reading: string): string {
  return `(${phrases.map((phrase) => holdsPhrase(phrase, id, reading)).join(' OR ')})`;
}

/**
 * What the places of its words say of a term in a FROM clause that has them all; nothing where it may be several.
 *
 * @param reading as for `stand`; the phrase is whole then.
 */
export function standIn(
  { phrases }: Candidates,
  aliases: Aliases,
  id: string,
  reading: string | undefined,
): string[] {
  const [phrase, ...others] = phrases;
  if (phrase === undefined || others.length > 0) return [];
  const named = phrase.words.flatMap(({ wordIds, offset }) => {
    const alias = wordIds.length === 1 ? aliases.get(wordIds[0] as number) : undefined;
    return alias === undefined ? [] : [{ alias, offset }];
  });
  if (named.length === phrase.words.length) return [stand(named, reading)];
  const open = phrase.words.filter(({ wordIds }) => wordIds.length !== 1);
  const [last, ...more] = open;
  const isOneOpen = last !== undefined && more.length === 0 && named.length + 1 === phrase.words.length;
  if (isOneOpen && last.wordIds.length <= MOST_PROBED) return [goesOn(named, last, id, reading)];
  return [stand(named, undefined), holdsPhrase(phrase, id, reading)];
}
