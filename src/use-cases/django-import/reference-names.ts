import { textKey } from '../../models/text.ts';
import { firstOf, idIn, isLonger, textIn, type SourceRow } from './clean.ts';
import type { Ledger } from './ledger.ts';
import { areNear } from './near-names.ts';

/** A row that stands in this portal already. */
export interface Standing {
  readonly id: number;
  readonly name: string;
}

/** A row of the old portal that is to become one of this portal, or is part of one. */
export interface PlannedName {
  readonly sourceId: number;
  readonly row: SourceRow;
  /** Of an earlier run. */
  readonly known?: number;
  /** The row here that it is part of, or the planned one. */
  readonly partOf?: Standing | PlannedName;
  /** How the new row is called. */
  readonly name: string;
}

/** What a table's names are planned by. */
export interface NamePlanning {
  readonly table: string;
  /** Such as `department`. */
  readonly noun: string;
  readonly rows: readonly SourceRow[];
  readonly standing: readonly Standing[];
  readonly known: ReadonlyMap<number, number | null>;
  readonly map: ReadonlyMap<string, string>;
  readonly ledger: Ledger;
  /** Longest name. */
  readonly length: number;
  /** By which two names are one; default: letter case and spaces do not count. */
  readonly keyOf?: (name: string) => string;
}

function nameOf(row: SourceRow, id: number, { noun, length, ledger }: NamePlanning): string {
  const text = textIn(row, 'name');
  if (textKey(text) === '') {
    ledger.note(
      'Names that were missing or too long',
      `${noun} ${id} has no name and is called “${noun} ${id}”`,
    );
    return `${noun} ${id}`;
  }
  if (!isLonger(text, length)) return text;
  ledger.note('Names that were missing or too long', `${noun} ${id} is called “${firstOf(text, length)}”`);
  return firstOf(text, length);
}

/** Tells which of the names may mean the same, so that an administrator merges them. */
function tellNear(plans: readonly PlannedName[], { standing, noun, ledger }: NamePlanning): void {
  const own = plans.filter(({ known, partOf }) => known === undefined && partOf === undefined);
  for (const [index, { name }] of own.entries())
    for (const other of [...standing, ...own.slice(0, index)])
      if (areNear(name, other.name))
        ledger.note(
          `Names that may mean the same ${noun}; the map file merges them`,
          `“${name}” and “${other.name}”`,
        );
}

/** Decides what becomes of each row: what it is called like is what it is, unless the map says something else. */
export function planNames(planning: NamePlanning): PlannedName[] {
  const { rows, standing, known, map, keyOf = textKey } = planning;
  const byKey = new Map<string, Standing | PlannedName>(standing.map((one) => [keyOf(one.name), one]));
  const here = new Set(standing.map(({ id }) => id));
  const plans: PlannedName[] = [];
  for (const row of rows) {
    const sourceId = idIn(row, 'id') ?? 0;
    const before = known.get(sourceId);
    const own = nameOf(row, sourceId, planning);
    const wanted = map.get(textKey(own)) ?? own;
    const found = byKey.get(keyOf(wanted));
    // Who was deleted here since is not there any more, and is made anew where something needs it.
    const isKnown = typeof before === 'number' && here.has(before);
    const plan: PlannedName = {
      sourceId,
      row,
      name: wanted,
      ...(isKnown ? { known: before } : found === undefined ? {} : { partOf: found }),
    };
    if (!isKnown && found === undefined) byKey.set(keyOf(wanted), plan);
    plans.push(plan);
  }
  tellNear(plans, planning);
  return plans;
}

/** The names of the map that nothing in the old portal is called by. */
export function tellUnused(
  map: ReadonlyMap<string, unknown>,
  names: Iterable<string>,
  noun: string,
  ledger: Ledger,
): void {
  const present = new Set([...names].map(textKey));
  for (const key of map.keys())
    if (!present.has(key)) ledger.note('Named in the map file and not in the old portal', `${noun} “${key}”`);
}
