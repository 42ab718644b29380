import { Op } from 'sequelize';
import { membersOf, readEventIds } from '../../journal/chain.ts';
import { EventSeal } from '../../models/event-seal.ts';

/** How long after its time an event may still be committed, in milliseconds; far longer than any transaction runs. */
export const LATE_MS = 3_600_000;

/**
 * The number of the first seal in which, or after which, events may still be missing that have lower numbers than theirs.
 * By the order of the seals: where a clock is set back a newer one has the older time.
 */
async function firstOpenSeal(now: Date): Promise<number> {
  const sealedAt = { [Op.gte]: new Date(now.getTime() - LATE_MS) };
  const first = await EventSeal.min<number | null, EventSeal>('sequence', {
    where: { kind: 'events', sealedAt },
  });
  return first ?? Number.MAX_SAFE_INTEGER;
}

async function sealedFrom(sequence: number): Promise<ReadonlySet<number>> {
  const seals = await EventSeal.findAll({ where: { kind: 'events', sequence: { [Op.gte]: sequence } } });
  return new Set(seals.flatMap((seal) => membersOf(seal)?.map(([id]) => id) ?? []));
}

/** Numbers of events that seals have passed by, since others had higher ones and were committed before. */
export async function findLateEvents(lastSealed: number, now: Date): Promise<number[]> {
  const open = await firstOpenSeal(now);
  const where = { kind: 'events' as const, sequence: { [Op.lt]: open } };
  const long = (await EventSeal.max<number | null, EventSeal>('lastEventId', { where })) ?? 0;
  const sealed = await sealedFrom(open);
  const late = [];
  for (let after = long; after < lastSealed;) {
    const ids = await readEventIds(after, lastSealed);
    late.push(...ids.filter((id) => !sealed.has(id)));
    after = ids.at(-1) ?? lastSealed;
  }
  return late;
}
