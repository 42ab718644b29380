import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { TOKEN_NAME_LENGTH } from '../../models/api-token.ts';
import { apiTokenPolicy } from '../../policies/api-token.ts';
import type { Actor, Person } from '../../policies/actor.ts';
import { PERMISSION_NAMES } from '../../policies/permissions.ts';
import { authorize } from '../../policies/policy.ts';
import { requiredText } from '../complaints/steps/step-input.ts';
import { parseInput } from '../parse-input.ts';
import { makeOnce, rememberMade } from '../submissions/make-once.ts';
import { submissionKey } from '../submissions/submission-key.ts';
import { wholeNumber } from '../whole-number.ts';
import { refuseMissing, writeToken, type MadeToken } from './write-token.ts';

/** Longest life of a token, in days. */
export const MOST_DAYS = 365;

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

/**
 * Makes a token by which a program acts as a person, with some of their rights.
 *
 * @param owner whose token it is: the actor, a program that the actor keeps, or anybody for the operator.
 * @returns undefined where the same form made one before, which is not shown again.
 * @throws ForbiddenError; ConflictError beyond 50 tokens; InvalidInputError at the fields.
 */
export async function createToken(
  actor: Actor,
  owner: Person,
  input: unknown,
): Promise<MadeToken | undefined> {
  authorize(apiTokenPolicy, actor, 'create', { userId: owner.id, isProgram: owner.isService });
  const { name, scopes, days, submissionKey: key } = parseInput(tokenInput, input);
  refuseMissing(actor, owner, scopes);
  let made: MadeToken | undefined;
  const make = async (): Promise<number> => {
    made = await writeToken(actor, owner, { name, scopes, life: days * DAY_MS });
    await rememberMade(made.id);
    return made.id;
  };
  const content = ['api_token', owner.id, name, scopes, days];
  const id = await makeOnce(actor, { key, content }, () => inTransaction(make));
  // Of the same form sent twice at once, one made a token that was undone.
  return made?.id === id ? made : undefined;
}
