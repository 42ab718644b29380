import { Op } from 'sequelize';
import { database, isSqlite } from '../../database/connect.ts';
import { inTransaction } from '../../database/transaction.ts';
import { ThrottledError } from '../../errors.ts';
import { SignInFailure } from '../../models/sign-in-failure.ts';

/** How long failures count, in seconds, from the first one on. */
export const WINDOW_SECONDS = 15 * 60;

const INSERT = 'INSERT INTO sign_in_failures (`key`, points, expires) VALUES (:key, :start, :until)';
// One statement adds or begins anew, so that of many at once none is lost.
const UPSERT = {
  sqlite: `${INSERT} ON CONFLICT (\`key\`) DO UPDATE SET
    points = CASE WHEN expires <= :now THEN :start ELSE MAX(0, points + :change) END,
    expires = CASE WHEN expires <= :now THEN :until ELSE expires END`,
  // MySQL assigns from left to right: points must be set while expires still has its old value.
  mysql: `${INSERT} ON DUPLICATE KEY UPDATE
    points = IF(expires <= :now, :start, GREATEST(0, points + :change)),
    expires = IF(expires <= :now, :until, expires)`,
};

/** Adds to a count, beginning a new window where the last one is over. */
async function add(key: string, change: 1 | -1, seconds: number): Promise<SignInFailure> {
  return inTransaction(async () => {
    const now = new Date();
    const until = new Date(now.getTime() + seconds * 1000);
    await database().query(isSqlite() ? UPSERT.sqlite : UPSERT.mysql, {
      replacements: { key, change, start: Math.max(0, change), now, until },
    });
    return SignInFailure.findByPk(key, { rejectOnEmpty: true });
  });
}

/** An attempt that is counted as failed until it is known what became of it. */
export interface Attempt {
  /** Where it fails, none is left. */
  readonly isLast: boolean;
  /** It was no failure, or nobody looked at it. */
  takeBack(): Promise<void>;
  /** It succeeded, and the failures before it are forgiven. */
  forgive(): Promise<void>;
}

/**
 * Counts an attempt as failed before it is looked at, so that many at once cannot slip through.
 *
 * @param most failures within the window after which nothing is looked at any more.
 * @param seconds how long the window is.
 * @throws ThrottledError when none is left.
 */
export async function countAttempt(key: string, most: number, seconds = WINDOW_SECONDS): Promise<Attempt> {
  const { points, expires } = await add(key, 1, seconds);
  if (points > most)
    throw new ThrottledError(Math.max(1, Math.ceil((expires.getTime() - Date.now()) / 1000)));
  return {
    isLast: points === most,
    takeBack: async () => void (await add(key, -1, seconds)),
    forgive: async () => void (await inTransaction(() => SignInFailure.destroy({ where: { key } }))),
  };
}

/** Key of the failures at a person's account, or at a part of it such as one of their devices. */
export function accountKey(userId: number, part?: string): string {
  return part === undefined ? `user:${userId}` : `user:${userId}:${part}`;
}

/** Key of the failures of somebody whose password was right; whoever sets a new one does not forget them. */
export function secondStepKey(userId: number, part?: string): string {
  return part === undefined ? `second:${userId}` : `second:${userId}:${part}`;
}

async function forget(own: string): Promise<void> {
  await inTransaction(() =>
    SignInFailure.destroy({ where: { [Op.or]: [{ key: own }, { key: { [Op.like]: `${own}:%` } }] } }),
  );
}

/** Forgets all failures to give a person's second factor, whatever device they came from. */
export function liftSecondStepLocks(userId: number): Promise<void> {
  return forget(secondStepKey(userId));
}

/** Forgets all failures at a person's account, whatever device they came from. */
export function liftLocks(userId: number): Promise<void> {
  return forget(accountKey(userId));
}
