/** The words of an answer, each list in the order of its letters. */
export interface FaqWords {
  readonly question: readonly string[];
  readonly answer: readonly string[];
  /** Of the names of the types that it is for. */
  readonly types: readonly string[];
}

/** What a word counts where it stands whole, and where a word begins with it. */
const POINTS = {
  question: { whole: 6, begun: 4 },
  types: { whole: 4, begun: 3 },
  answer: { whole: 2, begun: 1 },
} as const;
/** Most that one word counts. */
export const MOST_POINTS = POINTS.question.whole;

function firstFrom(words: readonly string[], word: string): string {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return words[low] ?? '';
}

function pointsIn(words: FaqWords, place: keyof typeof POINTS, word: string): number {
  const found = firstFrom(words[place], word);
  if (found === word) return POINTS[place].whole;
  return found.startsWith(word) ? POINTS[place].begun : 0;
}

/** What an answer has of a word that is looked for, or of the beginning of one: 0 where it has nothing. */
export function pointsOf(words: FaqWords, word: string): number {
  return Math.max(...(['question', 'types', 'answer'] as const).map((place) => pointsIn(words, place, word)));
}
