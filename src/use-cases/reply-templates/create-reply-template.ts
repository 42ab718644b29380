import type { Model } from 'sequelize';
import { InvalidInputError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { replyTemplatePolicy } from '../../policies/reply-template.ts';
import { createRecord } from '../records/create-record.ts';
import { NOT_TO_SHARE, replyTemplateNoun } from './reply-template-noun.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Keeps a text for replies: for whoever writes it, or for everybody.
 *
 * @throws ForbiddenError, or InvalidInputError at the fields.
 */
export async function createReplyTemplate(actor: Actor, { isShared, ...values }: Values): Promise<Model> {
  authorize(replyTemplatePolicy, actor, 'create');
  const shares = isShared === true;
  if (shares && !replyTemplatePolicy.may(actor, 'share'))
    throw new InvalidInputError({ isShared: NOT_TO_SHARE });
  if (!shares && !replyTemplatePolicy.may(actor, 'own'))
    throw new InvalidInputError({ isShared: 'You write no replies yourself: share it with those who do.' });
  return createRecord(actor, replyTemplateNoun, { ...values, ownerId: shares ? null : actor.id });
}
