import { figures, health, profiles, seals } from './by-commands.ts';
import { bySql } from './by-sql.ts';
import { namedFiles, wholeFiles } from './files.ts';
import type { Invariant, Look } from './invariant.ts';
import { filings, replies, steps, titlesOnce } from './promises.ts';
import { references } from './references.ts';

/** Everything that holds whatever was done to the portal. */
export const INVARIANTS: readonly Invariant[] = [
  ...bySql,
  references,
  wholeFiles,
  namedFiles,
  filings,
  titlesOnce,
  replies,
  steps,
  seals,
  profiles,
  health,
  figures,
];

/** What contradicts any of them, each with the sentence that it contradicts. */
export async function contradictions(look: Look): Promise<string[]> {
  const found: string[] = [];
  for (const invariant of INVARIANTS)
    for (const what of await invariant.find(look)) found.push(`${invariant.sentence} But: ${what}`);
  return found;
}
