import { Op } from 'sequelize';
import { boundList, select, storedMoment } from '../../database/select.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { Presence } from '../../models/presence.ts';
import { displayName } from '../../models/user.ts';

/** A page that says nothing for so long is taken for closed, in milliseconds. */
const OPEN_MS = 30_000;
/** Whoever typed something is taken for writing so long, in milliseconds. */
const WRITING_MS = 12_000;

/** Somebody who has a complaint open. */
export interface PresentPerson {
  readonly id: number;
  readonly name: string;
  readonly isWriting: boolean;
}

interface Row {
  readonly complaintId: number;
  readonly userId: number;
  readonly isWriting: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
}

const later = (milliseconds: number) => new Date(presentMoment().getTime() + milliseconds);

/** Notes that somebody has a complaint open on a page of theirs. */
export async function notePresence(page: string, complaintId: number, userId: number): Promise<void> {
  const row = { page, complaintId, userId, expires: later(OPEN_MS) };
  await inTransaction(() => Presence.upsert(row, { fields: ['complaintId', 'userId', 'expires'] }));
}

/** Keeps pages that are still open, all of one process at once. */
export async function keepPresences(pages: readonly string[]): Promise<void> {
  if (pages.length === 0) return;
  const where = { page: [...pages] };
  await inTransaction(() => Presence.update({ expires: later(OPEN_MS) }, { where }));
}

/** Notes that somebody types on a page that is open. */
export async function noteWriting(page: string, userId: number): Promise<void> {
  const until = { writesUntil: later(WRITING_MS), expires: later(OPEN_MS) };
  await inTransaction(() => Presence.update(until, { where: { page, userId } }));
}

/** Notes that nobody types on a page any more: it was sent, or emptied. */
export async function forgetWriting(page: string, userId: number): Promise<void> {
  const where = { page, userId, writesUntil: { [Op.ne]: null } };
  await inTransaction(() => Presence.update({ writesUntil: null }, { where }));
}

/** Forgets a page that was closed. */
export async function forgetPresence(page: string): Promise<void> {
  await inTransaction(() => Presence.destroy({ where: { page } }));
}

/** Who has these complaints open, by complaint, each person once; in the order of their names. */
export async function readPresences(ids: readonly number[]): Promise<Map<number, PresentPerson[]>> {
  const present = new Map<number, PresentPerson[]>();
  if (ids.length === 0) return present;
  const { places, bind } = boundList(ids);
  const rows = await select<Row>(
    `SELECT p.complaint_id AS complaintId, p.user_id AS userId,
      MAX(CASE WHEN p.writes_until > $now THEN 1 ELSE 0 END) AS isWriting,
      MAX(u.username) AS username, MAX(u.first_name) AS firstName, MAX(u.last_name) AS lastName
    FROM presences p JOIN users u ON u.id = p.user_id
    WHERE p.complaint_id IN (${places}) AND p.expires > $now
    GROUP BY p.complaint_id, p.user_id ORDER BY MAX(u.name_sorted), p.user_id`,
    { ...bind, now: storedMoment(presentMoment()) },
  );
  for (const { complaintId, userId, isWriting, ...name } of rows) {
    const person = { id: userId, name: displayName(name), isWriting: isWriting > 0 };
    present.set(complaintId, [...(present.get(complaintId) ?? []), person]);
  }
  return present;
}
