import { UniqueConstraintError } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { forUpdate } from '../../database/transaction.ts';
import { BEGINNING, hashOf, isSealWhole } from '../../journal/chain.ts';
import { journalKeys } from '../../journal/key.ts';
import { EventSeal } from '../../models/event-seal.ts';
import { JournalEvent } from '../../models/journal-event.ts';

/** Makes the end of a chain that has no seal yet, so that whoever seals and whoever changes marks meet there. */
export async function makeHead(): Promise<void> {
  if ((await EventSeal.count({ where: { sequence: 0 } })) > 0) return;
  const unmarked =
    (await JournalEvent.max<number | null, JournalEvent>('id', { where: { mark: null } })) ?? 0;
  const head = {
    sequence: 0,
    kind: 'head' as const,
    firstEventId: unmarked,
    lastEventId: 0,
    eventCount: 0,
    previousHash: 'head',
    members: BEGINNING,
    sealedAt: presentMoment(),
    formerHashes: null,
    keyId: journalKeys.present.id,
  };
  try {
    await EventSeal.create({ ...head, hash: hashOf(head) });
  } catch (error) {
    // The first seal came meanwhile.
    if (!(error instanceof UniqueConstraintError)) throw error;
  }
}

/** The end of the chain, which nobody moves until this transaction ends. */
export async function readHeadToMove(): Promise<EventSeal> {
  const head = await EventSeal.findOne({ where: { sequence: 0 }, ...forUpdate() });
  if (head === null) throw new Error('makeHead comes before');
  return head;
}

/**
 * Writes the end of the chain by the present key; whoever read it before does not add to it. One that was altered stays so.
 *
 * @param newest the hash of the newest seal.
 */
export async function moveHeadAnew(head: EventSeal, newest: string): Promise<void> {
  if (!isSealWhole(head)) return;
  const { hash } = head;
  const sealedAt = new Date(Math.max(presentMoment().getTime(), head.sealedAt.getTime() + 1));
  head.set({ members: newest, sealedAt, keyId: journalKeys.present.id });
  const values = { members: newest, sealedAt, keyId: head.keyId, hash: hashOf(head) };
  const [moved] = await EventSeal.update(values, { where: { sequence: 0, hash } });
  if (moved === 0) throw new Error('The journal was sealed at the same moment; run it again.');
}
