/** Longest text that is of use, and longest name of a person, in characters. */
const TEXT_LENGTH = 1000;
const NAME_LENGTH = 150;

/** Text of some use; undefined: there is none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > TEXT_LENGTH) return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** A name as the portal can store it: without characters that nobody sees, and not too long. */
export function nameOf(value: unknown): string {
  const visible = (textOf(value) ?? '').replaceAll(/\p{C}/gu, '').trim();
  return Array.from(visible).slice(0, NAME_LENGTH).join('');
}
