import { Op } from 'sequelize';
import { InvalidInputError } from '../../../errors.ts';
import { record } from '../../../journal/record.ts';
import { Complaint } from '../../../models/complaint.ts';
import { ComplaintLink } from '../../../models/complaint-link.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { addingInput, complaintNumber, parseStep } from './step-input.ts';
import { takeStep } from './step.ts';

/** Two complaints that have to do with each other. */
export const linkInput = addingInput.extend({ otherId: complaintNumber });

const pair = (a: number, b: number) => ({ complaintId: Math.min(a, b), linkedId: Math.max(a, b) });

async function requireOther(actor: Actor, id: number, otherId: number): Promise<void> {
  if (id === otherId) throw new InvalidInputError({ otherId: 'A complaint cannot be linked to itself.' });
  const where = { [Op.and]: [{ id: otherId }, complaintPolicy.visibleTo(actor)] };
  if ((await Complaint.findOne({ attributes: ['id'], where })) === null)
    throw new InvalidInputError({ otherId: `There is no complaint #${otherId}.` });
}

/** The same event in the other complaint's history. */
async function tellOther(
  actor: Actor,
  name: 'complaint.linked' | 'complaint.unlinked',
  of: { readonly id: number; readonly other: number; readonly at: Date },
): Promise<void> {
  const { id, other, at } = of;
  await record({ name, by: actor, subjectId: id, complaintId: id, details: { other }, at });
}

/**
 * Links two complaints; where they are, nothing happens.
 *
 * @throws NotFoundError, ForbiddenError; InvalidInputError at `otherId`.
 */
export async function linkComplaints(actor: Actor, input: unknown): Promise<Complaint> {
  const { otherId, ...target } = parseStep(linkInput, input);
  return takeStep(actor, 'link', target, async ({ complaint: { id }, now }) => {
    await requireOther(actor, id, otherId);
    const [, isNew] = await ComplaintLink.findOrCreate({ where: pair(id, otherId) });
    if (!isNew) return undefined;
    await tellOther(actor, 'complaint.linked', { id: otherId, other: id, at: now });
    return { event: { name: 'complaint.linked', other: otherId } };
  });
}

/**
 * Takes the link of two complaints away; where there is none, nothing happens.
 *
 * @throws NotFoundError, ForbiddenError.
 */
export async function unlinkComplaints(actor: Actor, input: unknown): Promise<Complaint> {
  const { otherId, ...target } = parseStep(linkInput, input);
  return takeStep(actor, 'unlink', target, async ({ complaint: { id }, now }) => {
    if ((await ComplaintLink.destroy({ where: pair(id, otherId) })) === 0) return undefined;
    await tellOther(actor, 'complaint.unlinked', { id: otherId, other: id, at: now });
    return { event: { name: 'complaint.unlinked', other: otherId } };
  });
}
