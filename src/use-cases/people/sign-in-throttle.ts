import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Op } from 'sequelize';
import { database, isSqlite } from '../../database/connect.ts';
import { inTransaction } from '../../database/transaction.ts';
import { ThrottledError } from '../../errors.ts';
import { SignInFailure } from '../../models/sign-in-failure.ts';
import { plainLetters, textKey } from '../../models/text.ts';

/** How long failures count, in seconds, from the first one on. */
export const WINDOW_SECONDS = 15 * 60;
/** Failures after which an account waits. */
export const ACCOUNT_FAILURES = 5;
/** Failures after which an address waits, whatever accounts it tried. */
export const ADDRESS_FAILURES = 30;
/** Longest text that is a key as it stands, in characters; the column has room for a prefix beside it. */
const KEY_LENGTH = 180;

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
async function add(key: string, change: 1 | -1): Promise<SignInFailure> {
  return inTransaction(async () => {
    const now = new Date();
    const until = new Date(now.getTime() + WINDOW_SECONDS * 1000);
    await database().query(isSqlite() ? UPSERT.sqlite : UPSERT.mysql, {
      replacements: { key, change, start: Math.max(0, change), now, until },
    });
    return SignInFailure.findByPk(key, { rejectOnEmpty: true });
  });
}

/**
 * What was typed, not who it belongs to: a made-up name gets locked like a real one. The key column compares text as
 * the username column does, so no other spelling of a name has attempts of its own.
 */
function accountKey(login: string): string {
  const key = textKey(plainLetters(login));
  return `account:${key.length <= KEY_LENGTH ? key : createHash('sha256').update(key).digest('hex')}`;
}

/** The address; of IPv6 the network, of which a subscriber has all addresses. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [left = [], right] = plain.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = right === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...(right ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

async function take(key: string, most: number): Promise<void> {
  const { points, expires } = await add(key, 1);
  if (points <= most) return;
  throw new ThrottledError(Math.max(1, Math.ceil((expires.getTime() - Date.now()) / 1000)));
}

let cleanedAt = 0;

async function forgetOld(): Promise<void> {
  const now = Date.now();
  if (now - cleanedAt < WINDOW_SECONDS * 1000) return;
  cleanedAt = now;
  await inTransaction(() => SignInFailure.destroy({ where: { expires: { [Op.lte]: new Date(now) } } }));
}

/**
 * Counts a sign-in as failed before the password is looked at, so that many at once cannot slip through.
 *
 * @returns what takes the count back once the password proved right.
 * @throws ThrottledError when the account or the address has no attempts left.
 */
export async function countAttempt(login: string, address: string): Promise<() => Promise<void>> {
  await forgetOld();
  const account = accountKey(login);
  const network = `address:${addressKey(address)}`;
  await take(network, ADDRESS_FAILURES);
  await take(account, ACCOUNT_FAILURES);
  return async () => {
    await inTransaction(() => SignInFailure.destroy({ where: { key: account } }));
    await add(network, -1);
  };
}
