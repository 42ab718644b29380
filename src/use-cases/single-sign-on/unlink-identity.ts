import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import { SignInIdentity } from '../../models/sign-in-identity.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { parseInput } from '../parse-input.ts';
import { rowIdOr } from '../whole-number.ts';
import { endSessionsWhere } from '../people/end-sessions-where.ts';

/** Which link. */
export const unlinkInput = z.strictObject({ identityId: rowIdOr('This is no link.') });

/**
 * Takes the link to an account of another service away: it signs the person in no longer, unless it fits them anew, and
 * the sessions that began by it end.
 *
 * @throws ForbiddenError; NotFoundError for a link that this person does not have.
 */
export async function unlinkIdentity(actor: Actor, userId: number, input: unknown): Promise<void> {
  authorize(userPolicy, actor, 'unlink', { id: userId });
  const { identityId } = parseInput(unlinkInput, input);
  await inTransaction(async () => {
    const link = found(await SignInIdentity.findOne({ where: { id: identityId, userId } }));
    await link.destroy();
    const details = { service: link.issuer };
    await record({ name: 'user.unlinked', by: actor, subjectId: userId, details });
    await endSessionsWhere(actor, { identityId }, 'unlinked');
  });
}
