import { isSqlite } from '../../../database/connect.ts';

/** Joins in this order and no other. */
export const inTurn = (): string => (isSqlite() ? 'CROSS JOIN' : 'STRAIGHT_JOIN');

/** The postings by the index whose neighbours are of one word: those of one complaint lie far apart from the next. */
export const postingsByWord = (alias: string): string =>
  `search_postings AS ${alias} ${isSqlite() ? 'INDEXED BY search_postings_word' : 'FORCE INDEX (search_postings_word)'}`;

/**
 * A FROM clause and a condition for the posting of one of some words in one complaint. Of several words, a server looks
 * through all that have them unless it is told to look at the complaint.
 */
export function postingsOfOne(
  alias: string,
  id: string,
  wordIds: readonly number[],
): { readonly from: string; readonly where: string } {
  const isOf = `${alias}.complaint_id = ${id} AND ${alias}.word_id`;
  if (wordIds.length === 1) return { from: postingsByWord(alias), where: `${isOf} = ${wordIds[0]}` };
  const byComplaint = isSqlite() ? 'NOT INDEXED' : 'FORCE INDEX (PRIMARY)';
  return {
    from: `search_postings AS ${alias} ${byComplaint}`,
    where: `${isOf} IN (${wordIds.join(', ')})`,
  };
}

/** As many words are looked up one by one: their postings lie beside those of the complaint before. */
export const MOST_PROBED = 8;

/** Whether a complaint has one of some words, whose posting fulfils a condition. */
export function isUnderOne(
  alias: string,
  id: string,
  wordIds: readonly number[],
  condition = '1 = 1',
): string {
  const apart = wordIds.length <= MOST_PROBED ? wordIds.map((wordId) => [wordId]) : [wordIds];
  const found = apart.map((some) => {
    const { from, where } = postingsOfOne(alias, id, some);
    return `(SELECT 1 FROM ${from} WHERE ${where} AND ${condition} LIMIT 1) = 1`;
  });
  // What is not found is nothing, and nothing or nothing is no yes.
  return found.length > 1 ? `(${found.join(' OR ')})` : (found[0] ?? '1 = 0');
}
