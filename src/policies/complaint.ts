import { literal, Op } from 'sequelize';
import { can, type Actor } from './actor.ts';
import { follows, reported, seesAsStaff, type ComplaintRow } from './complaint-people.ts';
import {
  COMPLAINT_STEPS,
  isPossible,
  isReopenable,
  isStep,
  STEP_RULES,
  type ComplaintState,
  type ComplaintStep,
} from './complaint-steps.ts';
import type { Permission } from './permissions.ts';
import { everything, nothing, type Policy } from './policy.ts';

/** The steps and what is no step. */
export type ComplaintAction = ComplaintStep | 'queue' | 'readAll' | 'readNotes' | 'bulk' | 'fileFor';

const seesAny = (actor: Actor): boolean => can(actor, 'complaints.view') || can(actor, 'complaints.work');

/** What may be done in whatever complaint, by the one right that it takes. */
const RIGHTS: Readonly<Partial<Record<string, Permission>>> = {
  readAll: 'complaints.view',
  bulk: 'complaints.triage',
  fileFor: 'complaints.file_for',
  delete: 'complaints.delete',
};

/** Everybody files and follows their own; what else somebody may is said by their rights. */
export const complaintPolicy: Policy<ComplaintAction, ComplaintRow> = {
  may(actor, action, row) {
    if (isStep(action)) return STEP_RULES[action].may(actor, row);
    switch (action) {
      case 'create':
        return actor.id !== null;
      case 'list':
        return true;
      case 'queue':
        return seesAny(actor);
      case 'read':
        return seesAsStaff(actor, row) || reported(actor, row) || follows(actor, row);
      case 'readNotes':
        return can(actor, 'notes.use') && (row === undefined ? seesAny(actor) : seesAsStaff(actor, row));
      default: {
        const right = RIGHTS[action];
        return right !== undefined && can(actor, right);
      }
    }
  },
  visibleTo(actor) {
    if (can(actor, 'complaints.view')) return everything;
    if (actor.id === null) return nothing;
    // Written out, since rules ask nothing: those whom this person follows.
    const followed = literal(`(SELECT complaint_id FROM watchers WHERE user_id = ${actor.id})`);
    const own = [{ reporterId: actor.id }, { id: { [Op.in]: followed } }];
    return { [Op.or]: can(actor, 'complaints.work') ? [...own, { assigneeId: actor.id }] : own };
  },
};

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
