import { presentMoment } from '../../database/present-moment.ts';
import { encryptSecret } from '../../database/stored-secret.ts';
import { inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { record } from '../../journal/record.ts';
import { Webhook } from '../../models/webhook.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { webhookPolicy } from '../../policies/webhook.ts';
import { drawSecret } from '../../webhooks/signature.ts';
import { lockRows } from '../records/lock-rows.ts';
import type { WebhookWithSecret } from './create-webhook.ts';
import { SECRET_PURPOSE, webhookNoun } from './webhook-noun.ts';

/** How long a former secret signs beside the new one, in milliseconds: until then receivers have to know the new one. */
export const OVERLAP_MS = DAY_MS;

/**
 * Gives a webhook another secret, which is shown this once. For a day all is signed with the former one as well, unless
 * nobody ever saw that.
 *
 * @throws NotFoundError, ForbiddenError.
 */
export async function makeWebhookSecret(actor: Actor, id: number): Promise<WebhookWithSecret> {
  authorize(webhookPolicy, actor, 'makeSecret');
  const secret = drawSecret();
  return inTransaction(async () => {
    const webhook = found((await lockRows(actor, webhookNoun, [id]))[0]);
    if (!(webhook instanceof Webhook)) throw new Error('a webhook that is none');
    const now = presentMoment();
    const wasShown = webhook.secretShownAt !== null;
    await webhook.update({
      secret: encryptSecret(secret, SECRET_PURPOSE),
      formerSecret: wasShown ? webhook.secret : null,
      formerUntil: wasShown ? new Date(now.getTime() + OVERLAP_MS) : null,
      secretShownAt: now,
      version: webhook.version + 1,
    });
    await record({ name: 'webhook.secret_made', by: actor, subjectId: id, details: {} });
    return { webhook, secret };
  });
}
