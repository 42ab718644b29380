import { isErased } from './mark.ts';

/** What is read in the place of a text that was erased: its digest stands there for the proof alone. */
export const ERASED_TEXT = '(erased)';

/** A text of an event as it is read. */
export function readableText(text: string): string {
  return isErased(text) ? ERASED_TEXT : text;
}

/** The details of an event as people and other programs read them. */
export function readableDetails(details: string): unknown {
  if (!details.includes('"erased:')) return JSON.parse(details);
  return JSON.parse(details, (_key, value: unknown) =>
    typeof value === 'string' ? readableText(value) : value,
  );
}
