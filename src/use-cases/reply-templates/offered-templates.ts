import { Op } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import { PLACEHOLDER, ReplyTemplate, type Placeholder } from '../../models/reply-template.ts';
import { NAME_COLUMNS, User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize, found } from '../../policies/policy.ts';
import { replyTemplatePolicy } from '../../policies/reply-template.ts';

/** Most that are offered at once. */
const MOST = 200;

/** A text as it is inserted. */
export interface OfferedTemplate {
  readonly id: number;
  readonly name: string;
  /** With the complaint's values in it. */
  readonly text: string;
  readonly isOwn: boolean;
}

/** Where nobody has the complaint, whoever writes speaks for themselves. */
async function valuesFor(actor: Actor, complaint: Complaint): Promise<Record<Placeholder, string>> {
  const { id, reporterId, assigneeId } = complaint;
  const ids = [reporterId, ...(assigneeId === null ? [] : [assigneeId])];
  const people = await User.findAll({ attributes: NAME_COLUMNS, where: { id: ids } });
  const nameOf = (one: number | null) => people.find((person) => person.id === one)?.displayName;
  return {
    reporter: nameOf(reporterId) ?? '',
    number: String(id),
    assignee: nameOf(assigneeId) ?? actor.name,
  };
}

/**
 * The texts that this person can insert into what they write at a complaint, by name: their own and shared ones for
 * complaints of its type and of all.
 *
 * @throws NotFoundError, or ForbiddenError for whoever writes nothing there.
 */
export async function offeredTemplates(actor: Actor, complaintId: number): Promise<OfferedTemplate[]> {
  const visible = { [Op.and]: [{ id: complaintId }, complaintPolicy.visibleTo(actor)] };
  const complaint = found(await Complaint.findOne({ where: visible }));
  authorize(complaintPolicy, actor, 'remark', complaint);
  const values: Readonly<Record<string, string>> = await valuesFor(actor, complaint);
  const rows = await ReplyTemplate.findAll({
    where: {
      [Op.and]: [replyTemplatePolicy.visibleTo(actor), { typeId: { [Op.or]: [null, complaint.typeId] } }],
    },
    order: ['nameSorted', 'id'],
    limit: MOST,
  });
  return rows.map(({ id, name, text, ownerId }) => ({
    id,
    name,
    text: text.replaceAll(PLACEHOLDER, (whole, placeholder: string) => values[placeholder] ?? whole),
    isOwn: ownerId !== null,
  }));
}
