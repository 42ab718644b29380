import { createHash } from 'node:crypto';
import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { Complaint, DESCRIPTION_LENGTH, URGENCIES } from '../../models/complaint.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import { StatusChange } from '../../models/status-change.ts';
import { Status } from '../../models/status.ts';
import { tidy } from '../../models/text.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { announce } from './events.ts';

const CHOOSE_TYPE = 'Choose what the problem is about.';
const CHOOSE_URGENCY = 'Choose how urgent it is.';

/** Text whose length is counted as it will be stored; forms send line breaks as two characters. */
function text(label: string, most: number) {
  return z
    .string(`${label} must be text.`)
    .transform((value) => tidy(value.replaceAll(/\r\n?/g, '\n')))
    .refine(
      (value) => value.length <= most,
      `${label} has more than ${most.toLocaleString('en')} characters.`,
    )
    .refine((value) => !value.includes('\0'), `${label} has a character that cannot be stored.`);
}

function requiredText(label: string, missing: string, most: number) {
  return z.preprocess(
    (value) => value ?? '',
    text(label, most).refine((value) => value !== '', missing),
  );
}

/** The fields of the complaint form. */
export const complaintInput = z.object({
  title: requiredText('The title', 'Say in a few words what is wrong.', 255),
  description: requiredText('The description', 'Describe the problem.', DESCRIPTION_LENGTH),
  typeId: z
    .string(CHOOSE_TYPE)
    .regex(/^[1-9]\d{0,8}$/, CHOOSE_TYPE)
    .transform(Number),
  urgency: z.enum(URGENCIES, CHOOSE_URGENCY).default('medium'),
  location: text('The location', 255).default(''),
  contactNumber: text('The contact number', 20).default(''),
  attachments: z.undefined('Files cannot be attached yet. Please describe what they show.').optional(),
  /** Drawn with the form: the same form sent again files nothing more. */
  submissionKey: z
    .string('This form is not complete. Please load it again.')
    .regex(/^[\w-]{16,64}$/, 'This form is not complete. Please load it again.')
    .optional(),
});

type ComplaintValues = Omit<z.output<typeof complaintInput>, 'attachments'>;

/** Of the form and what is in it: who goes back and changes the text means another complaint. */
function contentKey({ submissionKey, ...content }: ComplaintValues): string | undefined {
  if (submissionKey === undefined) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([submissionKey, content]))
    .digest('base64url');
}

function findFiled(reporterId: number, submissionKey: string | undefined): Promise<Complaint | null> {
  return submissionKey === undefined
    ? Promise.resolve(null)
    : Complaint.findOne({ where: { reporterId, submissionKey } });
}

/** Writes the complaint and the first line of its history. */
async function file(reporterId: number, values: ComplaintValues): Promise<Complaint> {
  const type = await ComplaintType.findOne({ where: { id: values.typeId, isActive: true } });
  if (type === null) throw new InvalidInputError({ typeId: CHOOSE_TYPE });
  const status = await Status.findOne({ where: { code: 'open' }, rejectOnEmpty: true });
  const complaint = await Complaint.create({ ...values, reporterId, statusId: status.id });
  const { id: complaintId, createdAt: at } = complaint;
  await StatusChange.create({
    complaintId,
    fromStatusId: null,
    toStatusId: status.id,
    changedById: reporterId,
    createdAt: at,
  });
  announce({
    name: 'complaint.filed',
    complaintId,
    actorId: reporterId,
    remarkId: null,
    followUpOfId: null,
    at,
  });
  return complaint;
}

/**
 * Files a complaint; a form that was sent before leads to the complaint it made then.
 *
 * @throws InvalidInputError at the fields.
 */
export async function postComplaint(
  actor: Person,
  input: z.input<typeof complaintInput>,
): Promise<Complaint> {
  authorize(complaintPolicy, actor, 'create');
  const { attachments: _none, ...values } = parseInput(complaintInput, input);
  const submissionKey = contentKey(values);
  try {
    return await inTransaction(
      async () =>
        (await findFiled(actor.id, submissionKey)) ?? (await file(actor.id, { ...values, submissionKey })),
    );
  } catch (error) {
    // Of the same form sent twice at once, one met the other's row at the unique key.
    const filed = await findFiled(actor.id, submissionKey);
    if (filed === null) throw error;
    return filed;
  }
}
