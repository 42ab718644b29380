import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { isHistory } from '../../journal/followers.ts';
import { Complaint } from '../../models/complaint.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { assignByRule } from '../assignment-rules/assign-by-rule.ts';
import { ruleFor, type FittingRule } from '../assignment-rules/rule-for.ts';
import { holdTakers } from '../assignment-rules/takers.ts';
import { keepingFiles } from '../attachments/keeping-files.ts';
import { attachments } from '../attachments/received-file.ts';
import { parseInput } from '../parse-input.ts';
import { complaintFields, eachDetail } from './complaint-fields.ts';
import { prepareIndex, type PreparedIndex } from './search/index-new.ts';
import { requireFollowable } from './require-followable.ts';
import { filingGround } from './filing-ground.ts';
import { partiesOf, type Parties } from './filing-parties.ts';
import { refuseTooMany } from './filing-limit.ts';
import { rowId } from './steps/step-input.ts';
import { writeFiled } from './write-filed.ts';
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

/** Whether there were rules of assignment when the last complaint was filed: only then they are looked at beforehand. */
let wereRules = true;

/** What is read and worked out before anybody is made to wait. */
interface Prepared {
  readonly rule: FittingRule | undefined;
  /** Whether the rules were looked at. */
  readonly knowsRules: boolean;
  readonly index: PreparedIndex;
}

async function prepare({ reporter }: Parties, values: Filing, looksAtRules: boolean): Promise<Prepared> {
  const { title, description, location } = values;
  const texts = { reporter: reporter.name, title, location, description, said: [] };
  const index = prepareIndex(texts);
  // Of a history it is told who had it then.
  if (isHistory()) return { rule: undefined, knowsRules: true, index };
  const rule = looksAtRules ? await ruleFor({ ...values, reporterId: reporter.id }) : undefined;
  return { rule, knowsRules: looksAtRules, index };
}

/**
 * Files it, unless the same form did so before, and gives it to whom a rule says. Undefined where there are rules that were not
 * looked at, and nothing was done: whom they name is made to wait first.
 */
async function file(
  parties: Parties,
  values: Filing,
  mostPerHour: number,
  { rule, knowsRules, index }: Prepared,
): Promise<Complaint | undefined> {
  const { filer, reporter } = parties;
  const { typeId, submissionKey: key } = values;
  if (rule !== undefined) await holdTakers(rule.takerIds);
  const of = { filerId: filer.id, reporterId: reporter.id };
  const ground = await filingGround({ ...of, typeId, key, mostPerHour, wordIds: index.wordIds });
  if (ground.filedId !== null) return Complaint.findByPk(ground.filedId, { rejectOnEmpty: true });
  wereRules = ground.hasRules;
  if (wereRules && !knowsRules) return undefined;
  refuseTooMany(mostPerHour, ground.oldest);
  if (!ground.hasType) throw new InvalidInputError({ typeId: CHOOSE_TYPE });
  const { followUpOfId: sentId, forPerson: _for, ...said } = values;
  const followUpOfId = await requireFollowable(reporter.id, sentId);
  const complaint = await writeFiled({ parties, values: said, followUpOfId, ground, index });
  return (rule && (await assignByRule(complaint.id, rule))) ?? complaint;
}

async function prepareAndFile(parties: Parties, values: Filing, mostPerHour: number): Promise<Complaint> {
  for (let looksAtRules = wereRules; ; looksAtRules = true) {
    const prepared = await prepare(parties, values, looksAtRules);
    const filed = await inTransaction(() => file(parties, values, mostPerHour, prepared));
    if (filed !== undefined) return filed;
  }
}

/**
 * Files a complaint, one's own or for somebody who called; a form that was sent before leads to the complaint it made
 * then.
 *
 * @param mostPerHour that one person files, whoever for; 0: no limit.
 * @throws InvalidInputError at the fields; ForbiddenError; LimitError beyond `mostPerHour`.
 */
export async function postComplaint(actor: Person, input: unknown, mostPerHour = 0): Promise<Complaint> {
  return keepingFiles(input, async () => {
    authorize(complaintPolicy, actor, 'create');
    const values = keyed(parseInput(complaintInput, input));
    const parties = await partiesOf(actor, values.forPerson);
    try {
      return await prepareAndFile(parties, values, mostPerHour);
    } catch (error) {
      // Of the same form sent twice at once, one met the other's row at the unique key.
      const filed = await findFiled(parties.reporter.id, values.submissionKey);
      if (filed === null) throw error;
      return filed;
    }
  });
}
