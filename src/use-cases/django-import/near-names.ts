import { textKey } from '../../models/text.ts';

/** Words that say nothing of which one is meant. */
const IDLE =
  /^(the|of|and|a|an|department|dept|division|div|team|section|unit|office|issue|issues|problem|problems|status|group)$/;

function wordsOf(name: string): string[] {
  const words = textKey(name.normalize('NFKD').replaceAll(/\p{M}/gu, '')).split(/[^\p{L}\p{N}]+/u);
  const telling = words.filter((word) => word !== '' && !IDLE.test(word));
  return telling.length > 0 ? telling : words.filter((word) => word !== '');
}

/** One and several, and what differs by a sign, are the same word. */
const stem = (word: string): string => (word.length > 3 ? word.replace(/s$/, '') : word);

/** How many letters differ, at most two. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 3;
}

const initials = (words: readonly string[]): string => words.map((word) => word[0] ?? '').join('');

/** Whether two names that differ may well mean the same: other letters, other words around it, or initials. */
export function areNear(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one).map(stem), wordsOf(other).map(stem)];
  const [wholeA, wholeB] = [a.toSorted().join(' '), b.toSorted().join(' ')];
  if (wholeA === wholeB) return true;
  const [short, long] = wholeA.length < wholeB.length ? [wholeA, wholeB] : [wholeB, wholeA];
  if (short.length > 4 && distance(short, long) <= (short.length > 8 ? 2 : 1)) return true;
  return (
    (a.length === 1 && b.length > 1 && initials(b) === a[0]) ||
    (b.length === 1 && a.length > 1 && initials(a) === b[0])
  );
}

/** The key of a name with everything but letters and digits left out: `AMC_ADMIN` is `AMC Admin`. */
export function looseKey(name: string): string {
  return textKey(name).replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
