import { ConflictError } from '../../errors.ts';
import { ComplaintChange } from '../../models/complaint-change.ts';
import type { Complaint } from '../../models/complaint.ts';
import { Remark } from '../../models/remark.ts';
import { StatusChange } from '../../models/status-change.ts';
import { Status, type StatusCode } from '../../models/status.ts';
import type { Actor } from '../../policies/actor.ts';
import type { ComplaintState } from '../../policies/complaint.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import type { ReceivedFile } from '../attachments/received-file.ts';
import { announce, type Happening } from './events.ts';
import { indexComplaint } from './index-complaint.ts';

/** The locked complaint as a step finds it. */
export interface Situation extends ComplaintState {
  readonly complaint: Complaint;
  readonly status: Status;
  readonly now: Date;
}

/** What a step does to the complaint. */
export interface Outcome {
  /** The status that it leads to; undefined for what is no step of the lifecycle. */
  readonly to?: StatusCode | 'same';
  readonly set?: Partial<Complaint['_attributes']>;
  /** Told after the person's name, such as `resolved it`; undefined: nothing that a form shows was changed. */
  readonly what?: string;
  readonly note?: string;
  /** By the actor, or by the system where `bySystem` is set. */
  readonly remark?: {
    readonly text: string;
    readonly isInternal?: boolean;
    readonly bySystem?: boolean;
    readonly attachments?: readonly ReceivedFile[];
    readonly submissionKey?: string | undefined;
  };
  readonly event: Happening;
}

async function targetStatus(to: StatusCode | 'same', present: Status): Promise<Status> {
  if (to === 'same' || to === present.code) return present;
  const status = await Status.findOne({ where: { code: to } });
  if (status === null) throw new ConflictError('The status that this step leads to does not exist any more.');
  return status;
}

/** The first `length` characters. */
function cut(text: string, length: number): string {
  return Array.from(text).slice(0, length).join('');
}

async function writeStatus(actor: Actor, situation: Situation, outcome: Outcome): Promise<void> {
  if (outcome.to === undefined) return;
  const { complaint, status, now } = situation;
  const target = await targetStatus(outcome.to, status);
  complaint.statusId = target.id;
  await StatusChange.create({
    complaintId: complaint.id,
    fromStatusId: status.id,
    toStatusId: target.id,
    changedById: actor.id,
    note: cut(outcome.note ?? '', 500),
    createdAt: now,
  });
}

async function writeChange(actor: Actor, { complaint, now }: Situation, what?: string): Promise<void> {
  if (what === undefined) return;
  complaint.version += 1;
  await ComplaintChange.create({
    complaintId: complaint.id,
    version: complaint.version,
    changedById: actor.id,
    what: cut(what, 500),
    createdAt: now,
  });
}

async function writeRemark(
  actor: Actor,
  { complaint, now }: Situation,
  remark: Outcome['remark'],
): Promise<number | null> {
  if (remark === undefined) return null;
  const { text, isInternal = false, bySystem = false, attachments = [], submissionKey = null } = remark;
  const authorId = bySystem ? null : actor.id;
  const row = await Remark.create({
    complaintId: complaint.id,
    authorId,
    text,
    isInternal,
    submissionKey,
    createdAt: now,
  });
  const target = { complaintId: complaint.id, remarkId: row.id, uploaderId: authorId, createdAt: now };
  await attachFiles(attachments, target);
  return row.id;
}

/** Writes what a step does, all of it in the surrounding transaction: row, history, remark and event. */
export async function writeOutcome(actor: Actor, situation: Situation, outcome: Outcome): Promise<void> {
  const { complaint, now } = situation;
  complaint.set({ ...outcome.set, lastActivityAt: now });
  await writeStatus(actor, situation, outcome);
  await writeChange(actor, situation, outcome.what);
  await complaint.save();
  const remarkId = await writeRemark(actor, situation, outcome.remark);
  if (remarkId !== null || outcome.event.name === 'complaint.edited') await indexComplaint(complaint);
  announce({ ...outcome.event, complaintId: complaint.id, actorId: actor.id, remarkId, at: now });
}
