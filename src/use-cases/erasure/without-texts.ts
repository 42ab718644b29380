import { erasedText, isErased } from '../../journal/mark.ts';
import type { JournalEvent } from '../../models/journal-event.ts';

/** What is written in a complaint, as the journal calls it. */
export const WRITTEN: ReadonlySet<string> = new Set(['title', 'description', 'location', 'originalName']);

/** Where a text stands within the details of an event. */
export type Path = readonly string[];

/**
 * The details of an event with digests in the place of the texts that go.
 *
 * @param goes whether a text does, by where it stands and beside what.
 */
export function withoutTexts(event: JournalEvent, goes: (path: Path, parent: object) => boolean): string {
  const walk = (value: unknown, path: Path, parent: object): unknown => {
    if (typeof value === 'string') {
      if (value === '' || isErased(value) || !goes(path, parent)) return value;
      return erasedText(event, ['details', ...path].join('.'), value);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((inner, at) => walk(inner, [...path, String(at)], value));
    const entries = Object.entries(value).map(([name, inner]) => [name, walk(inner, [...path, name], value)]);
    return Object.fromEntries(entries);
  };
  return JSON.stringify(walk(JSON.parse(event.details), [], {}));
}
