import { createHash, randomBytes } from 'node:crypto';
import { presentMoment } from '../../database/present-moment.ts';
import { takeTurns } from '../../database/turns.ts';
import { forUpdate } from '../../database/transaction.ts';
import { ConflictError, InvalidInputError } from '../../errors.ts';
import type { Named } from '../../journal/events.ts';
import { record } from '../../journal/record.ts';
import { ApiToken } from '../../models/api-token.ts';
import { User } from '../../models/user.ts';
import { can, type Actor, type Person } from '../../policies/actor.ts';
import type { Permission } from '../../policies/permissions.ts';
import { lackedBy } from '../../policies/reach.ts';

/** By these letters scanners of sources and logs know a token of this portal. */
export const TOKEN_MARK = 'alit_';
/** Characters of a token that are kept and shown. */
const SHOWN = TOKEN_MARK.length + 6;
/** Most tokens of one person. */
const MOST_TOKENS = 50;

/** A token that was just made; `token` is told this once and cannot be read again. */
export interface MadeToken {
  readonly id: number;
  readonly token: string;
  readonly prefix: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expires: Date;
}

/** What a token is to be. */
export interface WantedToken {
  readonly name: string;
  readonly scopes: readonly Permission[];
  /** In milliseconds. */
  readonly life: number;
  /** In whose place it comes. */
  readonly replaces?: Named;
}

/** What is stored of a token: whoever reads the database cannot use it. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Whoever holds a token can do what it lets: it has no more rights than its person, and none that whoever makes it for a
 * program lacks.
 *
 * @throws InvalidInputError at `scopes`.
 */
export function refuseMissing(actor: Actor, owner: Person, scopes: readonly Permission[]): void {
  const missing = scopes.filter((name) => !can(owner, name));
  if (missing.length > 0) {
    const whose = owner.isService === true ? 'API client' : 'person';
    throw new InvalidInputError({
      scopes: `A token has no more rights than its ${whose}, who lacks ${missing.join(', ')}.`,
    });
  }
  const lacked = lackedBy(actor, scopes);
  if (lacked.length === 0) return;
  throw new InvalidInputError({
    scopes: `Nobody grants what they may not do themselves: ${lacked.join(', ')}.`,
  });
}

async function refuseTooMany(userId: number): Promise<void> {
  await takeTurns(`person:${userId}`);
  const user = await User.findByPk(userId, { attributes: ['id', 'isActive'], ...forUpdate() });
  // Whoever is deactivated loses all tokens for good: none is made beside that.
  if (user?.isActive !== true) throw new ConflictError('Whose token this is may not sign in any more.');
  if ((await ApiToken.count({ where: { userId } })) < MOST_TOKENS) return;
  throw new ConflictError(`Nobody has more than ${MOST_TOKENS} tokens. Revoke one that is not used.`);
}

/**
 * Draws and stores a token, inside the running transaction.
 *
 * @throws ConflictError where its person has too many, or is not active.
 */
export async function writeToken(actor: Actor, owner: Person, wanted: WantedToken): Promise<MadeToken> {
  const { name, scopes, life, replaces } = wanted;
  await refuseTooMany(owner.id);
  const token = `${TOKEN_MARK}${randomBytes(32).toString('base64url')}`;
  const prefix = token.slice(0, SHOWN);
  const createdAt = presentMoment();
  const expires = new Date(createdAt.getTime() + life);
  const values = { userId: owner.id, name, prefix, tokenHash: hashOfToken(token), expires, createdAt };
  const { id } = await ApiToken.create({ ...values, scopes: scopes.join(',') });
  const changes = {
    name: { from: null, to: name },
    person: { from: null, to: { id: owner.id, name: owner.name } },
  };
  const details = { changes, scopes, ...(replaces === undefined ? {} : { replaces }) };
  await record({ name: 'api_token.created', by: actor, subjectId: id, details });
  return { id, token, prefix, name, scopes, expires };
}
