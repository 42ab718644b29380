import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { presentMoment } from '../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { ConflictError, InvalidInputError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { ApiToken, TOKEN_NAME_LENGTH } from '../../models/api-token.ts';
import { User } from '../../models/user.ts';
import { apiTokenPolicy } from '../../policies/api-token.ts';
import type { Actor, Person } from '../../policies/actor.ts';
import { PERMISSION_NAMES } from '../../policies/permissions.ts';
import { authorize } from '../../policies/policy.ts';
import { requiredText } from '../complaints/steps/step-input.ts';
import { parseInput } from '../parse-input.ts';
import { makeOnce, rememberMade } from '../submissions/make-once.ts';
import { submissionKey } from '../submissions/submission-key.ts';
import { wholeNumber } from '../whole-number.ts';

/** By these letters scanners of sources and logs know a token of this portal. */
export const TOKEN_MARK = 'alit_';
/** Characters of a token that are kept and shown. */
const SHOWN = TOKEN_MARK.length + 6;
/** Longest life of a token, in days. */
export const MOST_DAYS = 365;
/** Most tokens of one person. */
const MOST_TOKENS = 50;

const DAYS = `A token lives 1 to ${MOST_DAYS} days.`;

/** What a token is made of: its name, the rights that it has of its person's, and how many days it lives. */
export const tokenInput = z.strictObject({
  name: requiredText('The name', 'The name is required.', TOKEN_NAME_LENGTH),
  scopes: z
    .array(z.enum(PERMISSION_NAMES, 'There is no such right.'), 'The scopes are a list of rights.')
    .default([])
    .transform((scopes) => PERMISSION_NAMES.filter((name) => scopes.includes(name))),
  days: wholeNumber(DAYS, 1, MOST_DAYS).default(90),
  submissionKey,
});

/** A token that was just made; `token` is told this once and cannot be read again. */
export interface MadeToken {
  readonly id: number;
  readonly token: string;
  readonly prefix: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expires: Date;
}

/** What is stored of a token: whoever reads the database cannot use it. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function refuseMissing(owner: Person, scopes: readonly string[]): void {
  const held = new Set<string>(owner.permissions);
  const missing = scopes.filter((name) => !held.has(name));
  if (missing.length === 0) return;
  throw new InvalidInputError({
    scopes: `A token has no more rights than its person, who lacks ${missing.join(', ')}.`,
  });
}

async function refuseTooMany(userId: number): Promise<void> {
  await User.findByPk(userId, { attributes: ['id'], ...forUpdate() });
  if ((await ApiToken.count({ where: { userId } })) < MOST_TOKENS) return;
  throw new ConflictError(`Nobody has more than ${MOST_TOKENS} tokens. Revoke one that is not used.`);
}

/**
 * Makes a token by which a program acts as a person, with some of their rights.
 *
 * @param owner whose token it is: the actor, unless the operator makes it for somebody.
 * @returns undefined where the same form made one before, which is not shown again.
 * @throws ForbiddenError; ConflictError beyond 50 tokens; InvalidInputError at the fields.
 */
export async function createToken(
  actor: Actor,
  owner: Person,
  input: unknown,
): Promise<MadeToken | undefined> {
  authorize(apiTokenPolicy, actor, 'create', { userId: owner.id });
  const { name, scopes, days, submissionKey: key } = parseInput(tokenInput, input);
  refuseMissing(owner, scopes);
  const token = `${TOKEN_MARK}${randomBytes(32).toString('base64url')}`;
  const prefix = token.slice(0, SHOWN);
  const createdAt = presentMoment();
  const expires = new Date(createdAt.getTime() + days * DAY_MS);
  let made: MadeToken | undefined;
  const make = async (): Promise<number> => {
    await refuseTooMany(owner.id);
    const values = { userId: owner.id, name, prefix, tokenHash: hashOfToken(token), expires, createdAt };
    const { id } = await ApiToken.create({ ...values, scopes: scopes.join(',') });
    const changes = {
      name: { from: null, to: name },
      person: { from: null, to: { id: owner.id, name: owner.name } },
    };
    await record({ name: 'api_token.created', by: actor, subjectId: id, details: { changes, scopes } });
    await rememberMade(id);
    made = { id, token, prefix, name, scopes, expires };
    return id;
  };
  const content = ['api_token', owner.id, name, scopes, days];
  await makeOnce(actor, { key, content }, () => inTransaction(make));
  return made;
}
