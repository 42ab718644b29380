import { literal, Op } from 'sequelize';
import { database, isSqlite } from '../../database/connect.ts';
import { inTransaction } from '../../database/transaction.ts';
import { ThrottledError } from '../../errors.ts';
import { SignInFailure } from '../../models/sign-in-failure.ts';

/** How long failures count, in seconds, from the first one on. */
export const WINDOW_SECONDS = 15 * 60;

const INSERT =
  'INSERT INTO sign_in_failures (`key`, points, under_way, expires) VALUES (:key, :firstPoints, :firstUnderWay, :until)';
// One statement adds or begins anew, so that of many at once none is lost.
const UPSERT = {
  sqlite: `${INSERT} ON CONFLICT (\`key\`) DO UPDATE SET
    points = CASE WHEN expires <= :now THEN :firstPoints ELSE MAX(0, points + :points) END,
    under_way = CASE WHEN expires <= :now THEN :firstUnderWay ELSE MAX(0, under_way + :underWay) END,
    expires = CASE WHEN expires <= :now THEN :until ELSE expires END`,
  // MySQL assigns from left to right: the others must be set while expires still has its old value.
  mysql: `${INSERT} ON DUPLICATE KEY UPDATE
    points = IF(expires <= :now, :firstPoints, GREATEST(0, points + :points)),
    under_way = IF(expires <= :now, :firstUnderWay, GREATEST(0, under_way + :underWay)),
    expires = IF(expires <= :now, :until, expires)`,
};

/** What is counted: under which key, how many failures are too many, and within how many seconds. */
export interface Count {
  readonly key: string;
  readonly most: number;
  readonly seconds: number;
}

/** What changes, of failures and of attempts that are under way. */
export interface Change {
  readonly points: number;
  readonly underWay: number;
}

const USED: Change = { points: 1, underWay: 0 };

/** Adds to a count, beginning a new window where the last one is over. */
export async function add({ key, seconds }: Count, { points, underWay }: Change): Promise<SignInFailure> {
  return inTransaction(async () => {
    const now = new Date();
    const until = new Date(now.getTime() + seconds * 1000);
    const first = { firstPoints: Math.max(0, points), firstUnderWay: Math.max(0, underWay) };
    await database().query(isSqlite() ? UPSERT.sqlite : UPSERT.mysql, {
      replacements: { key, points, underWay, ...first, now, until },
    });
    return SignInFailure.findByPk(key, { rejectOnEmpty: true });
  });
}

/** Forgets failures, at the end of an attempt. Others of the same key may be under way still, and are to be found where they fail. */
export async function forget({ key }: Count): Promise<void> {
  await inTransaction(async () => {
    await SignInFailure.destroy({ where: { key, underWay: { [Op.lte]: 1 } } });
    await SignInFailure.update({ points: 0, underWay: literal('under_way - 1') }, { where: { key } });
  });
}

/** Says until when there are too many. */
export function locked({ expires }: SignInFailure): ThrottledError {
  return new ThrottledError(Math.max(1, Math.ceil((expires.getTime() - Date.now()) / 1000)));
}

/**
 * Counts what may be done so often within a window, and is done by then: there is nothing to become of it.
 *
 * @param seconds how long the window is.
 * @throws ThrottledError when it was done too often; nothing is counted then.
 */
export async function countUse(key: string, most: number, seconds = WINDOW_SECONDS): Promise<void> {
  await inTransaction(async () => {
    const now = await add({ key, most, seconds }, USED);
    if (now.points > most) throw locked(now);
  });
}

/** Key of the failures at a person's account, or at a part of it such as one of their devices. */
export function accountKey(userId: number, part?: string): string {
  return part === undefined ? `user:${userId}` : `user:${userId}:${part}`;
}

/** Key of the failures of somebody whose password was right; whoever sets a new one does not forget them. */
export function secondStepKey(userId: number, part?: string): string {
  return part === undefined ? `second:${userId}` : `second:${userId}:${part}`;
}

async function lift(own: string): Promise<void> {
  await inTransaction(() =>
    SignInFailure.destroy({ where: { [Op.or]: [{ key: own }, { key: { [Op.like]: `${own}:%` } }] } }),
  );
}

/** Forgets all failures to give a person's second factor, whatever device they came from. */
export function liftSecondStepLocks(userId: number): Promise<void> {
  return lift(secondStepKey(userId));
}

/** Forgets all failures at a person's account, whatever device they came from. */
export function liftLocks(userId: number): Promise<void> {
  return lift(accountKey(userId));
}
