import { Op, type WhereOptions } from 'sequelize';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { readEvents } from '../../journal/chain.ts';
import { isMarkOf, presentEnd } from '../../journal/mark.ts';
import { EventSeal } from '../../models/event-seal.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { markAnew } from './mark-anew.ts';
import { moveHeadAnew, readHeadToMove } from './move-head-anew.ts';
import { formerSeals } from './seal-anew.ts';

/** Events of one transaction. */
const BATCH = 500;

/** Events with marks of another key. */
export const formerEvents = (): WhereOptions => ({ mark: { [Op.notLike]: `%${presentEnd()}` } });

/** Undefined where they were sealed by a former key meanwhile: their seal has its turn before they have. */
async function stretch(ids: readonly number[]): Promise<number | undefined> {
  const head = await readHeadToMove();
  // Whoever seals these events as they were misses the head that it read.
  await moveHeadAnew(head, head.members);
  if ((await EventSeal.count({ where: formerSeals() })) > 0) return undefined;
  const events = await readEvents({ id: [...ids] }, undefined, forUpdate());
  const proven = events.filter((event) => event.mark !== null && isMarkOf(event.mark, event));
  await markAnew(proven);
  return proven.length;
}

/**
 * Gives the events that no seal of a former key has a mark of the present one; those that nothing proves stay as they are.
 *
 * @returns how many; undefined where seals have to be made anew first.
 */
export async function markRestAnew(signal?: AbortSignal): Promise<number | undefined> {
  let done = 0;
  for (let after = 0; ;) {
    signal?.throwIfAborted();
    const where = { [Op.and]: [formerEvents(), { id: { [Op.gt]: after } }] };
    const rows = await JournalEvent.findAll({
      attributes: ['id'],
      where,
      order: ['id'],
      limit: BATCH,
      raw: true,
    });
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return done;
    const marked = await inTransaction(() => stretch(ids));
    if (marked === undefined) return undefined;
    done += marked;
    after = ids.at(-1) ?? after;
  }
}
