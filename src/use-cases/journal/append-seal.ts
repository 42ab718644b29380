import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { EventSeal } from '../../models/event-seal.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { doWhatIsDue } from '../../journal/before-first-event.ts';
import { BEGINNING, hashOf, type Member } from '../../journal/chain.ts';
import { journalKeys } from '../../journal/key.ts';

/** The newest end of the chain; null before the first seal. */
export function readHead(): Promise<EventSeal | null> {
  return EventSeal.findOne({ where: { sequence: 0 } });
}

/** A link of the chain as it is told. */
export interface NewSeal {
  readonly sequence: number;
  readonly hash: string;
}

/** What a seal is to hold. */
export interface Sealing {
  readonly kind: 'events' | 'cut';
  readonly members: readonly Member[];
  /** Some events were marked with another key than the present one. */
  readonly isMixed?: boolean;
}

function nextSeal({ kind, members, isMixed }: Sealing, head: EventSeal | null, sealedAt: Date) {
  const ids = members.map(([id]) => id);
  const seal = {
    sequence: (head?.eventCount ?? 0) + 1,
    kind,
    firstEventId: Math.min(...ids),
    lastEventId: Math.max(...ids),
    eventCount: members.length,
    previousHash: head === null ? BEGINNING : head.members,
    members: JSON.stringify(members),
    sealedAt,
    formerHashes: null,
  };
  return { ...seal, hash: hashOf(seal), keyId: isMixed === true ? null : journalKeys.present.id };
}

type Next = ReturnType<typeof nextSeal>;

/** The head keeps the newest hash as its member, so that a newest seal that is taken away is missed. */
async function moveHead(
  head: EventSeal | null,
  { sequence, hash, lastEventId, sealedAt }: Next,
): Promise<boolean> {
  const unmarked = head?.firstEventId ?? (await JournalEvent.max<number, JournalEvent>('id')) ?? 0;
  const moved = {
    sequence: 0,
    kind: 'head' as const,
    firstEventId: unmarked,
    lastEventId: Math.max(head?.lastEventId ?? 0, lastEventId),
    eventCount: sequence,
    previousHash: 'head',
    members: hash,
    sealedAt,
    formerHashes: null,
  };
  const row = { ...moved, hash: hashOf(moved), keyId: journalKeys.present.id };
  if (head === null) {
    await EventSeal.create(row);
    return true;
  }
  const [changed] = await EventSeal.update(row, { where: { sequence: 0, hash: head.hash } });
  return changed === 1;
}

class Outrun extends Error {}

/**
 * Adds a link to the chain, and does `work` in the same transaction. Of many that read the same head one gets its turn.
 *
 * @param head as it was read before its members were chosen.
 * @returns undefined where another was quicker; nothing is changed then.
 */
export async function appendSeal(
  sealing: Sealing,
  head: EventSeal | null,
  sealedAt: Date,
  work: () => Promise<unknown> = () => Promise.resolve(),
): Promise<NewSeal | undefined> {
  const seal = nextSeal(sealing, head, sealedAt);
  try {
    await inTransaction(async () => {
      await doWhatIsDue();
      if (!(await moveHead(head, seal))) throw new Outrun();
      await EventSeal.create(seal);
      await work();
    });
    return seal;
  } catch (error) {
    // What the unique keys refuse.
    if (error instanceof Outrun || error instanceof InvalidInputError) return undefined;
    throw error;
  }
}
