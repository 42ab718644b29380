import type { Changes, ComplaintDetails, ComplaintEventName, FieldChange } from '../../../journal/events.ts';
import { record } from '../../../journal/record.ts';
import { ConflictError } from '../../../errors.ts';
import type { Complaint } from '../../../models/complaint.ts';
import { Feedback } from '../../../models/feedback.ts';
import { Remark } from '../../../models/remark.ts';
import { StatusChange } from '../../../models/status-change.ts';
import { Status, type StatusCode } from '../../../models/status.ts';
import type { Actor } from '../../../policies/actor.ts';
import { reported, worksOn } from '../../../policies/complaint-people.ts';
import type { ComplaintState } from '../../../policies/complaint-steps.ts';
import { attachFiles } from '../../attachments/attach-files.ts';
import type { ReceivedFile } from '../../attachments/received-file.ts';
import { moveClock } from '../../targets/move-clock.ts';
import { indexComplaint } from '../search/index-complaint.ts';
import { INTERNAL_EVENTS, SAID_ALONE } from '../conversation/tell-event.ts';

/** The locked complaint as a step finds it. */
export interface Situation extends ComplaintState {
  readonly complaint: Complaint;
  readonly status: Status;
  readonly now: Date;
}

/** The event that a step is; the status that it leads to is told by itself. */
export type StepEvent = {
  [Name in ComplaintEventName]: {
    readonly name: Name;
    readonly changes?: Changes;
  } & ComplaintDetails[Name];
}[ComplaintEventName];

/** What a step does to the complaint. */
export interface Outcome {
  /** The status that it leads to; undefined for what is no step of the lifecycle. */
  readonly to?: StatusCode | 'same';
  readonly set?: Partial<Complaint['_attributes']>;
  readonly note?: string;
  readonly remark?: {
    readonly text: string;
    readonly isInternal?: boolean;
    readonly attachments?: readonly ReceivedFile[];
    readonly submissionKey?: string | undefined;
  };
  readonly feedback?: {
    readonly statusChangeId: number;
    readonly rating: number;
    readonly comment: string;
  };
  readonly event: StepEvent;
}

async function targetStatus(to: Outcome['to'], present: Status): Promise<Status> {
  if (to === undefined || to === 'same' || to === present.code) return present;
  const status = await Status.findOne({ where: { code: to } });
  if (status === null) throw new ConflictError('The status that this step leads to does not exist any more.');
  return status;
}

function statusChange(from: Status, to: Status): { status?: FieldChange } {
  if (from.id === to.id) return {};
  return { status: { from: { id: from.id, name: from.name }, to: { id: to.id, name: to.name } } };
}

async function writeEvent(
  actor: Actor,
  { complaint, status, now }: Situation,
  { name, changes: given, ...told }: StepEvent,
  target: Status,
): Promise<number> {
  const changes = { ...given, ...statusChange(status, target) };
  const details = { ...told, ...(Object.keys(changes).length > 0 ? { changes } : {}) };
  const { id: complaintId } = complaint;
  return record({ name, by: actor, subjectId: complaintId, complaintId, details, at: now });
}

/** What every row of a step has. */
interface Trace {
  readonly complaintId: number;
  readonly eventId: number;
  readonly createdAt: Date;
}

async function writeRemark(
  actor: Actor,
  trace: Trace,
  remark: NonNullable<Outcome['remark']>,
): Promise<void> {
  const { text, isInternal = false, attachments = [], submissionKey = null } = remark;
  const row = await Remark.create({ ...trace, authorId: actor.id, text, isInternal, submissionKey });
  await attachFiles(attachments, { ...trace, remarkId: row.id, uploaderId: actor.id });
}

async function writeStatus(actor: Actor, trace: Trace, from: Status, to: Status, note = ''): Promise<void> {
  await StatusChange.create({
    ...trace,
    fromStatusId: from.id,
    toStatusId: to.id,
    changedById: actor.id,
    note: Array.from(note).slice(0, 500).join(''),
  });
}

/** Whether somebody speaks as one of those who work on this complaint; who only follows it does not, whatever their work is. */
function isStaff(actor: Actor, complaint: Complaint): boolean {
  return !reported(actor, complaint) && worksOn(actor, complaint);
}

/** Writes what a step does, all of it in the surrounding transaction: the event and the rows that refer to it. */
export async function writeOutcome(actor: Actor, situation: Situation, outcome: Outcome): Promise<void> {
  const { complaint, status, now } = situation;
  const { to, set, note, remark, feedback, event } = outcome;
  const target = await targetStatus(to, status);
  const eventId = await writeEvent(actor, situation, event, target);
  const trace = { complaintId: complaint.id, eventId, createdAt: now };
  // Of what is internal nobody is to find out that it happened by when something did last.
  complaint.set({ ...set, ...(INTERNAL_EVENTS.has(event.name) ? {} : { lastActivityAt: now }) });
  complaint.statusId = target.id;
  const isReply = remark !== undefined && remark.isInternal !== true && isStaff(actor, complaint);
  await moveClock(complaint, { from: status.category, to: target.category, isReply, now });
  if (!SAID_ALONE.has(event.name)) complaint.version += 1;
  if (to !== undefined) await writeStatus(actor, trace, status, target, note);
  await complaint.save();
  if (remark !== undefined) await writeRemark(actor, trace, remark);
  if (feedback !== undefined) await Feedback.create({ ...trace, ...feedback });
  if (remark !== undefined || event.name === 'complaint.edited') await indexComplaint(complaint);
}
