import type { StatusCategory, StatusCode } from '../models/status.ts';
import { Op } from 'sequelize';
import { can, type Actor } from './actor.ts';
import type { Permission } from './permissions.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** A complaint as far as the rules look. */
export interface ComplaintRow {
  readonly reporterId: number;
  readonly assigneeId: number | null;
}

/** A complaint's present state; rules depend on the status's category, the code tells apart what the steps lead to. */
export interface ComplaintState extends ComplaintRow {
  readonly status: { readonly category: StatusCategory; readonly code: StatusCode | null };
  readonly closedAt: Date | null;
}

/** What can be done with a complaint, in the order in which buttons stand. */
export const COMPLAINT_STEPS = [
  'claim',
  'start',
  'ask',
  'resolve',
  'assign',
  'unassign',
  'reject',
  'answer',
  'confirm',
  'reopen',
  'followUp',
  'remark',
  'note',
  'changeUrgency',
  'update',
  'close',
] as const;
export type ComplaintStep = (typeof COMPLAINT_STEPS)[number];
/** The steps and what is no step. */
export type ComplaintAction = ComplaintStep | 'queue' | 'readAll' | 'readNotes' | 'bulk' | 'fileFor';

/** Without a complaint: whether there can be one that the actor has. */
function hasIt(actor: Actor, row: ComplaintRow | undefined): boolean {
  return (
    can(actor, 'complaints.work') && actor.id !== null && row !== undefined && row.assigneeId === actor.id
  );
}

function worksOn(actor: Actor, row: ComplaintRow | undefined): boolean {
  return can(actor, 'complaints.work_any') || hasIt(actor, row);
}

function reported(actor: Actor, row: ComplaintRow | undefined): boolean {
  return row !== undefined && actor.id !== null && row.reporterId === actor.id;
}

/** Who sees all complaints, and of the others who sees this one because it is their work. */
function seesAsStaff(actor: Actor, row: ComplaintRow | undefined): boolean {
  return can(actor, 'complaints.view') || hasIt(actor, row);
}

const seesAny = (actor: Actor): boolean => can(actor, 'complaints.view') || can(actor, 'complaints.work');

/** What may be done in whatever complaint, by the one right that it takes. */
const RIGHTS: Readonly<Partial<Record<string, Permission>>> = {
  readAll: 'complaints.view',
  assign: 'complaints.assign',
  unassign: 'complaints.assign',
  reject: 'complaints.triage',
  changeUrgency: 'complaints.triage',
  update: 'complaints.triage',
  bulk: 'complaints.triage',
  fileFor: 'complaints.file_for',
  delete: 'complaints.delete',
};

/** Everybody files and follows their own; what else somebody may is said by their rights. */
export const complaintPolicy: Policy<ComplaintAction, ComplaintRow> = {
  may(actor, action, row) {
    switch (action) {
      case 'create':
        return actor.id !== null;
      case 'list':
        return true;
      case 'queue':
        return seesAny(actor);
      case 'read':
        return seesAsStaff(actor, row) || reported(actor, row);
      case 'readNotes':
        return can(actor, 'notes.use') && (row === undefined ? seesAny(actor) : seesAsStaff(actor, row));
      case 'claim':
        return can(actor, 'complaints.work') && actor.isAssignable;
      case 'start':
      case 'ask':
      case 'resolve':
        return worksOn(actor, row);
      case 'note':
        return can(actor, 'notes.use') && worksOn(actor, row);
      case 'remark':
        return worksOn(actor, row) || reported(actor, row);
      case 'answer':
      case 'confirm':
      case 'reopen':
      case 'followUp':
        return reported(actor, row);
      case 'close':
        return actor.id === null;
      default: {
        const right = RIGHTS[action];
        return right !== undefined && can(actor, right);
      }
    }
  },
  visibleTo(actor) {
    if (can(actor, 'complaints.view')) return everything;
    if (actor.id === null) return nothing;
    const own = { reporterId: actor.id };
    return can(actor, 'complaints.work') ? { [Op.or]: [own, { assigneeId: actor.id }] } : own;
  },
};

/** Categories of complaints on which somebody has yet to work. */
export const UNSOLVED: readonly StatusCategory[] = ['new', 'open', 'pending'];

const unsolved = ({ status }: ComplaintState): boolean => UNSOLVED.includes(status.category);
const closed = ({ status }: ComplaintState): boolean => status.category === 'closed';
const resolved = ({ status }: ComplaintState): boolean => status.category === 'resolved';

const POSSIBLE: Record<ComplaintStep, (complaint: ComplaintState) => boolean> = {
  claim: (complaint) => unsolved(complaint) && complaint.assigneeId === null,
  assign: unsolved,
  unassign: (complaint) => unsolved(complaint) && complaint.assigneeId !== null,
  start: (complaint) => unsolved(complaint) && complaint.status.code !== 'in_progress',
  ask: (complaint) => unsolved(complaint) && complaint.status.category !== 'pending',
  answer: ({ status }) => status.category === 'pending',
  resolve: unsolved,
  reject: unsolved,
  confirm: resolved,
  reopen: (complaint) => resolved(complaint) || (closed(complaint) && complaint.status.code !== 'rejected'),
  followUp: closed,
  close: resolved,
  changeUrgency: unsolved,
  remark: () => true,
  note: () => true,
  update: () => true,
};

/** Whether the complaint's state lets anybody take this step; how long ago it was closed is another question. */
export function isPossible(step: ComplaintStep, complaint: ComplaintState): boolean {
  return POSSIBLE[step](complaint);
}

/** Whether a complaint that was closed may still be reopened, `reopenDays` days after it was. */
export function isReopenable(complaint: ComplaintState, reopenDays: number, now: Date): boolean {
  if (!isPossible('reopen', complaint)) return false;
  if (resolved(complaint) || complaint.closedAt === null) return true;
  return now.getTime() - complaint.closedAt.getTime() <= reopenDays * 86_400_000;
}

/** Whether this actor may take this step, and the complaint's state lets anybody take it. */
export function isOffered(actor: Actor, step: ComplaintStep, complaint: ComplaintState): boolean {
  return complaintPolicy.may(actor, step, complaint) && isPossible(step, complaint);
}

/** The steps that this actor may take now: what every page and answer offers comes from here. */
export function stepsFor(
  actor: Actor,
  complaint: ComplaintState,
  reopenDays: number,
  now: Date,
): ComplaintStep[] {
  const open = COMPLAINT_STEPS.filter((step) => isOffered(actor, step, complaint));
  const reopenable = isReopenable(complaint, reopenDays, now);
  // Where the reporter is asked, a remark is the answer; a complaint that can be reopened needs no second one.
  return open.filter((step) => {
    if (step === 'remark') return !open.includes('answer');
    if (step === 'reopen') return reopenable;
    return step !== 'followUp' || !reopenable;
  });
}
