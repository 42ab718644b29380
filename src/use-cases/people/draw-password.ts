import { randomInt } from 'node:crypto';

/** Without characters that are easily mistaken for others. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random password that can be read out and typed: four groups of five characters. */
export function drawPassword(): string {
  const part = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${part()}-${part()}-${part()}-${part()}`;
}
