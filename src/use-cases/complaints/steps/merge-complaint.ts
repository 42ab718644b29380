import { Op } from 'sequelize';
import { forUpdate } from '../../../database/transaction.ts';
import { InvalidInputError } from '../../../errors.ts';
import { record } from '../../../journal/record.ts';
import { Complaint } from '../../../models/complaint.ts';
import { Status } from '../../../models/status.ts';
import { Watcher } from '../../../models/watcher.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { found } from '../../../policies/policy.ts';
import { shownStatus } from '../../../policies/shown-status.ts';
import { addWatchers } from '../related/add-watchers.ts';
import { complaintNumber, parseStep, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';

/** The complaint in which this one goes on. */
export const mergeInput = stepInput.extend({ intoId: complaintNumber });

/** Locks the other complaint, which must be open and stand for itself. */
async function requireTarget(actor: Actor, id: number, intoId: number): Promise<Complaint> {
  const refuse = (message: string) => new InvalidInputError({ intoId: message });
  if (id === intoId) throw refuse('A complaint cannot be merged into itself.');
  const where = { [Op.and]: [{ id: intoId }, complaintPolicy.visibleTo(actor)] };
  const target = await Complaint.findOne({ where, ...forUpdate() });
  if (target === null) throw refuse(`There is no complaint #${intoId}.`);
  if (typeof target.mergedIntoId === 'number')
    throw refuse(`#${intoId} was merged into #${target.mergedIntoId}. Choose that one.`);
  const status = found(await Status.findByPk(target.statusId));
  if (status.category === 'closed')
    throw refuse(`#${intoId} is ${shownStatus(status.name)}. Choose one that is open.`);
  return target;
}

/** Those who wait for the merged complaint wait for the other from now on. */
async function follow(merged: Complaint, target: Complaint): Promise<void> {
  const watchers = await Watcher.findAll({ where: { complaintId: merged.id }, raw: true });
  const people = [merged.reporterId, ...watchers.map(({ userId }) => userId)];
  await addWatchers(
    target.id,
    people.filter((id) => id !== target.reporterId),
  );
}

/**
 * Closes a complaint that says the same as another one: what its reporter answers from now on goes there, and they
 * follow it.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at `intoId`.
 */
export async function mergeComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  const { intoId, ...asked } = parseStep(mergeInput, input);
  return takeStep(actor, 'merge', asked, async ({ complaint, now }) => {
    const target = await requireTarget(actor, complaint.id, intoId);
    await follow(complaint, target);
    await record({
      name: 'complaint.absorbed',
      by: actor,
      subjectId: target.id,
      complaintId: target.id,
      details: { merged: complaint.id },
      at: now,
    });
    await target.update({ lastActivityAt: now });
    return {
      to: 'closed',
      set: { closedAt: now, mergedIntoId: target.id },
      event: { name: 'complaint.merged', into: target.id },
    };
  });
}
