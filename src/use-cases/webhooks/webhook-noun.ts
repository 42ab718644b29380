import { Webhook } from '../../models/webhook.ts';
import { webhookPolicy } from '../../policies/webhook.ts';
import type { Noun } from '../records/noun.ts';

/** Webhooks as records. */
export const webhookNoun: Noun = { model: Webhook, policy: webhookPolicy };

/** For what a webhook's secret is encrypted, and for nothing else. */
export const SECRET_PURPOSE = 'webhook';
