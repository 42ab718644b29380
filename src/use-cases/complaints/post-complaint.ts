import { z } from 'zod';
import { insertRow } from '../../database/insert-row.ts';
import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { isHistory } from '../../journal/followers.ts';
import { record } from '../../journal/record.ts';
import { Complaint } from '../../models/complaint.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { assignByRule } from '../assignment-rules/assign-by-rule.ts';
import { ruleFor, type FittingRule } from '../assignment-rules/rule-for.ts';
import { holdTakers } from '../assignment-rules/takers.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { keepingFiles } from '../attachments/keeping-files.ts';
import { attachments } from '../attachments/received-file.ts';
import { parseInput } from '../parse-input.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { firstClock } from '../targets/move-clock.ts';
import { complaintFields, eachDetail } from './complaint-fields.ts';
import { indexComplaint } from './search/index-complaint.ts';
import { requireFollowable } from './require-followable.ts';
import { filingGround, holdFilings, type FilingGround } from './filing-ground.ts';
import { partiesOf, type Parties } from './filing-parties.ts';
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
  /** Username or e-mail address of whom it is filed for; empty: one's own. */
  forPerson: z.string().max(254).default(''),
  submissionKey,
});

type Filing = z.output<typeof complaintInput>;

function findFiled(reporterId: number, key: string | undefined): Promise<Complaint | null> {
  return key === undefined
    ? Promise.resolve(null)
    : Complaint.findOne({ where: { reporterId, submissionKey: key } });
}

/** The complaint, the first line of its history and its files. */
async function write(
  { filer, reporter }: Parties,
  { attachments: files, forPerson: _for, ...values }: Filing,
  status: FilingGround['status'],
): Promise<Complaint> {
  const reporterId = reporter.id;
  const followUpOfId = await requireFollowable(reporterId, values.followUpOfId);
  const createdAt = presentMoment();
  const moments = { createdAt, lastActivityAt: createdAt };
  const complaint = await Complaint.create({
    ...values,
    ...moments,
    ...(await firstClock(values, createdAt)),
    followUpOfId,
    reporterId,
    statusId: status.id,
  });
  const { id: complaintId } = complaint;
  const eventId = await record({
    name: 'complaint.filed',
    by: filer,
    subjectId: complaintId,
    complaintId,
    details: {
      changes: { status: { from: null, to: status } },
      followUpOfId,
      ...(reporter.id === filer.id ? {} : { for: { id: reporter.id, name: reporter.name } }),
    },
    at: createdAt,
  });
  await insertRow('status_changes', {
    complaint_id: complaintId,
    event_id: eventId,
    created_at: createdAt,
    from_status_id: null,
    to_status_id: status.id,
    changed_by_id: filer.id,
    note: '',
  });
  const target = { complaintId, eventId, createdAt, remarkId: null, uploaderId: filer.id };
  if (files.length > 0) await attachFiles(files, target);
  await indexComplaint(complaint, reporter);
  return complaint;
}

/** Files it, unless the same form did so before, and gives it to whom a rule says. */
async function file(
  parties: Parties,
  values: Filing,
  mostPerHour: number,
  rule: FittingRule | undefined,
): Promise<Complaint> {
  const { reporter } = parties;
  const { typeId, submissionKey: key } = values;
  if (rule !== undefined) await holdTakers(rule.takerIds);
  if (mostPerHour > 0) await holdFilings(reporter.id);
  // Only now: those waited for have filed meanwhile.
  const now = new Date();
  const ground = await filingGround({ reporterId: reporter.id, typeId, key, mostPerHour, now });
  if (ground.filedId !== null) return Complaint.findByPk(ground.filedId, { rejectOnEmpty: true });
  refuseTooMany(mostPerHour, ground.oldest, now);
  if (!ground.hasType) throw new InvalidInputError({ typeId: CHOOSE_TYPE });
  const complaint = await write(parties, values, ground.status);
  return (rule && (await assignByRule(complaint.id, rule))) ?? complaint;
}

/**
 * Files a complaint, one's own or for somebody who called; a form that was sent before leads to the complaint it made
 * then.
 *
 * @param mostPerHour of one person; 0: no limit.
 * @throws InvalidInputError at the fields; ForbiddenError; LimitError beyond `mostPerHour`.
 */
export async function postComplaint(actor: Person, input: unknown, mostPerHour = 0): Promise<Complaint> {
  return keepingFiles(input, async () => {
    authorize(complaintPolicy, actor, 'create');
    const values = keyed(parseInput(complaintInput, input));
    const parties = await partiesOf(actor, values.forPerson);
    // Of a history it is told who had it then.
    const rule = isHistory() ? undefined : await ruleFor({ ...values, reporterId: parties.reporter.id });
    try {
      return await inTransaction(() => file(parties, values, mostPerHour, rule));
    } catch (error) {
      // Of the same form sent twice at once, one met the other's row at the unique key.
      const filed = await findFiled(parties.reporter.id, values.submissionKey);
      if (filed === null) throw error;
      return filed;
    }
  });
}
