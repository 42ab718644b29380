import { Op, type WhereOptions } from 'sequelize';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import {
  BEGINNING,
  hashesOf,
  hashOf,
  isSealWhole,
  membersOf,
  readEvents,
  type Member,
} from '../../journal/chain.ts';
import { journalKeys } from '../../journal/key.ts';
import { isSealedDigest, sealedDigest } from '../../journal/mark.ts';
import { EventSeal } from '../../models/event-seal.ts';
import { isGenuine } from '../journal/seal-events.ts';
import { markAnew } from './mark-anew.ts';
import { moveHeadAnew, readHeadToMove } from './move-head-anew.ts';

/** Seals that are looked at for one transaction, and about how many events it changes: on SQLite everybody's writing waits. */
const MOST_SEALS = 20;
const MOST_EVENTS = 500;

/** Seals that go by another key, or not all by the present one. */
export const formerSeals = (): WhereOptions => ({
  sequence: { [Op.gt]: 0 },
  keyId: { [Op.or]: [null, { [Op.ne]: journalKeys.present.id }] },
});

/** What became of a stretch of seals. */
interface Stretch {
  /** The last one that was looked at. */
  readonly last: number;
  readonly done: number;
}

/** The members of a seal by the present key; of those that do not stand as they were sealed nothing is changed, so that they are never proven. */
async function membersAnew(seal: EventSeal, head: EventSeal): Promise<readonly Member[]> {
  const members = membersOf(seal) ?? [];
  if (seal.kind !== 'events') return members;
  const events = await readEvents({ id: members.map(([id]) => id) }, undefined, forUpdate());
  const digests = new Map(members);
  const proven = events.filter(
    (event) => isSealedDigest(digests.get(event.id) ?? '', event) && isGenuine(event, head),
  );
  const anew = new Map((await markAnew(proven)).map((event) => [event.id, sealedDigest(event)]));
  return members.map(([id, digest]) => [id, anew.get(id) ?? digest]);
}

/** A seal that does not stand as it was made keeps its hash, so that it is never proven. */
async function sealAnew(
  seal: EventSeal,
  before: readonly string[] | undefined,
  head: EventSeal,
): Promise<void> {
  const isLinked = before === undefined || before.includes(seal.previousHash);
  const isWhole = isSealWhole(seal) && membersOf(seal) !== undefined && isLinked;
  const formerHashes = hashesOf(seal).join(' ');
  if (membersOf(seal) !== undefined) seal.set({ members: JSON.stringify(await membersAnew(seal, head)) });
  seal.set({ keyId: journalKeys.present.id });
  if (isWhole) {
    seal.set({ previousHash: before?.[0] ?? seal.previousHash, formerHashes });
    seal.set({ hash: hashOf(seal) });
  }
  await seal.save();
}

async function hashesBefore({ sequence }: EventSeal): Promise<readonly string[] | undefined> {
  if (sequence === 1) return [BEGINNING];
  const before = await EventSeal.findOne({ where: { sequence: sequence - 1 } });
  return before === null ? undefined : hashesOf(before);
}

async function stretch(after: number): Promise<Stretch | undefined> {
  const head = await readHeadToMove();
  const where = { [Op.and]: [formerSeals(), { sequence: { [Op.gt]: after } }] };
  const seals = await EventSeal.findAll({ where, order: ['sequence'], limit: MOST_SEALS, ...forUpdate() });
  if (seals.length === 0) return undefined;
  let [last, events, done] = [after, 0, 0];
  for (const seal of seals) {
    if (events >= MOST_EVENTS) break;
    last = seal.sequence;
    events += seal.eventCount;
    await sealAnew(seal, await hashesBefore(seal), head);
    done += 1;
  }
  const newest = seals.find(({ sequence }) => sequence === head.eventCount && sequence <= last);
  await moveHeadAnew(head, newest?.hash ?? head.members);
  return { last, done };
}

/**
 * Makes seals that former keys made, and the marks of their events, by the present key, the first ones first and a stretch
 * in a transaction. What does not stand as it was sealed is not proven then either.
 *
 * @param tell is told how many were made.
 * @returns how many.
 */
export async function sealAllAnew(tell: (seals: number) => void, signal?: AbortSignal): Promise<number> {
  let done = 0;
  for (let after = 0; ;) {
    signal?.throwIfAborted();
    const from = after;
    const made = await inTransaction(() => stretch(from));
    if (made === undefined) return done;
    after = made.last;
    done += made.done;
    tell(done);
  }
}
