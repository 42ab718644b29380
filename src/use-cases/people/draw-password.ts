/** Without characters that are easily mistaken for others; 31 of them. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
/** A byte below it gives each character equally often; above, another is drawn. */
const FAIR = 256 - (256 % ALPHABET.length);

function drawCharacter(): string {
  const [byte = FAIR] = crypto.getRandomValues(new Uint8Array(1));
  return byte < FAIR ? (ALPHABET[byte % ALPHABET.length] ?? '') : drawCharacter();
}

/**
 * A random password that can be read out and typed: four groups of five characters. The panel draws its own in the
 * browser, so that it is sent once and comes back from nowhere.
 */
export function drawPassword(): string {
  const part = () => Array.from({ length: 5 }, drawCharacter).join('');
  return `${part()}-${part()}-${part()}-${part()}`;
}
