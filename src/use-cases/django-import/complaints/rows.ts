import type { ColumnValue } from '../../../database/insert-row.ts';
import type { JournalEntry } from '../../../journal/events.ts';
import { REMARK_LENGTH } from '../../../models/remark.ts';
import { firstOf } from '../clean.ts';
import type { Became } from '../imported-rows.ts';
import type { Draft } from '../story/dossier.ts';
import type { Step } from '../story/story.ts';
import type { PlannedComplaint } from './plan-complaint.ts';

const NOTE_LENGTH = 500;

/** A row that is to be inserted. */
export type Row = Record<string, ColumnValue>;

/** Everything that some complaints write beside themselves. */
export interface Rows {
  readonly status_changes: Row[];
  readonly remarks: Row[];
  readonly feedback: Row[];
  readonly attachments: Row[];
  /** Rows of the old portal by what they became. */
  readonly became: Became[];
}

/** Nothing yet. */
export const noRows = (): Rows => ({
  status_changes: [],
  remarks: [],
  feedback: [],
  attachments: [],
  became: [],
});

/** The event of a step. */
export function entryOf(step: Step, complaintId: number): JournalEntry {
  const by = step.by === undefined ? { id: null, name: '' } : { id: step.by.id, name: step.by.name };
  const entry = {
    name: step.name,
    by,
    subjectId: complaintId,
    complaintId,
    details: step.details,
    at: step.at,
  };
  return entry;
}

/** The numbers that a step's rows get. */
export interface StepNumbers {
  readonly complaintId: number;
  readonly eventId: number;
  readonly status: number;
  readonly remark: number;
  readonly feedback: number;
  /** Of the change of status that a rating is of. */
  solutionOf(draft: Draft): number | undefined;
}

function statusRow(step: Step, { complaintId, eventId, status }: StepNumbers): Row[] {
  if (step.move === undefined) return [];
  const { from, to, note } = step.move;
  return [
    {
      id: status,
      complaint_id: complaintId,
      from_status_id: from?.id ?? null,
      to_status_id: to.id,
      changed_by_id: step.by?.id ?? null,
      note: firstOf(note, NOTE_LENGTH),
      event_id: eventId,
      created_at: step.at,
    },
  ];
}

function remarkRow({ said, at }: Step, { complaintId, eventId, remark }: StepNumbers): Row[] {
  if (said === undefined) return [];
  return [
    {
      id: remark,
      complaint_id: complaintId,
      author_id: said.author?.id ?? null,
      text: firstOf(said.text, REMARK_LENGTH),
      is_internal: said.isInternal ? 1 : 0,
      event_id: eventId,
      created_at: at,
    },
  ];
}

function feedbackRow({ rated, at }: Step, numbers: StepNumbers): Row[] {
  const solution = rated && numbers.solutionOf(rated.of);
  if (rated === undefined || solution === undefined) return [];
  const { complaintId, eventId, feedback } = numbers;
  return [
    {
      id: feedback,
      complaint_id: complaintId,
      status_change_id: solution,
      rating: rated.rating,
      comment: rated.comment,
      event_id: eventId,
      created_at: at,
    },
  ];
}

const OWN: Readonly<Record<string, 'status' | 'remark' | 'feedback'>> = {
  complaints_statushistory: 'status',
  complaints_remark: 'remark',
  complaints_complaintremark: 'remark',
  complaints_complaintfeedback: 'feedback',
  feedback_feedback: 'feedback',
};

/** Adds the rows of a step. */
export function addStep(rows: Rows, step: Step, numbers: StepNumbers): void {
  rows.status_changes.push(...statusRow(step, numbers));
  rows.remarks.push(...remarkRow(step, numbers));
  rows.feedback.push(...feedbackRow(step, numbers));
  for (const { table, id } of step.sources) {
    const own = OWN[table];
    const isOwn =
      own !== undefined && { status: step.move, remark: step.said, feedback: step.rated }[own] !== undefined;
    rows.became.push({ table, id, targetId: isOwn ? numbers[own] : null, as: isOwn ? 'row' : 'part' });
  }
}

/** The complaint itself. */
export function complaintRow(
  planned: PlannedComplaint,
  id: number,
  { lastEventId, now }: { readonly lastEventId: number; readonly now: Date },
): Row {
  const { texts, story, ends, createdAt, updatedAt } = planned;
  const last = story.steps.at(-1)?.at ?? createdAt;
  const isAwaiting = planned.status.category === 'resolved';
  return {
    id,
    reporter_id: planned.reporter.id,
    type_id: planned.typeId,
    status_id: planned.status.id,
    assignee_id: planned.assignee?.id ?? null,
    title: texts.title,
    description: texts.description,
    urgency: texts.urgency,
    location: texts.location,
    contact_number: texts.contactNumber,
    resolved_at: ends.resolvedAt,
    closed_at: ends.closedAt,
    reopen_count: story.reopened,
    // What was said there was read there.
    reporter_seen_at: last,
    reporter_seen_event_id: lastEventId,
    last_activity_at: last,
    first_responded_at: story.firstReply,
    answer_awaited_since: isAwaiting ? now : null,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
