import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy, stepsFor } from '../../../policies/complaint.ts';
import type { ComplaintStep } from '../../../policies/complaint-steps.ts';
import { NotFoundError } from '../../../errors.ts';
import { readComplaint, type ReadComplaint } from './complaint-row.ts';
import { readRelated, type Related } from '../related/read-related.ts';
import { loadEvents, type EventPage } from './conversation-parts.ts';

/** Everything about one complaint that this person may read. */
export interface Conversation extends EventPage {
  readonly complaint: Omit<ReadComplaint, 'reporterSeenEventId'> & Related;
  /** There is more after the events shown. */
  readonly hasLater: boolean;
  /** The reporter has seen all that happened. */
  readonly isSeen: boolean;
  /** What this person may do now. */
  readonly steps: readonly ComplaintStep[];
}

/** How the conversation is shown. */
export interface ConversationOptions {
  /** For how many days after closing a complaint can be reopened. */
  readonly reopenDays: number;
  /** False: as the reporter sees it, whoever looks. */
  readonly withNotes?: boolean;
  /** Only what happened before this event; undefined: the newest. */
  readonly before?: number | undefined;
  readonly now?: Date;
}

/** Whether there is anything that a step could be taken with. */
function hasChoice(step: ComplaintStep, { followers, links }: Related): boolean {
  if (step === 'removeFollower') return followers.length > 0;
  return step !== 'unlink' || links.length > 0;
}

/** What of it this person is told: other people's complaints are for those who see them all. */
function toldOf(actor: Actor, related: Related): Related {
  return complaintPolicy.may(actor, 'readAll') ? related : { ...related, links: [], mergedIds: [] };
}

/** A complaint that somebody may see, what they may do with it, and whether they read its notes. */
export interface KnownComplaint {
  readonly complaint: Conversation['complaint'];
  readonly reporterSeenEventId: number | null;
  readonly steps: readonly ComplaintStep[];
  readonly mayReadNotes: boolean;
}

/**
 * One complaint without what was said and done, in a fixed number of queries.
 *
 * @param reopenDays for how many days after closing it can be reopened.
 * @throws NotFoundError when there is none, or it is not theirs to know.
 */
export async function knownComplaint(
  actor: Actor,
  id: number,
  reopenDays: number,
  now: Date = new Date(),
): Promise<KnownComplaint> {
  const found = await readComplaint(id, now);
  if (found === undefined) throw new NotFoundError();
  const { reporterSeenEventId, ...complaint } = found;
  const related = await readRelated(id);
  const row = {
    reporterId: complaint.reporter.id,
    assigneeId: complaint.assignee?.id ?? null,
    isFollowed: related.followers.some((follower) => follower.id === actor.id),
  };
  if (!complaintPolicy.may(actor, 'read', row)) throw new NotFoundError();
  const { category, code, closedAt, mergedIntoId } = complaint;
  const state = { ...row, status: { category, code }, closedAt, mergedIntoId };
  return {
    complaint: { ...complaint, ...toldOf(actor, related) },
    reporterSeenEventId,
    steps: stepsFor(actor, state, reopenDays, now).filter((step) => hasChoice(step, related)),
    mayReadNotes: complaintPolicy.may(actor, 'readNotes', row),
  };
}

/**
 * One complaint with all that was said and done, in a fixed number of queries. Internal notes and their files are
 * there only for those who may read them.
 *
 * @throws NotFoundError when there is none, or it is not theirs to know.
 */
export async function getConversation(
  actor: Actor,
  id: number,
  { reopenDays, withNotes = true, before, now = new Date() }: ConversationOptions,
): Promise<Conversation> {
  const { complaint, reporterSeenEventId, steps, mayReadNotes } = await knownComplaint(
    actor,
    id,
    reopenDays,
    now,
  );
  const page = await loadEvents(id, withNotes && mayReadNotes, actor.id, before);
  return {
    complaint,
    ...page,
    hasLater: before !== undefined,
    isSeen: (page.events.at(-1)?.id ?? 0) <= (reporterSeenEventId ?? 0),
    steps,
  };
}
