import { Op, type WhereOptions } from 'sequelize';
import type { EventSeal } from '../models/event-seal.ts';
import { JournalEvent } from '../models/journal-event.ts';
import type { forUpdate } from '../database/transaction.ts';
import { journalKeys, keyedHash } from './key.ts';
import type { DerivedKey } from '../database/key-ring.ts';
import type { StoredEvent } from './mark.ts';

/** What stands before the first seal. */
export const BEGINNING = '0'.repeat(64);

/** What a seal keeps of an event. */
export type Member = readonly [id: number, digest: string];

const PROVEN = [
  'id',
  'name',
  'subjectType',
  'subjectId',
  'complaintId',
  'actorId',
  'actorName',
  'origin',
  'address',
  'requestId',
  'details',
  'mark',
  'createdAt',
] as const;

/** The events that a condition names, by their numbers, without models: it is read by the hundred thousand. */
export async function readEvents(
  where: WhereOptions,
  limit?: number,
  options: ReturnType<typeof forUpdate> = {},
): Promise<StoredEvent[]> {
  const rows = await JournalEvent.findAll({
    attributes: [...PROVEN],
    where,
    order: [['id', 'ASC']],
    raw: true,
    ...options,
    ...(limit === undefined ? {} : { limit }),
  });
  return rows.map((row) => Object.assign(row, { createdAt: new Date(row.createdAt) }));
}

/** Numbers of events above one and up to another, in order; a page of them, so that millions can be gone through. */
export async function readEventIds(after: number, upTo: number): Promise<number[]> {
  const where = { id: { [Op.gt]: after, [Op.lte]: upTo } };
  const rows = await JournalEvent.findAll({
    attributes: ['id'],
    where,
    order: ['id'],
    limit: 10_000,
    raw: true,
  });
  return rows.map(({ id }) => id);
}

type Sealed = Pick<
  EventSeal,
  | 'sequence'
  | 'kind'
  | 'firstEventId'
  | 'lastEventId'
  | 'eventCount'
  | 'previousHash'
  | 'members'
  | 'sealedAt'
  | 'formerHashes'
>;

/** What a seal's hash has to be, by a key. */
export function hashOf(seal: Sealed, key: DerivedKey = journalKeys.present): string {
  const { sequence, kind, firstEventId, lastEventId, eventCount, previousHash, members, sealedAt } = seal;
  const told = [sequence, kind, firstEventId, lastEventId, eventCount, previousHash, members];
  const former = seal.formerHashes === null ? [] : [seal.formerHashes];
  return keyedHash(JSON.stringify([...told, sealedAt.toISOString(), ...former]), key);
}

/** Whether a seal stands as it was made, by any key that is known. */
export function isSealWhole(seal: Sealed & Pick<EventSeal, 'hash'>): boolean {
  return journalKeys.all.some((key) => seal.hash === hashOf(seal, key));
}

/** The hash of a seal, and those that it had before the key was changed, the latest first. */
export function hashesOf({ hash, formerHashes }: Pick<EventSeal, 'hash' | 'formerHashes'>): string[] {
  return [hash, ...(formerHashes?.split(' ') ?? [])];
}

/** The events that a seal names; undefined where somebody made something else of it. */
export function membersOf({ members }: Pick<EventSeal, 'members'>): readonly Member[] | undefined {
  try {
    const read = JSON.parse(members) as unknown;
    return Array.isArray(read) && read.every(isMember) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isMember(value: unknown): value is Member {
  return Array.isArray(value) && Number.isSafeInteger(value[0]) && typeof value[1] === 'string';
}
