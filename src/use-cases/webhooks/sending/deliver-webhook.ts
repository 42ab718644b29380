import { z } from 'zod';
import { presentMoment } from '../../../database/present-moment.ts';
import { decryptSecret, UnreadableSecret } from '../../../database/stored-secret.ts';
import type { RunningJob } from '../../../jobs/job-kind.ts';
import { post } from '../../../mail/post.ts';
import { Webhook } from '../../../models/webhook.ts';
import type { WebhookDelivery } from '../../../models/webhook-delivery.ts';
import { postWebhook, WebhookFault } from '../../../webhooks/post-webhook.ts';
import { signedHeaders } from '../../../webhooks/signature.ts';
import { SECRET_PURPOSE } from '../webhook-noun.ts';
import { claimDelivery } from './claim-delivery.ts';
import { composePayload } from './compose-payload.ts';
import { noteAttempt, noteUntold, type Attempt } from './delivery-outcome.ts';

const payloadInput = z.object({ deliveryId: z.number() });

const AGENT = 'Alpha-Lab-IT-Portal';

/** The secrets that count at this moment, the newest first. */
function secretsOf({ secret, formerSecret, formerUntil }: Webhook, now: Date): string[] {
  const overlaps = formerSecret !== null && formerUntil !== null && formerUntil > now;
  const stored = overlaps ? [secret, formerSecret] : [secret];
  return stored.map((one) => decryptSecret(one, SECRET_PURPOSE));
}

/** What an answer means: any 2xx is a yes. */
function judged(status: number, answer: string): Attempt {
  if (status >= 200 && status < 300) return { status, answer };
  if (status === 410) return { status, answer, error: 'It answered 410: it wants no more.', isGone: true };
  const isElsewhere = status >= 300 && status < 400;
  const more = isElsewhere ? ', a redirect, which is not followed' : '';
  return { status, answer, error: `It answered ${status}${more}.` };
}

async function tell(
  { messageId }: WebhookDelivery,
  webhook: Webhook,
  body: string,
  signal: AbortSignal,
): Promise<Attempt> {
  const at = presentMoment();
  try {
    const signed = signedHeaders({ id: messageId, at, body }, secretsOf(webhook, at));
    const headers = { 'content-type': 'application/json', 'user-agent': AGENT, ...signed };
    const { status, text } = await postWebhook(webhook.url, { headers, body }, signal);
    return judged(status, text);
  } catch (error) {
    if (error instanceof WebhookFault || error instanceof UnreadableSecret) return { error: error.message };
    throw error;
  }
}

/**
 * Tells a webhook of an event, if that is due and its owner may see it now. Returns whether it was taken: 1 or 0.
 */
export async function deliverWebhook(
  payload: unknown,
  { signal }: Pick<RunningJob, 'signal'>,
): Promise<number> {
  const { deliveryId } = payloadInput.parse(payload);
  signal.throwIfAborted();
  const delivery = await claimDelivery(deliveryId);
  if (delivery === undefined) return 0;
  const webhook = await Webhook.findByPk(delivery.webhookId);
  if (webhook === null) return 0;
  const composed = await composePayload(delivery, webhook, post().site);
  if ('untold' in composed) {
    await noteUntold(delivery, composed.untold);
    return 0;
  }
  const attempt = await tell(delivery, webhook, composed.body, signal);
  await noteAttempt(delivery, attempt);
  return attempt.error === undefined ? 1 : 0;
}
