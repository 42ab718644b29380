import type { StatusCategory, StatusCode } from '../models/status.ts';
import { can, type Actor } from './actor.ts';
import { follows, hasIt, reported, seesAsStaff, worksOn, type ComplaintRow } from './complaint-people.ts';
import type { Permission } from './permissions.ts';
import { DAY_MS } from '../durations.ts';

/** A complaint's present state; rules depend on the status's category, the code tells apart what the steps lead to. */
export interface ComplaintState extends ComplaintRow {
  readonly status: { readonly category: StatusCategory; readonly code: StatusCode | null };
  readonly closedAt: Date | null;
  /** The complaint in which this one goes on. */
  readonly mergedIntoId: number | null;
}

const holding =
  (permission: Permission) =>
  (actor: Actor): boolean =>
    can(actor, permission);

/** Categories of complaints on which somebody has yet to work. */
export const UNSOLVED: readonly StatusCategory[] = ['new', 'open', 'pending'];

const always = (): boolean => true;
const unsolved = ({ status }: ComplaintState): boolean => UNSOLVED.includes(status.category);
const pending = ({ status }: ComplaintState): boolean => status.category === 'pending';
const resolved = ({ status }: ComplaintState): boolean => status.category === 'resolved';
const closed = ({ status }: ComplaintState): boolean => status.category === 'closed';

interface StepRule {
  readonly may: (actor: Actor, row: ComplaintRow | undefined) => boolean;
  /** Whether the complaint's state lets anybody take it. */
  readonly possible: (complaint: ComplaintState) => boolean;
  /** How a refusal goes on after "cannot be". */
  readonly refused: string;
}

/** What can be done with a complaint: by whom, in which state. */
export const STEP_RULES = {
  claim: {
    may: (actor) => can(actor, 'complaints.work') && actor.isAssignable,
    possible: (complaint) => unsolved(complaint) && complaint.assigneeId === null,
    refused: 'claimed',
  },
  start: {
    may: worksOn,
    possible: (complaint) => unsolved(complaint) && complaint.status.code !== 'in_progress',
    refused: 'started',
  },
  ask: {
    may: worksOn,
    possible: (complaint) => unsolved(complaint) && !pending(complaint),
    refused: 'put back to its reporter',
  },
  resolve: { may: worksOn, possible: unsolved, refused: 'resolved' },
  assign: { may: holding('complaints.assign'), possible: unsolved, refused: 'assigned' },
  unassign: {
    may: holding('complaints.assign'),
    possible: (complaint) => unsolved(complaint) && complaint.assigneeId !== null,
    refused: 'unassigned',
  },
  reject: { may: holding('complaints.triage'), possible: unsolved, refused: 'rejected' },
  answer: { may: reported, possible: pending, refused: 'answered' },
  confirm: { may: reported, possible: resolved, refused: 'confirmed' },
  reopen: {
    may: reported,
    possible: (complaint) =>
      complaint.mergedIntoId === null &&
      (resolved(complaint) || (closed(complaint) && complaint.status.code !== 'rejected')),
    refused: 'reopened',
  },
  withdraw: { may: reported, possible: unsolved, refused: 'withdrawn' },
  followUp: {
    may: reported,
    possible: (complaint) => closed(complaint) && complaint.mergedIntoId === null,
    refused: 'followed up',
  },
  merge: {
    may: holding('complaints.triage'),
    possible: (complaint) => !closed(complaint),
    refused: 'merged',
  },
  follow: {
    // Whoever reported it, or works on it, is told anyhow; who follows it may reply, which who only reads may not.
    may: (actor, row) =>
      (can(actor, 'complaints.work') || can(actor, 'complaints.work_any')) &&
      seesAsStaff(actor, row) &&
      !reported(actor, row) &&
      !hasIt(actor, row) &&
      !follows(actor, row),
    possible: always,
    refused: 'followed',
  },
  unfollow: { may: follows, possible: always, refused: 'left' },
  // They see then what its reporter sees.
  addFollower: {
    may: (actor, row) => reported(actor, row) || worksOn(actor, row),
    possible: always,
    refused: 'shown to others',
  },
  removeFollower: {
    may: (actor, row) => reported(actor, row) || worksOn(actor, row),
    possible: always,
    refused: 'hidden from others',
  },
  link: { may: worksOn, possible: always, refused: 'linked' },
  unlink: { may: worksOn, possible: always, refused: 'unlinked' },
  remark: {
    may: (actor, row) => worksOn(actor, row) || reported(actor, row) || follows(actor, row),
    possible: always,
    refused: 'replied to',
  },
  note: {
    may: (actor, row) => can(actor, 'notes.use') && worksOn(actor, row),
    possible: always,
    refused: 'noted on',
  },
  changeUrgency: {
    may: holding('complaints.triage'),
    possible: unsolved,
    refused: 'given another urgency',
  },
  update: { may: holding('complaints.triage'), possible: always, refused: 'edited' },
  close: { may: (actor) => actor.id === null, possible: resolved, refused: 'closed' },
} as const satisfies Record<string, StepRule>;

export type ComplaintStep = keyof typeof STEP_RULES;
/** Every step there is. */
export const COMPLAINT_STEPS = Object.keys(STEP_RULES) as ComplaintStep[];

/** Whether this is the name of a step. */
export function isStep(action: string): action is ComplaintStep {
  return Object.hasOwn(STEP_RULES, action);
}

/** Whether the complaint's state lets anybody take this step; how long ago it was closed is another question. */
export function isPossible(step: ComplaintStep, complaint: ComplaintState): boolean {
  return STEP_RULES[step].possible(complaint);
}

/** Whether a complaint that was closed may still be reopened, `reopenDays` days after it was. */
export function isReopenable(complaint: ComplaintState, reopenDays: number, now: Date): boolean {
  if (!isPossible('reopen', complaint)) return false;
  if (resolved(complaint) || complaint.closedAt === null) return true;
  return now.getTime() - complaint.closedAt.getTime() <= reopenDays * DAY_MS;
}
