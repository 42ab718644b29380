/** One in so many letters of a word may be another that stands for it, as in `hıєronymus`. */
const HIDDEN = 4;

/**
 * Whether a word stands in a text at a place. A few letters of the text that are not of ASCII may stand for any, since
 * there is one that looks like each: whatever table there were of them, it would lack some.
 */
export function standsAt(text: string, word: string, place: number): boolean {
  if (text.length < place + word.length) return false;
  let hidden = 0;
  for (let at = 0; at < word.length; at += 1) {
    if (text[place + at] === word[at]) continue;
    if (text.charCodeAt(place + at) < 128) return false;
    hidden += 1;
    if (hidden * HIDDEN > word.length) return false;
  }
  return true;
}

/** The text without a word, wherever that stands in it. */
export function withoutWord(text: string, word: string): string {
  if (word === '') return text;
  let rest = '';
  for (let place = 0; place < text.length;) {
    const stands = standsAt(text, word, place);
    if (!stands) rest += text[place];
    place += stands ? word.length : 1;
  }
  return rest;
}
