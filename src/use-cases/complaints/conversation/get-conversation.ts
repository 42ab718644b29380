import { Op } from 'sequelize';
import { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy, stepsFor } from '../../../policies/complaint.ts';
import type { ComplaintStep } from '../../../policies/complaint-steps.ts';
import { found } from '../../../policies/policy.ts';
import { detailsIn, type ShownDetail } from '../complaint-fields.ts';
import { loadEvents, type EventPage } from './conversation-parts.ts';
import { queueParts, queueRow, type QueueRow } from '../queue/queue-row.ts';

/** Everything about one complaint that this person may read. */
export interface Conversation extends EventPage {
  readonly complaint: QueueRow & {
    readonly description: string;
    readonly details: readonly ShownDetail[];
    readonly resolvedAt: Date | null;
    readonly closedAt: Date | null;
    readonly reopenCount: number;
    /** The complaint that this one continues, and those that continue it. */
    readonly followUpOfId: number | null;
    readonly followUpIds: readonly number[];
  };
  /** There is more after the events shown. */
  readonly hasLater: boolean;
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

async function followUpsOf(id: number): Promise<number[]> {
  const rows = await Complaint.findAll({
    attributes: ['id'],
    where: { followUpOfId: id },
    order: [['id', 'ASC']],
  });
  return rows.map((row) => row.id);
}

async function details(complaint: Complaint, now: Date): Promise<Conversation['complaint']> {
  const { description, reopenCount, followUpOfId } = complaint;
  return {
    ...queueRow(complaint, now),
    description,
    details: detailsIn(complaint),
    reopenCount,
    resolvedAt: complaint.resolvedAt ?? null,
    closedAt: complaint.closedAt ?? null,
    followUpOfId: followUpOfId ?? null,
    followUpIds: await followUpsOf(complaint.id),
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
  const complaint = found(
    await Complaint.findOne({
      where: { [Op.and]: [{ id }, complaintPolicy.visibleTo(actor)] },
      include: queueParts,
    }),
  );
  const { status, reporterId, assigneeId, closedAt } = complaint;
  const state = { status: found(status), reporterId, assigneeId, closedAt: closedAt ?? null };
  const notes = withNotes && complaintPolicy.may(actor, 'readNotes', complaint);
  return {
    complaint: await details(complaint, now),
    ...(await loadEvents(id, notes, before)),
    hasLater: before !== undefined,
    steps: stepsFor(actor, state, reopenDays, now),
  };
}
