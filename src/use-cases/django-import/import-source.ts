import { createHash } from 'node:crypto';
import { insertPlain } from '../../database/insert-plain.ts';
import { readMoment, selectOnce } from '../../database/select.ts';
import { idIn, textIn, type SourceRow } from './clean.ts';
import { SourceError, type Source } from './source.ts';

/** So many of its first people an old portal is known by. */
const MOST_MARKS = 20;
/** Hexadecimal digits of a mark: enough to tell portals apart, too few to tell who somebody was. */
const MARK_DIGITS = 4;

/** One of the old portals that this installation was filled from. */
export interface ImportSource {
  /** 1 of the first, and so on. */
  readonly number: number;
  readonly name: string;
  /** Of its first people, by their numbers there. */
  readonly marks: ReadonlyMap<number, string>;
  /** False until it is kept. */
  readonly isKept: boolean;
}

function markOf(row: SourceRow): string {
  const told = JSON.stringify([textIn(row, 'username').toLowerCase(), textIn(row, 'date_joined')]);
  return createHash('sha256').update(told).digest('hex').slice(0, MARK_DIGITS);
}

async function marksOf(source: Source): Promise<Map<number, string>> {
  const rows = await source.after('auth_user', 0, MOST_MARKS);
  return new Map(rows.map((row) => [idIn(row, 'id') ?? 0, markOf(row)]));
}

interface Kept {
  readonly number: number;
  readonly name: string;
  readonly marks: string;
  readonly since: string | Date;
}

const marksIn = (text: string): Map<number, string> =>
  new Map(Object.entries(JSON.parse(text) as Record<string, string>).map(([id, mark]) => [Number(id), mark]));

/** Whether most of the numbers that both have mean the same people: some may have been renamed or deleted meanwhile. */
function isSame(kept: ReadonlyMap<number, string>, found: ReadonlyMap<number, string>): boolean {
  const common = [...found].filter(([id]) => kept.has(id));
  const equal = common.filter(([id, mark]) => kept.get(id) === mark);
  return equal.length * 2 > common.length || (kept.size === 0 && found.size === 0);
}

/**
 * Which of the old portals it is: numbers of one mean other people and complaints than the same numbers of another.
 *
 * @param another that one is meant from which nothing was taken yet.
 * @throws SourceError when there was another before and this is not meant.
 */
export async function importSourceOf(source: Source, another: boolean): Promise<ImportSource> {
  const marks = await marksOf(source);
  const kept = await selectOnce<Kept>(
    'SELECT number, name, marks, created_at AS since FROM import_sources ORDER BY number',
  );
  const same = kept.find((one) => isSame(marksIn(one.marks), marks));
  if (same !== undefined) return { number: same.number, name: same.name, marks, isKept: true };
  const [first] = kept;
  if (first !== undefined && !another) {
    const day = readMoment(first.since).toISOString().slice(0, 10);
    throw new SourceError(
      `${source.name} is another portal than the one that this installation was filled from on ${day} (then: ${first.name}): its numbers mean other people and complaints. Nothing was written. If its people and complaints are to come to those that are here, say --another-source.`,
    );
  }
  const number = 1 + Math.max(0, ...kept.map((one) => one.number));
  return { number, name: source.name, marks, isKept: false };
}

/** Keeps by what a source is known again, in the transaction in which its import begins; two at once meet at its key. */
export async function keepSource({ number, name, marks, isKept }: ImportSource): Promise<void> {
  if (isKept) return;
  const row = { number, name: name.slice(0, 255), marks: JSON.stringify(Object.fromEntries(marks)) };
  await insertPlain('import_sources', [row]);
}
