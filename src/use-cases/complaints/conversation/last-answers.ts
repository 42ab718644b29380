import { col, fn, Op } from 'sequelize';
import { Remark } from '../../../models/remark.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';

/** Longest part of an answer that a list shows, in characters. */
const EXCERPT_LENGTH = 200;

/** What was last said to a reporter, shortened. */
export interface LastAnswer {
  readonly eventId: number;
  readonly author: string;
  readonly text: string;
  readonly createdAt: Date;
}

function excerpt(text: string): string {
  const characters = Array.from(text);
  return characters.length <= EXCERPT_LENGTH ? text : `${characters.slice(0, EXCERPT_LENGTH).join('')}…`;
}

/** For each of these complaints the newest public remark that somebody else made, in two queries for all. */
export async function lastAnswers(
  complaintIds: readonly number[],
  reporterId: number,
): Promise<Map<number, LastAnswer>> {
  if (complaintIds.length === 0) return new Map();
  const newest = (await Remark.findAll({
    attributes: [[fn('MAX', col('id')), 'id']],
    where: {
      complaintId: [...complaintIds],
      isInternal: false,
      // The system's remarks, which have no author, are not answers.
      authorId: { [Op.ne]: reporterId },
    },
    group: ['complaint_id'],
    raw: true,
  })) as { id: number }[];
  const remarks = await Remark.findAll({
    where: { id: newest.map(({ id }) => id) },
    include: [{ model: User, as: 'author', attributes: NAME_COLUMNS }],
  });
  return new Map(
    remarks.map(({ complaintId, eventId, author, text, createdAt }) => [
      complaintId,
      { eventId, author: author?.displayName ?? '', text: excerpt(text), createdAt },
    ]),
  );
}
