import { boundList, readMoment, select } from '../../../database/select.ts';
import { displayName } from '../../../models/user.ts';

/** Longest part of an answer that a list shows, in characters. */
const EXCERPT_LENGTH = 200;

/** What was last said to a reporter, shortened. */
export interface LastAnswer {
  readonly eventId: number;
  readonly author: string;
  readonly text: string;
  readonly createdAt: Date;
}

interface Row {
  readonly complaintId: number;
  readonly eventId: number;
  readonly text: string;
  readonly createdAt: Date | string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
}

function excerpt(text: string): string {
  const characters = Array.from(text);
  return characters.length <= EXCERPT_LENGTH ? text : `${characters.slice(0, EXCERPT_LENGTH).join('')}…`;
}

/** The system's remarks, which have no author, are not answers. */
const newest = (places: string) =>
  `SELECT MAX(id) AS id FROM remarks WHERE complaint_id IN (${places}) AND is_internal = 0 AND author_id <> $reporter GROUP BY complaint_id`;

/** For each of these complaints the newest public remark that somebody else made, in one query for all. */
export async function lastAnswers(
  complaintIds: readonly number[],
  reporter: number,
): Promise<Map<number, LastAnswer>> {
  if (complaintIds.length === 0) return new Map();
  const { places, bind } = boundList(complaintIds);
  const rows = await select<Row>(
    `SELECT m.complaint_id AS complaintId, m.event_id AS eventId, SUBSTR(m.text, 1, ${EXCERPT_LENGTH + 1}) AS text,
      m.created_at AS createdAt, u.username, u.first_name AS firstName, u.last_name AS lastName
    FROM (${newest(places)}) AS newest JOIN remarks m ON m.id = newest.id JOIN users u ON u.id = m.author_id`,
    { ...bind, reporter },
  );
  return new Map(
    rows.map(({ complaintId, eventId, text, createdAt, ...author }) => [
      complaintId,
      { eventId, author: displayName(author), text: excerpt(text), createdAt: readMoment(createdAt) },
    ]),
  );
}
