import { encryptSecret } from '../../database/stored-secret.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { ForbiddenError } from '../../errors.ts';
import { Webhook } from '../../models/webhook.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { webhookPolicy } from '../../policies/webhook.ts';
import { drawSecret } from '../../webhooks/signature.ts';
import { parseInput } from '../parse-input.ts';
import { createRecord } from '../records/create-record.ts';
import { requireOwnSight } from './require-own-sight.ts';
import { webhookInput } from './webhook-input.ts';
import { SECRET_PURPOSE, webhookNoun } from './webhook-noun.ts';

/** A webhook, and the secret that is never shown again. */
export interface WebhookWithSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

/**
 * Adds a webhook, which is told what its owner may see: whoever adds it.
 *
 * @param isShown whether the secret is shown to the one who adds it.
 * @throws ForbiddenError, or InvalidInputError at the fields.
 */
export async function createWebhook(
  actor: Actor,
  input: unknown,
  isShown = true,
): Promise<WebhookWithSecret> {
  authorize(webhookPolicy, actor, 'create');
  if (actor.id === null) throw new ForbiddenError('A webhook belongs to somebody who signs in.');
  await requireOwnSight(actor);
  const given = parseInput(webhookInput, input);
  const secret = drawSecret();
  const webhook = await createRecord(actor, webhookNoun, {
    ...given,
    ownerId: actor.id,
    secret: encryptSecret(secret, SECRET_PURPOSE),
    secretShownAt: isShown ? presentMoment() : null,
  });
  if (!(webhook instanceof Webhook)) throw new Error('a webhook that is none');
  return { webhook, secret };
}
