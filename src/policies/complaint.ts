import type { StatusCategory, StatusCode } from '../models/status.ts';
import type { Actor } from './actor.ts';
import { atLeast, everything, nothing, type Policy } from './policy.ts';

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
export type ComplaintAction = ComplaintStep | 'readNotes' | 'bulk';

function worksOn(actor: Actor, row: ComplaintRow | undefined): boolean {
  if (atLeast(actor, 'amcAdmin')) return true;
  return actor.role === 'engineer' && row !== undefined && row.assigneeId === actor.id;
}

function reported(actor: Actor, row: ComplaintRow | undefined): boolean {
  return row !== undefined && actor.id !== null && row.reporterId === actor.id;
}

/** Everybody files and follows their own; engineers see all and work on theirs; AMC Admins and Admins direct. */
export const complaintPolicy: Policy<ComplaintAction, ComplaintRow> = {
  may(actor, action, row) {
    switch (action) {
      case 'create':
        return actor.id !== null;
      case 'list':
        return true;
      case 'read':
        return atLeast(actor, 'engineer') || reported(actor, row);
      case 'readNotes':
        return atLeast(actor, 'engineer');
      case 'claim':
        return actor.role === 'engineer' || actor.role === 'amcAdmin';
      case 'start':
      case 'ask':
      case 'resolve':
      case 'note':
        return worksOn(actor, row);
      case 'remark':
        return worksOn(actor, row) || reported(actor, row);
      case 'answer':
      case 'confirm':
      case 'reopen':
      case 'followUp':
        return reported(actor, row);
      case 'assign':
      case 'unassign':
      case 'reject':
      case 'changeUrgency':
      case 'update':
      case 'bulk':
        return atLeast(actor, 'amcAdmin');
      case 'close':
        return actor.role === 'operator';
      case 'delete':
        return atLeast(actor, 'admin');
      default:
        return false;
    }
  },
  visibleTo(actor) {
    if (atLeast(actor, 'engineer')) return everything;
    return actor.id === null ? nothing : { reporterId: actor.id };
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

/** The steps that this actor may take now. */
export function stepsFor(
  actor: Actor,
  complaint: ComplaintState,
  reopenDays: number,
  now: Date,
): ComplaintStep[] {
  const open = COMPLAINT_STEPS.filter(
    (step) => complaintPolicy.may(actor, step, complaint) && isPossible(step, complaint),
  );
  const reopenable = isReopenable(complaint, reopenDays, now);
  // Where the reporter is asked, a remark is the answer; a complaint that can be reopened needs no second one.
  return open.filter((step) => {
    if (step === 'remark') return !open.includes('answer');
    if (step === 'reopen') return reopenable;
    return step !== 'followUp' || !reopenable;
  });
}
