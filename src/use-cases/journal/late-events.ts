import { Op } from 'sequelize';
import { membersOf, readEventIds } from '../../journal/chain.ts';
import { EventSeal } from '../../models/event-seal.ts';

/** How long after its time an event may still be committed, in milliseconds; far longer than any transaction runs. */
export const LATE_MS = 3_600_000;

async function sealedSince(border: Date): Promise<ReadonlySet<number>> {
  const seals = await EventSeal.findAll({ where: { kind: 'events', sealedAt: { [Op.gte]: border } } });
  return new Set(seals.flatMap((seal) => membersOf(seal)?.map(([id]) => id) ?? []));
}

/** Numbers of events that seals have passed by, since others had higher ones and were committed before. */
export async function findLateEvents(lastSealed: number, now: Date): Promise<number[]> {
  const border = new Date(now.getTime() - LATE_MS);
  const where = { kind: 'events' as const, sealedAt: { [Op.lt]: border } };
  const long = (await EventSeal.max<number | null, EventSeal>('lastEventId', { where })) ?? 0;
  const sealed = await sealedSince(border);
  const late = [];
  for (let after = long; after < lastSealed;) {
    const ids = await readEventIds(after, lastSealed);
    late.push(...ids.filter((id) => !sealed.has(id)));
    after = ids.at(-1) ?? lastSealed;
  }
  return late;
}
