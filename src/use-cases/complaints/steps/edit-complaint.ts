import { z } from 'zod';
import { InvalidInputError } from '../../../errors.ts';
import type { Changes, Named } from '../../../journal/events.ts';
import { ComplaintType } from '../../../models/complaint-type.ts';
import type { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { isPossible } from '../../../policies/complaint-steps.ts';
import { shownStatus } from '../../../policies/shown-status.ts';
import { complaintFields, DETAIL_NAMES, eachDetail } from '../complaint-fields.ts';
import { parseStep, rowId, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';
import type { Situation } from './write-outcome.ts';

/** What a form may change; what is left out stays as it is. */
export const editInput = z.strictObject({
  ...stepInput.shape,
  title: complaintFields.title.optional(),
  description: complaintFields.description.optional(),
  typeId: rowId.optional(),
  urgency: complaintFields.urgency.optional(),
  ...eachDetail(({ name }) => complaintFields.details[name].optional()),
});

const FIELDS = ['title', 'description', 'typeId', 'urgency', ...DETAIL_NAMES] as const;
type Field = (typeof FIELDS)[number];

async function requireType(id: number): Promise<Named> {
  const type = await ComplaintType.findOne({ where: { id, isActive: true } });
  if (type === null) throw new InvalidInputError({ typeId: 'Choose one of the list.' });
  return { id, name: type.name };
}

/** What is not open any more has no urgency to change, by no form. */
function requireUrgencyChangeable(situation: Situation): void {
  if (isPossible('changeUrgency', situation)) return;
  const { name } = situation.status;
  throw new InvalidInputError({
    urgency: `This complaint is ${shownStatus(name)} now and cannot be given another urgency.`,
  });
}

async function typeChange(complaint: Complaint): Promise<Changes> {
  const before = Number(complaint.previous('typeId'));
  const to = await requireType(complaint.typeId);
  const from = await ComplaintType.findByPk(before, { attributes: ['name'] });
  return { type: { from: { id: before, name: from?.name ?? '' }, to } };
}

async function changesOf(complaint: Complaint, fields: readonly Field[]): Promise<Changes> {
  const type = fields.includes('typeId') ? await typeChange(complaint) : {};
  const others = fields
    .filter((field) => field !== 'typeId')
    .map((field) => [field, { from: complaint.previous(field) ?? '', to: complaint[field] }] as const);
  return { ...type, ...Object.fromEntries(others) };
}

/**
 * Changes the words of a complaint. What steps write (status, assignee, times) is refused here.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at the fields.
 */
export async function editComplaint(actor: Actor, input: unknown): Promise<Complaint> {
  const { id, version, ...changes } = parseStep(editInput, input);
  return takeStep(actor, 'update', { id, version }, async (situation) => {
    const { complaint } = situation;
    complaint.set(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)));
    const fields = FIELDS.filter((field) => complaint.changed(field));
    if (fields.length === 0) return undefined;
    if (fields.includes('urgency')) requireUrgencyChangeable(situation);
    return { event: { name: 'complaint.edited', changes: await changesOf(complaint, fields) } };
  });
}
