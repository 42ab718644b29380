import { StaleError } from '../../../errors.ts';
import type { ComplaintEventName } from '../../../journal/events.ts';
import type { Complaint } from '../../../models/complaint.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { COMPLAINT_EVENTS, detailsOf, inWords, SAID_ALONE } from '../conversation/tell-event.ts';

/** How many of the changes in between are told; whoever opened a form long ago reloads anyway. */
const TOLD = 3;
/** Events that each made a new version. */
const VERSIONS = COMPLAINT_EVENTS.filter((name) => !SAID_ALONE.has(name) && name !== 'complaint.filed');

function ago(moment: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - moment.getTime()) / 60_000);
  if (minutes < 1) return 'a moment ago';
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

/** Whoever did it, as they are called now; a person who is gone as they were called then. */
export function doer({ actorId, actorName, actor }: JournalEvent): { id: number; name: string } | null {
  return actorId === null ? null : { id: actorId, name: actor?.displayName ?? actorName };
}

function sentence(event: JournalEvent, actor: Actor, now: Date): string {
  const isOwn = actor.id !== null && event.actorId === actor.id;
  const who = isOwn ? 'you' : (doer(event)?.name ?? 'the portal');
  const what = inWords(event.name as ComplaintEventName, detailsOf(event));
  return `${who} ${what} ${ago(event.createdAt, now)}`;
}

/**
 * Makes sure that the complaint is still as the person saw it.
 *
 * @param version the one that the form was opened with; undefined: whatever it is.
 * @throws ConflictError that names who did what in between, and when.
 */
export async function refuseIfChanged(
  complaint: Complaint,
  version: number | undefined,
  actor: Actor,
  now: Date,
): Promise<void> {
  if (version === undefined || version === complaint.version) return;
  // Each version has one event, so the newest ones are those in between.
  const events = await JournalEvent.findAll({
    where: { complaintId: complaint.id, name: VERSIONS },
    include: [{ model: User, as: 'actor', attributes: NAME_COLUMNS }],
    order: [['id', 'DESC']],
    limit: Math.max(0, Math.min(TOLD, complaint.version - version)),
  });
  const told = events.toReversed().map((event) => sentence(event, actor, now));
  const what = told.length > 0 ? `: ${told.join('; ')}` : '';
  throw new StaleError(
    `This complaint has changed since you opened it${what}. Nothing of yours was saved; look at it anew, then repeat your step.`,
  );
}
