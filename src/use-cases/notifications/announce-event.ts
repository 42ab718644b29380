import { z } from 'zod';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { EventDetails, EventName } from '../../journal/events.ts';
import { readableDetails } from '../../journal/readable-details.ts';
import { Complaint } from '../../models/complaint.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { newsKind } from '../../notifications/kinds.ts';
import { hearersOf, rolesIn, type Hearer, type News } from '../../notifications/who-hears.ts';
import type { Told } from '../../notifications/words.ts';
import { nextDigest } from './digest-time.ts';
import { findHearer } from './may-hear.ts';
import { notify } from './notify.ts';
import { peopleOfRoles } from './people-of-roles.ts';
import { toldOf } from './told-of.ts';
import { wishOf } from './wishes.ts';

/** What happens to one complaint within so many milliseconds is one mail. */
export const BURST_MS = 120_000;

const payloadInput = z.object({ eventId: z.number() });

async function newsOf(event: JournalEvent): Promise<News> {
  const complaint =
    event.complaintId === null
      ? null
      : await Complaint.findByPk(event.complaintId, {
          attributes: ['reporterId', 'assigneeId', 'urgency'],
        });
  return {
    name: event.name as EventName,
    actorId: event.actorId,
    details: readableDetails(event.details) as EventDetails[EventName],
    complaint: complaint ?? undefined,
  };
}

/** One person hears of it, by the ways that they want. */
async function tell(
  event: JournalEvent,
  told: Told,
  { personId, kind, alsoAt }: Hearer,
  timeZone: string,
): Promise<number> {
  const hearer = await findHearer(personId, kind, event.complaintId);
  if (hearer === undefined) return 0;
  const { inPortal, byMail, digestHour } = await wishOf(personId, kind);
  const { id: eventId, complaintId, actorId } = event;
  const details = actorId === personId ? { ...told, own: true } : told;
  const shared = { kind, recipientId: personId, eventId, complaintId, details };
  const key = (channel: string) => `event:${eventId}:${personId}:${kind}:${channel}`;
  const now = presentMoment();
  const wait = newsKind(kind).joinsBursts === true ? BURST_MS : 0;
  await inTransaction(async () => {
    if (inPortal) await notify({ ...shared, channel: 'portal', dedupeKey: key('portal') });
    const mail = { ...shared, channel: 'mail', dedupeKey: key('mail') } as const;
    if (byMail === 'at_once') await notify({ ...mail, dueAt: new Date(now.getTime() + wait) });
    if (alsoAt !== undefined) await notify({ ...mail, address: alsoAt, dedupeKey: key('former') });
    if (byMail === 'digest')
      await notify({ ...mail, state: 'digest', dueAt: nextDigest(now, digestHour, timeZone) });
  });
  return 1;
}

/**
 * Finds out who hears of an event and by which ways, and writes that down for each; done once more it adds nothing.
 * Returns how many hear of it.
 *
 * @param timeZone in which the hours of people's digests are.
 */
export async function announceEvent(payload: unknown, timeZone: string): Promise<number> {
  const { eventId } = payloadInput.parse(payload);
  const event = await JournalEvent.findByPk(eventId);
  // The journal was cut, or its complaint deleted: nobody is left to hear of it.
  if (event === null) return 0;
  const news = await newsOf(event);
  if (event.complaintId !== null && news.complaint === undefined) return 0;
  const people = await peopleOfRoles(rolesIn(news), news, event);
  const told = toldOf(event, news);
  let heard = 0;
  for (const hearer of hearersOf(news, people)) heard += await tell(event, told, hearer, timeZone);
  return heard;
}
