import { chunksOf, documentOf, sequence } from '../complaints/search/search-words.ts';

/** The words that a rule looks for, as they are written with commas between them. */
function listed(words: string): string[] {
  return words
    .split(/[,;\n]/)
    .map((one) => chunksOf(one).map(sequence).join(' '))
    .filter((one) => one !== '');
}

/** Whether any of these words stands in one of the texts, whole and in whatever case; without words it does. */
export function hasWord(words: string, texts: readonly string[]): boolean {
  const wanted = listed(words);
  // Signs alone, of which no word is left, look for nothing that could be found.
  if (wanted.length === 0) return words.trim() === '';
  const document = documentOf(texts);
  return wanted.some((one) => document.includes(` ${one} `));
}
