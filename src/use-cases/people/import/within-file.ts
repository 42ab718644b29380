import { lookTheSame } from '../../../models/text.ts';
import type { Candidate } from './candidate.ts';

/** What is said of rows. */
export type Texts = Map<Candidate, string[]>;

function listOf(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(', ');
  const more = lines.length > 5 ? ` and ${lines.length - 5} more` : '';
  return `${lines.length === 1 ? 'line' : 'lines'} ${shown}${more}`;
}

/** Those of the rows that have the same, by what it is. */
export function together(
  candidates: readonly Candidate[],
  key: (candidate: Candidate) => string | undefined,
): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const value = key(candidate);
    if (value === undefined || value === '') continue;
    const present = groups.get(value);
    if (present === undefined) groups.set(value, [candidate]);
    else present.push(candidate);
  }
  return [...groups.values()].filter((members) => members.length > 1);
}

/** Says something of each of these rows, by the lines of the others. */
export function say(
  texts: Texts,
  members: readonly Candidate[],
  text: (others: string) => string,
  isMeant: (one: Candidate, other: Candidate) => boolean = () => true,
): void {
  for (const member of members) {
    const others = members
      .filter((other) => other !== member && isMeant(member, other))
      .map(({ line }) => line);
    if (others.length > 0) texts.set(member, [...(texts.get(member) ?? []), text(listOf(others))]);
  }
}

/** Why rows cannot be taken beside others of the file; none of them is, for nobody knows which is right. */
export function refusedTogether(candidates: readonly Candidate[], isNew: (row: Candidate) => boolean): Texts {
  const texts: Texts = new Map();
  for (const members of together(candidates, ({ key }) => key)) {
    say(texts, members, (others) => `The same username is in ${others}.`);
  }
  for (const members of together(candidates, ({ portalIdKey }) => portalIdKey)) {
    say(texts, members, (others) => `The same main portal ID is in ${others}.`);
  }
  for (const members of together(candidates.filter(isNew), ({ look }) => look)) {
    const text = (others: string) => `The username looks like that in ${others}, with other letters.`;
    say(texts, members, text, (one, other) => lookTheSame(one.username, other.username));
  }
  return texts;
}
