import { readableAge } from './moment.tsx';

/** What of a complaint is due. */
export type DueWhat = 'response' | 'resolution' | 'any';

const NAMES: Readonly<Record<DueWhat, string>> = {
  response: 'First response ',
  resolution: 'Resolution ',
  any: '',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How soon something is due, or for how long it has been: `in 40 min`, `2 h late`. */
export function shortDue(at: Date, now: Date): string {
  if (at <= now) return `${readableAge(at, now, true).replace('now', '0 min')} late`;
  return `in ${readableAge(now, at, true).replace('now', '1 min')}`;
}

/** The same as a sentence: `First response due in 40 min`, `Resolution overdue by 2 h`. */
export function readableDue(what: DueWhat, at: Date, now: Date): string {
  const words =
    at <= now
      ? `overdue by ${readableAge(at, now, true).replace('now', '0 min')}`
      : `due ${shortDue(at, now)}`;
  return capital(`${NAMES[what]}${words}`);
}
