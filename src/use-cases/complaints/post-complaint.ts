import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { Complaint } from '../../models/complaint.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import { StatusChange } from '../../models/status-change.ts';
import { Status } from '../../models/status.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { keepingFiles } from '../attachments/keeping-files.ts';
import { attachments } from '../attachments/received-file.ts';
import { parseInput } from '../parse-input.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { complaintFields, eachDetail } from './complaint-fields.ts';
import { indexComplaint } from './search/index-complaint.ts';
import { requireFollowable } from './require-followable.ts';
import { refuseTooMany } from './filing-limit.ts';
import { rowId } from './steps/step-input.ts';
import { keyed, submissionKey } from '../submissions/submission-key.ts';

const CHOOSE_TYPE = 'Choose what the problem is about.';

/** The fields of the complaint form. */
export const complaintInput = z.object({
  title: complaintFields.title,
  description: complaintFields.description,
  typeId: z
    .string(CHOOSE_TYPE)
    .regex(/^[1-9]\d{0,8}$/, CHOOSE_TYPE)
    .transform(Number),
  urgency: complaintFields.urgency.default('medium'),
  ...eachDetail(({ name }) => complaintFields.details[name].default('')),
  attachments,
  /** An own closed complaint that this one continues. */
  followUpOfId: z.preprocess((value) => (value === '' ? undefined : value), rowId.optional()),
  submissionKey,
});

type Filing = z.output<typeof complaintInput>;

function findFiled(reporterId: number, key: string | undefined): Promise<Complaint | null> {
  return key === undefined
    ? Promise.resolve(null)
    : Complaint.findOne({ where: { reporterId, submissionKey: key } });
}

/** Writes the complaint, the first line of its history and its files. */
async function file(
  reporter: Person,
  { attachments: files, ...values }: Filing,
  mostPerHour: number,
): Promise<Complaint> {
  const reporterId = reporter.id;
  await refuseTooMany(reporterId, mostPerHour);
  const type = await ComplaintType.findOne({ where: { id: values.typeId, isActive: true } });
  if (type === null) throw new InvalidInputError({ typeId: CHOOSE_TYPE });
  const followUpOfId = await requireFollowable(reporterId, values.followUpOfId);
  const status = await Status.findOne({ where: { code: 'open' }, rejectOnEmpty: true });
  const createdAt = presentMoment();
  const complaint = await Complaint.create({
    ...values,
    followUpOfId,
    reporterId,
    statusId: status.id,
    createdAt,
    lastActivityAt: createdAt,
  });
  const { id: complaintId } = complaint;
  const eventId = await record({
    name: 'complaint.filed',
    by: reporter,
    subjectId: complaintId,
    complaintId,
    details: { changes: { status: { from: null, to: { id: status.id, name: status.name } } }, followUpOfId },
    at: createdAt,
  });
  const trace = { complaintId, eventId, createdAt };
  await StatusChange.create({
    ...trace,
    fromStatusId: null,
    toStatusId: status.id,
    changedById: reporterId,
  });
  await attachFiles(files, { ...trace, remarkId: null, uploaderId: reporterId });
  await indexComplaint(complaint, reporter);
  return complaint;
}

/**
 * Files a complaint; a form that was sent before leads to the complaint it made then.
 *
 * @param mostPerHour of one person; 0: no limit.
 * @throws InvalidInputError at the fields; LimitError beyond `mostPerHour`.
 */
export async function postComplaint(actor: Person, input: unknown, mostPerHour = 0): Promise<Complaint> {
  return keepingFiles(input, async () => {
    authorize(complaintPolicy, actor, 'create');
    const values = keyed(parseInput(complaintInput, input));
    const key = values.submissionKey;
    try {
      return await inTransaction(
        async () => (await findFiled(actor.id, key)) ?? (await file(actor, values, mostPerHour)),
      );
    } catch (error) {
      // Of the same form sent twice at once, one met the other's row at the unique key.
      const filed = await findFiled(actor.id, key);
      if (filed === null) throw error;
      return filed;
    }
  });
}
