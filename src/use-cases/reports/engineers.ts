import { compareTexts } from '../../models/text.ts';
import { NAME_COLUMNS, User } from '../../models/user.ts';
import { readSums, type Filters } from './counting/read-figures.ts';
import type { Source } from './counting/source.ts';
import { emptyTally } from './counting/tally.ts';
import type { Choice, EngineerRow } from './figures.ts';
import { complaints, happened, listOf } from './lists.ts';
import { sumOf, type Pile } from './piles.ts';
import type { Question } from './report-input.ts';
import { ratingOf, timesOf, type Basis } from './times.ts';

/** Names of those who have complaints and could not be given any more. */
async function namesOf(ids: readonly number[], known: readonly Choice[]): Promise<Map<number, string>> {
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const missing = ids.filter((id) => !names.has(id));
  if (missing.length === 0) return names;
  const rows = await User.findAll({ attributes: NAME_COLUMNS, where: { id: missing } });
  for (const { id, displayName } of rows) names.set(id, displayName);
  return names;
}

function rowOf(id: number, name: string, basis: Basis, piles: readonly Pile[]): EngineerRow {
  const { filters, days, tally, before } = basis;
  const isTheirs = ({ engineer }: Pile): boolean => engineer === id;
  const { median, within } = timesOf(basis, 'resolved');
  return {
    id,
    name,
    open: complaints(sumOf(piles, 'open', isTheirs), listOf(filters, { view: 'open' })),
    overdue: complaints(sumOf(piles, 'overdue', isTheirs), listOf(filters, { view: 'overdue' })),
    waiting: complaints(
      sumOf(piles, 'open', (pile) => isTheirs(pile) && pile.category === 'pending'),
      listOf(filters, { view: 'waiting' }),
    ),
    resolved: complaints(
      tally.counts.resolved,
      listOf(filters, happened('resolved', days)),
      before?.counts.resolved,
    ),
    resolution: { median, within },
    rating: ratingOf(basis),
  };
}

/**
 * Everybody who has complaints, had any resolved in the period or could be given some, by name.
 *
 * @param known those who could be given some.
 */
export async function readEngineers(
  source: Source,
  piles: readonly Pile[],
  { filters, days, before }: Question,
  known: readonly Choice[],
): Promise<EngineerRow[]> {
  const tallies = await readSums(source, days, filters, 'engineer');
  const former = before && (await readSums(source, before, filters, 'engineer'));
  const wanted = filters.engineer === null ? known.map(({ id }) => id) : [filters.engineer];
  const all = new Set([...wanted, ...tallies.keys(), ...piles.map(({ engineer }) => engineer)]);
  all.delete(0);
  const names = await namesOf([...all], known);
  const rows = [...all].map((id) => {
    const own: Filters = { ...filters, engineer: id };
    const tally = tallies.get(id) ?? emptyTally();
    const basis = { days, filters: own, tally, before: former && (former.get(id) ?? emptyTally()) };
    return rowOf(id, names.get(id) ?? `#${id}`, basis, piles);
  });
  return rows.toSorted((a, b) => compareTexts(a.name, b.name) || a.id - b.id);
}
