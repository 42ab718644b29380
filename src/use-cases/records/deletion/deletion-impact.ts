import { ConflictError } from '../../../errors.ts';
import type { Actor } from '../../../policies/actor.ts';
import { countReferences, referredAmong, type Counted } from './count-references.ts';
import { deletions } from './deletions.ts';
import { namesAmong, namesOf } from './names-among.ts';
import type { Deletion } from './reference.ts';

/** Something that refers to records: how much of it there is, and how it is called. */
interface Told extends Counted {
  readonly names: string;
}

const counted = ({ reference: { words }, count }: Told): string =>
  `${count.toLocaleString('en')} ${words[count === 1 ? 0 : 1]}`;

const withNames = (told: Told): string =>
  told.names === '' ? counted(told) : `${counted(told)} (${told.names})`;

const listed = (told: readonly Told[]): string => {
  const parts = told.map(withNames);
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
};

/** The sentence that names what keeps records and, of several, which of them it keeps. */
async function refused(
  told: readonly Told[],
  { instead, pronoun }: Deletion,
  table: string,
  ids: readonly number[],
): Promise<string> {
  const isOne = ids.length === 1;
  const verb = told.length === 1 && told[0]?.count === 1 ? 'refers' : 'refer';
  const keeping = told.map(({ reference }) => reference);
  const kept = isOne ? '' : await namesOf(table, await referredAmong(keeping, ids));
  const whom = kept || (isOne && pronoun === 'it' ? 'it' : 'them');
  const consequence = isOne ? `${pronoun} cannot be deleted` : 'none of them can be deleted';
  return `${listed(told)} ${verb} to ${whom}, so ${consequence}. ${instead[isOne ? 0 : 1]}`;
}

const remaining = (told: Told): string =>
  told.names === '' ? `${counted(told)}.` : `${counted(told)}: ${told.names}.`;

async function tell(actor: Actor, all: readonly Counted[], ids: readonly number[]): Promise<Told[]> {
  const told: Told[] = [];
  for (const one of all) told.push({ ...one, names: await namesAmong(actor, one, ids) });
  return told;
}

const having = (all: readonly Counted[], fate: Counted['reference']['fate']): Counted[] =>
  all.filter(({ reference }) => reference.fate === fate);

/** Why these records cannot be deleted, in a sentence; undefined where nothing keeps them. */
export async function deletionRefusal(
  actor: Actor,
  table: string,
  ids: readonly number[],
): Promise<string | undefined> {
  const deletion = deletions[table];
  if (deletion === undefined) return undefined;
  const kept = deletion.references.filter(({ fate }) => fate === 'keeps');
  const told = await tell(actor, await countReferences(kept, ids), ids);
  return told.length === 0 ? undefined : refused(told, deletion, table, ids);
}

/**
 * Refuses to delete records that something keeps.
 *
 * @throws ConflictError that names what refers to them.
 */
export async function refuseReferred(actor: Actor, table: string, ids: readonly number[]): Promise<void> {
  const refusal = await deletionRefusal(actor, table, [...new Set(ids)]);
  if (refusal !== undefined) throw new ConflictError(refusal);
}

/** What deleting these records would do to others, or what keeps them, in sentences; nothing where it concerns nobody. */
export async function deletionImpact(
  actor: Actor,
  table: string,
  ids: readonly number[],
): Promise<readonly string[]> {
  const deletion = deletions[table];
  if (deletion === undefined) return [];
  const all = await countReferences(deletion.references, ids);
  const kept = await tell(actor, having(all, 'keeps'), ids);
  if (kept.length > 0) return [await refused(kept, deletion, table, ids)];
  const stay = await tell(actor, having(all, 'stays'), ids);
  const go = await tell(actor, having(all, 'goes'), ids);
  return [
    ...stay.map(remaining),
    ...(go.length === 0 ? [] : [`Also deleted: ${listed(go)}.`]),
    ...((await deletion.besides?.(ids, actor)) ?? []),
  ];
}
