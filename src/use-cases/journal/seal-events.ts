import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { readEvents } from '../../journal/chain.ts';
import { isMarkOf, presentEnd, sealedDigest, type StoredEvent } from '../../journal/mark.ts';
import { log } from '../../log.ts';
import type { EventSeal } from '../../models/event-seal.ts';
import { appendSeal, readHead } from './append-seal.ts';
import { findLateEvents } from './late-events.ts';

/** Events of one seal; their digests hold nobody up for longer than some milliseconds. */
const BATCH = 500;
/** How old an event has to be, in milliseconds, so that most with lower numbers are committed as well. */
export const SETTLE_MS = 10_000;
/** The kind of job that seals. */
export const SEALING = 'journal.seal-events';

/**
 * Whether the portal wrote an event as it stands.
 *
 * @param head null before the first seal, which takes what is older than marks as it finds it.
 */
export function isGenuine(event: StoredEvent, head: Pick<EventSeal, 'firstEventId'> | null): boolean {
  if (event.mark === null) return head === null || event.id <= head.firstEventId;
  return isMarkOf(event.mark, event);
}

/** Those that the portal wrote so; of the others the log tells. */
function genuineOf(events: readonly StoredEvent[], head: EventSeal | null): StoredEvent[] {
  const genuine = events.filter((event) => isGenuine(event, head));
  if (genuine.length < events.length) {
    const ids = events.filter((event) => !genuine.includes(event)).map(({ id }) => id);
    log.error(
      { events: ids },
      'events that the portal did not write so are not sealed; `audit verify` tells more',
    );
  }
  return genuine;
}

/** False when another process was quicker. */
async function seal(events: readonly StoredEvent[], head: EventSeal | null): Promise<boolean> {
  if (events.length === 0) return true;
  const members = events.map((event) => [event.id, sealedDigest(event)] as const);
  const isMixed = !events.every(({ mark }) => mark?.endsWith(presentEnd()));
  const made = await appendSeal({ kind: 'events', members, isMixed }, head, presentMoment());
  if (made === undefined) return false;
  log.info(
    { seal: made.sequence, events: members.length, hash: made.hash },
    'the journal is sealed up to here',
  );
  return true;
}

/** One seal of those that were passed by; the rest of very many has its turn the next time. */
async function sealLate(signal?: AbortSignal): Promise<number> {
  const head = await readHead();
  const late = head === null ? [] : await findLateEvents(head.lastEventId, presentMoment());
  const genuine: StoredEvent[] = [];
  for (let from = 0; from < late.length && genuine.length < BATCH; from += BATCH) {
    signal?.throwIfAborted();
    genuine.push(...genuineOf(await readEvents({ id: late.slice(from, from + BATCH) }), head));
  }
  return (await seal(genuine, head)) ? genuine.length : 0;
}

/**
 * Chains what is committed and not sealed yet, batch after batch; returns how many events. Of two
 * processes that do it at once one goes on and the other leaves it to that one.
 */
export async function sealEvents(signal?: AbortSignal): Promise<number> {
  const settled = { [Op.lt]: new Date(presentMoment().getTime() - SETTLE_MS) };
  let sealed = await sealLate(signal);
  for (let after = 0; ;) {
    signal?.throwIfAborted();
    const head = await readHead();
    after = Math.max(after, head?.lastEventId ?? 0);
    const events = await readEvents({ id: { [Op.gt]: after }, createdAt: settled }, BATCH);
    const last = events.at(-1);
    const genuine = genuineOf(events, head);
    if (last === undefined || !(await seal(genuine, head))) return sealed;
    sealed += genuine.length;
    after = last.id;
  }
}
