import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import type { Complaint } from '../../models/complaint.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintFields } from './complaint-fields.ts';
import { parseStep, rowId, stepInput } from './step-input.ts';
import { takeStep } from './step.ts';

/** What a form may change; what is left out stays as it is. */
export const editInput = z.strictObject({
  ...stepInput.shape,
  title: complaintFields.title.optional(),
  description: complaintFields.description.optional(),
  typeId: rowId.optional(),
  urgency: complaintFields.urgency.optional(),
  location: complaintFields.location.optional(),
  contactNumber: complaintFields.contactNumber.optional(),
});

const NAMES = {
  title: 'the title',
  description: 'the description',
  typeId: 'the type',
  urgency: 'the urgency',
  location: 'the location',
  contactNumber: 'the contact number',
} as const;
type Field = keyof typeof NAMES;

async function requireType(id: number): Promise<void> {
  const type = await ComplaintType.findOne({ where: { id, isActive: true } });
  if (type === null) throw new InvalidInputError({ typeId: 'Choose one of the list.' });
}

/** Said in history, such as `changed the title and the urgency from low to high`. */
function describe(complaint: Complaint, fields: readonly Field[]): string {
  const parts = fields.map((field) =>
    field === 'urgency'
      ? `the urgency from ${complaint.previous('urgency')} to ${complaint.urgency}`
      : NAMES[field],
  );
  const last = parts.pop() ?? '';
  return `changed ${parts.length > 0 ? `${parts.join(', ')} and ` : ''}${last}`;
}

/**
 * Changes the words of a complaint. What steps write (status, assignee, times) is refused here.
 *
 * @throws NotFoundError, ForbiddenError, ConflictError; InvalidInputError at the fields.
 */
export async function editComplaint(actor: Actor, input: z.input<typeof editInput>): Promise<Complaint> {
  const { id, version, ...changes } = parseStep(editInput, input);
  return takeStep(actor, 'update', { id, version }, async ({ complaint }) => {
    complaint.set(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)));
    const fields = (Object.keys(NAMES) as Field[]).filter((field) => complaint.changed(field));
    if (fields.length === 0) return undefined;
    if (fields.includes('typeId')) await requireType(complaint.typeId);
    return {
      what: describe(complaint, fields),
      event: { name: 'complaint.edited', fields },
    };
  });
}
