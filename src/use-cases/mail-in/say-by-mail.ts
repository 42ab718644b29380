import { Op } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { isReopenable } from '../../policies/complaint-steps.ts';
import { found } from '../../policies/policy.ts';
import type { ReceivedFile } from '../attachments/received-file.ts';
import { addRemark } from '../complaints/steps/add-remark.ts';
import { reopenComplaint } from '../complaints/steps/reopen-complaint.ts';
import { postComplaint } from '../complaints/post-complaint.ts';
import type { MailWords } from './mail-words.ts';

/** What mails about complaints that nobody sorted are about. */
const USUAL_TYPE = 'Other';

/** What somebody says by mail. */
export interface SaidByMail {
  readonly words: MailWords;
  readonly files: readonly ReceivedFile[];
}

/** What the rules need of the configuration. */
export interface MailRules {
  /** For how many days after closing a complaint can be reopened. */
  readonly reopenDays: number;
  /** Most complaints of one person within an hour; 0: no limit. */
  readonly filingsPerHour: number;
}

async function typeId(): Promise<string> {
  const active = await ComplaintType.findAll({ where: { isActive: true }, order: [['id', 'ASC']] });
  return String((active.find(({ name }) => name === USUAL_TYPE) ?? active[0])?.id ?? '');
}

/**
 * Makes a complaint of a mail.
 *
 * @param followUpOfId an own closed one that it continues.
 * @throws what `postComplaint` throws.
 */
export async function fileByMail(
  person: Person,
  { words, files }: SaidByMail,
  { filingsPerHour }: MailRules,
  followUpOfId?: number,
): Promise<void> {
  const { title, text: description } = words;
  const input = { title, description, typeId: await typeId(), urgency: 'medium', attachments: files };
  await postComplaint(
    person,
    followUpOfId === undefined ? input : { ...input, followUpOfId },
    filingsPerHour,
  );
}

/** How an answer is taken, as the complaint stands. */
export type AnswerWay = 'remark' | 'remark_to_resolved' | 'reopen' | 'follow_up';

/**
 * How what this person says about a complaint is taken: as a reply, but of its reporter about a closed one as the
 * reason to reopen it, and when it is too late for that as a new complaint.
 *
 * @throws NotFoundError when the person may not know of it.
 */
export async function answerWay(
  person: Person,
  complaintId: number,
  { reopenDays }: MailRules,
  now: Date,
): Promise<AnswerWay> {
  const where = { [Op.and]: [{ id: complaintId }, complaintPolicy.visibleTo(person)] };
  const complaint = found(await Complaint.findOne({ where, include: ['status'] }));
  const { status, reporterId, assigneeId, closedAt, mergedIntoId } = complaint;
  if (reporterId !== person.id || status === undefined) return 'remark';
  if (status.category === 'resolved') return 'remark_to_resolved';
  const state = { status, reporterId, assigneeId, closedAt, mergedIntoId };
  const isEnded = status.category === 'closed' && status.code !== 'rejected' && mergedIntoId === null;
  if (!isEnded) return 'remark';
  return isReopenable(state, reopenDays, now) ? 'reopen' : 'follow_up';
}

/**
 * Says about a complaint what came by mail.
 *
 * @throws what the step throws.
 */
export async function answerByMail(
  person: Person,
  complaintId: number,
  way: AnswerWay,
  said: SaidByMail,
  rules: MailRules,
): Promise<void> {
  const { words, files } = said;
  const input = { id: complaintId, remark: words.text, attachments: files };
  if (way === 'follow_up') await fileByMail(person, said, rules, complaintId);
  else if (way === 'reopen') await reopenComplaint(person, input, rules.reopenDays);
  else await addRemark(person, input);
}
