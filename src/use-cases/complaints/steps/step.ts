import { literal, Op, type WhereOptions } from 'sequelize';
import { isSqlite } from '../../../database/connect.ts';
import { forUpdate, inTransaction } from '../../../database/transaction.ts';
import { ConflictError } from '../../../errors.ts';
import { Complaint } from '../../../models/complaint.ts';
import { Remark } from '../../../models/remark.ts';
import { Status } from '../../../models/status.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { isPossible, STEP_RULES, type ComplaintStep } from '../../../policies/complaint-steps.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { shownStatus } from '../../../policies/shown-status.ts';
import { presentMoment } from '../../../database/present-moment.ts';
import { isFollowedBy } from '../related/is-followed-by.ts';
import { refuseIfChanged } from './conflict.ts';
import { writeOutcome, type Outcome, type Situation } from './write-outcome.ts';

/** Which complaint, and the version that the person saw. */
interface Target {
  readonly id: number;
  readonly version?: number | undefined;
  /** The same of a step that only adds, where whoever takes it wants it refused all the same once something changed. */
  readonly asOf?: number | undefined;
  /** Of what is said: once said, the step is done. */
  readonly submissionKey?: string | undefined;
}

/**
 * Holds whoever takes the step: they stay active until the transaction ends. Whoever was deactivated or erased meanwhile sees no
 * complaint.
 */
function whileActive({ id }: Actor): WhereOptions {
  if (id === null) return {};
  const shared = isSqlite() ? '' : ' LOCK IN SHARE MODE';
  return literal(`EXISTS (SELECT 1 FROM users AS u WHERE u.id = ${id} AND u.is_active = 1${shared})`);
}

async function lockComplaint(actor: Actor, id: number, now: Date): Promise<Situation> {
  const complaint = found(
    await Complaint.findOne({
      where: { [Op.and]: [{ id }, complaintPolicy.visibleTo(actor), whileActive(actor)] },
      ...forUpdate(),
    }),
  );
  const status = found(await Status.findByPk(complaint.statusId));
  const { reporterId, assigneeId, closedAt, mergedIntoId } = complaint;
  const isFollowed = await isFollowedBy(actor, id);
  return { complaint, status, reporterId, assigneeId, closedAt, mergedIntoId, isFollowed, now };
}

async function refuseWrongState(actor: Actor, step: ComplaintStep, situation: Situation): Promise<void> {
  if (isPossible(step, situation)) return;
  const { status, assigneeId } = situation;
  if (step === 'claim' && assigneeId !== null) {
    const assignee = await User.findByPk(assigneeId, { attributes: NAME_COLUMNS });
    const who = assigneeId === actor.id ? 'You have' : `${assignee?.displayName ?? 'Somebody'} has`;
    throw new ConflictError(`${who} this complaint already. It is ${shownStatus(status.name)} now.`);
  }
  throw new ConflictError(
    `This complaint is ${shownStatus(status.name)} now and cannot be ${STEP_RULES[step].refused}.`,
  );
}

/** Whether this very form was sent before, by this person. */
async function wasTaken({ id: authorId }: Actor, submissionKey: string | undefined): Promise<boolean> {
  if (submissionKey === undefined) return false;
  return (await Remark.count({ where: { authorId, submissionKey } })) > 0;
}

/**
 * Takes one step with one complaint, in one transaction that begins by locking it: whoever comes second finds the
 * state that the first left. Only here are status, assignee and the times of resolution and closing written.
 *
 * @param decide says what the step does; undefined: there is nothing to change.
 * @throws NotFoundError when the actor may not know of the complaint, ConflictError when it changed since `version` or
 *   its state does not allow the step, ForbiddenError when the actor may not take it.
 */
export function takeStep(
  actor: Actor,
  step: ComplaintStep,
  { id, version, asOf = version, submissionKey }: Target,
  decide: (situation: Situation) => Outcome | undefined | Promise<Outcome | undefined>,
  now: Date = presentMoment(),
): Promise<Complaint> {
  return inTransaction(async () => {
    const situation = await lockComplaint(actor, id, now);
    if (await wasTaken(actor, submissionKey)) return situation.complaint;
    await refuseIfChanged(situation.complaint, asOf, actor, now);
    authorize(complaintPolicy, actor, step, situation);
    await refuseWrongState(actor, step, situation);
    const outcome = await decide(situation);
    if (outcome !== undefined) await writeOutcome(actor, situation, outcome);
    return situation.complaint;
  });
}
