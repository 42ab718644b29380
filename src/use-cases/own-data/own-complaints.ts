import { Op, type WhereOptions } from 'sequelize';
import { Attachment } from '../../models/attachment.ts';
import { Complaint } from '../../models/complaint.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import { Feedback } from '../../models/feedback.ts';
import { Remark } from '../../models/remark.ts';
import { StatusChange } from '../../models/status-change.ts';
import { Status } from '../../models/status.ts';
import { NAME_COLUMNS, User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';

/** Complaints that are read at once, with all that is in them. */
const BATCH = 100;

type Names = ReadonlyMap<number, string>;

/** How people are called who stand in these complaints, as their pages show it. */
async function namesOf(ids: readonly (number | null)[]): Promise<Names> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const users = await User.findAll({ attributes: ['id', ...NAME_COLUMNS], where: { id: wanted } });
  return new Map(users.map((user) => [user.id, user.displayName]));
}

const by = (names: Names, id: number | null): string | null => (id === null ? null : (names.get(id) ?? null));

/** What was said and done in complaints, notes among it where this person reads them. */
async function partsOf(actor: Person, complaints: readonly Complaint[]) {
  const withNotes = complaints
    .filter((row) => complaintPolicy.may(actor, 'readNotes', row))
    .map(({ id }) => id);
  const where = { complaintId: complaints.map(({ id }) => id) };
  const read: WhereOptions = { [Op.or]: [{ isInternal: false }, { complaintId: withNotes }] };
  const [remarks, changes, files, feedback, statuses, types] = await Promise.all([
    Remark.findAll({ where: { [Op.and]: [where, read] }, order: ['id'] }),
    StatusChange.findAll({ where, order: ['id'] }),
    Attachment.findAll({ where, order: ['id'], include: [{ model: Remark, as: 'remark' }] }),
    Feedback.findAll({ where, order: ['id'] }),
    Status.findAll(),
    ComplaintType.findAll(),
  ]);
  const shown = files.filter(
    (file) => file.remark?.isInternal !== true || withNotes.includes(file.complaintId),
  );
  const people = [
    ...complaints.flatMap(({ reporterId, assigneeId }) => [reporterId, assigneeId]),
    ...remarks.map(({ authorId }) => authorId),
    ...changes.map(({ changedById }) => changedById),
  ];
  const status = new Map(statuses.map(({ id, name }) => [id, name]));
  const type = new Map(types.map(({ id, name }) => [id, name]));
  return { remarks, changes, files: shown, feedback, status, type, names: await namesOf(people) };
}

type Parts = Awaited<ReturnType<typeof partsOf>>;

function shown(
  complaint: Complaint,
  { remarks, changes, files, feedback, status, type, names }: Parts,
): object {
  const { id, title, description, urgency, location, contactNumber, createdAt, resolvedAt, closedAt } =
    complaint;
  const { filesRemovedAt, textsRemovedAt } = complaint;
  const isOf = (one: { readonly complaintId: number }): boolean => one.complaintId === id;
  return {
    number: id,
    title,
    description,
    type: type.get(complaint.typeId) ?? null,
    status: status.get(complaint.statusId) ?? null,
    urgency,
    location,
    contactNumber,
    assignee: by(names, complaint.assigneeId),
    createdAt,
    resolvedAt,
    closedAt,
    filesRemovedAt,
    textsRemovedAt,
    remarks: remarks.filter(isOf).map((one) => ({
      by: by(names, one.authorId),
      text: one.text,
      isNote: one.isInternal,
      createdAt: one.createdAt,
    })),
    statusChanges: changes.filter(isOf).map((one) => ({
      to: status.get(one.toStatusId) ?? null,
      by: by(names, one.changedById),
      note: one.note,
      createdAt: one.createdAt,
    })),
    files: files.filter(isOf).map(({ originalName, sizeBytes, createdAt: sentAt }) => ({
      name: originalName,
      sizeBytes,
      createdAt: sentAt,
    })),
    feedback: feedback.filter(isOf).map(({ rating, comment, createdAt: givenAt }) => ({
      rating,
      comment,
      createdAt: givenAt,
    })),
  };
}

/** The complaints that somebody filed, with all of them that they may see. */
export async function* ownComplaintsWhole(actor: Person): AsyncGenerator<object> {
  for (let after = 0; ;) {
    const complaints = await Complaint.findAll({
      where: { reporterId: actor.id, id: { [Op.gt]: after } },
      order: ['id'],
      limit: BATCH,
    });
    const last = complaints.at(-1);
    if (last === undefined) return;
    const parts = await partsOf(actor, complaints);
    for (const complaint of complaints) yield shown(complaint, parts);
    after = last.id;
  }
}
