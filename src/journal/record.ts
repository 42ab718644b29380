import { insertPlain } from '../database/insert-plain.ts';
import { insertRow, insertRows } from '../database/insert-row.ts';
import { insideTransaction } from '../database/transaction.ts';
import { doWhatIsDue } from './before-first-event.ts';
import { canonical } from './canonical.ts';
import type { JournalEntry } from './events.ts';
import { isFollowed, tellFollowers } from './followers.ts';
import { markOf } from './mark.ts';
import { needsProof } from './needs-proof.ts';
import { requireRecentProof } from './proof.ts';
import { presentSurroundings } from './surroundings.ts';

/** Longest name, address and number that the table holds, in characters. */
const NAME_LENGTH = 310;
const ADDRESS_LENGTH = 64;

function cut(text: string | null | undefined, length: number): string | null {
  return text === null || text === undefined ? null : Array.from(text).slice(0, length).join('');
}

function rowOf(entry: JournalEntry) {
  const { origin, address, requestId } = presentSurroundings();
  return {
    name: entry.name,
    subjectType: entry.name.slice(0, entry.name.indexOf('.')),
    subjectId: entry.subjectId,
    complaintId: entry.complaintId ?? null,
    actorId: entry.by.id,
    actorName: cut(entry.by.name, NAME_LENGTH) ?? '',
    origin,
    address: cut(address, ADDRESS_LENGTH),
    requestId: cut(requestId, ADDRESS_LENGTH),
    details: canonical(entry.details),
    createdAt: entry.at ?? new Date(),
  };
}

function columnsOf(entry: JournalEntry) {
  // Here, where whatever is done comes by, so that no face and no use case has a way around it.
  if (needsProof(entry)) requireRecentProof();
  const row = rowOf(entry);
  return {
    name: row.name,
    subject_type: row.subjectType,
    subject_id: row.subjectId,
    complaint_id: row.complaintId,
    actor_id: row.actorId,
    actor_name: row.actorName,
    origin: row.origin,
    address: row.address,
    request_id: row.requestId,
    details: row.details,
    created_at: row.createdAt,
    mark: markOf(row),
  };
}

function requireTransaction(): void {
  if (!insideTransaction()) throw new Error('record belongs inside inTransaction');
}

/**
 * Writes one event into the journal, in the running transaction: it stands if, and only if, what it tells stands.
 * Returns its id, for the rows that the same step writes.
 *
 * @throws Error outside a transaction; ProofNeededError where whoever acts has to confirm that it is they.
 */
export async function record(entry: JournalEntry): Promise<number> {
  requireTransaction();
  await doWhatIsDue();
  const id = await insertRow('events', columnsOf(entry));
  await tellFollowers(id, entry);
  return id;
}

/**
 * Writes the events of one step that concerns many rows, as `record` writes one.
 *
 * @throws as `record` does.
 */
export async function recordAll(entries: readonly JournalEntry[]): Promise<void> {
  requireTransaction();
  await doWhatIsDue();
  await insertRows('events', entries.filter((entry) => !isFollowed(entry)).map(columnsOf));
  // One by one, for the number that each gets.
  for (const entry of entries.filter(isFollowed)) await record(entry);
}

/**
 * Writes a history that is told after the event, as `asHistory` tells it, in the order given.
 *
 * @returns the id of the first; those of the others follow without a gap.
 * @throws Error outside a transaction, and where somebody would have to be told of it; InvalidInputError where another
 *   transaction took one of the ids at the same moment.
 */
export async function recordHistory(entries: readonly JournalEntry[]): Promise<number> {
  requireTransaction();
  if (entries.some(isFollowed)) throw new Error('this is news to somebody');
  await doWhatIsDue();
  const [first, ...others] = entries.map(columnsOf);
  if (first === undefined) return 0;
  const id = await insertRow('events', first);
  await insertPlain(
    'events',
    others.map((columns, index) => ({ id: id + index + 1, ...columns })),
  );
  return id;
}
