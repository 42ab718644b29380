/** Fewest characters of a secret. */
const LEAST = 32;
/** Fewest different ones. */
const LEAST_DIFFERENT = 8;
/** Fewest characters of what a secret may repeat. */
const LEAST_REPEATED = 16;

/** Whether a text is a short one that is repeated from its beginning to its end. */
function isShortOneRepeated(text: string): boolean {
  for (let length = 1; length < LEAST_REPEATED; length += 1) {
    if (text.slice(length) === text.slice(0, -length)) return true;
  }
  return false;
}

/** What is wrong with a secret, in words that follow `must`; undefined: nothing that can be seen. */
export function secretFault(value: string): string | undefined {
  const text = value.trim();
  if (text.length < LEAST) return `have at least ${LEAST} characters`;
  // Those that nobody sees are as good as none.
  const visible = text.match(/[\p{L}\p{N}\p{P}\p{S}]/gu) ?? [];
  if (isShortOneRepeated(text.toLowerCase())) return 'not be one short text over and over';
  if (new Set(visible).size < LEAST_DIFFERENT) return `have ${LEAST_DIFFERENT} different characters`;
  return undefined;
}

/** Several secrets with commas or line breaks between them; one that has a comma in itself is taken as one. */
export function secretsIn(value: string): string[] {
  const parts = (pattern: RegExp) =>
    value
      .split(pattern)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const apart = parts(/[,\r\n]+/);
  return apart.every((one) => secretFault(one) === undefined) ? apart : parts(/[\r\n]+/);
}

/** Fewest characters of a passphrase, which a person has to type when all else is lost. */
const LEAST_OF_PASSPHRASE = 16;

/** What is wrong with a passphrase, in words that follow `must`; undefined: nothing that can be seen. */
export function passphraseFault(value: string): string | undefined {
  const text = value.trim();
  if (text !== value || /\p{Cc}/u.test(value)) return 'be one line, without white space around it';
  // What stands for letters that could not be read stands for all of them alike, and nobody types it.
  if (value.includes('\ufffd')) return 'be in UTF-8';
  if (text.length < LEAST_OF_PASSPHRASE) return `have at least ${LEAST_OF_PASSPHRASE} characters`;
  if (new Set(text).size < LEAST_DIFFERENT) return `have ${LEAST_DIFFERENT} different characters`;
  return undefined;
}
