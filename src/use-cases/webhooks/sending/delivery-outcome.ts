import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { transactionUntil } from '../../../database/transaction-until.ts';
import { DAY_MS, MINUTE_MS } from '../../../durations.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { Webhook } from '../../../models/webhook.ts';
import { WebhookDelivery } from '../../../models/webhook-delivery.ts';
import { WebhookFailure } from '../../../models/webhook-failure.ts';
import { TELLING } from '../webhook-follower.ts';
import { disableWebhook } from './disable-webhook.ts';
import { pauseAfterTelling } from './pauses.ts';

/** How long a webhook may fail before it is switched off, in milliseconds. */
export const PATIENCE_MS = 5 * DAY_MS;

/** What came of an attempt. */
export interface Attempt {
  readonly status?: number;
  readonly answer?: string;
  /** Undefined: it was taken. */
  readonly error?: string;
  /** The receiver wants no more, ever. */
  readonly isGone?: boolean;
}

type Changes = Partial<
  Pick<WebhookDelivery, 'state' | 'nextAttemptAt' | 'endedAt' | 'lastError' | 'status' | 'answer'>
>;

/** Writes down what became of what is still this process's; false: somebody else took it over. */
async function change({ id, attempts }: WebhookDelivery, changes: Changes): Promise<boolean> {
  const [changed] = await WebhookDelivery.update(changes, { where: { id, attempts, state: 'sending' } });
  return changed === 1;
}

/** Until nobody else may take it over. */
const until = ({ nextAttemptAt }: WebhookDelivery): Date => nextAttemptAt ?? presentMoment();

/** It is not for this webhook. */
export async function noteUntold(delivery: WebhookDelivery, reason: string): Promise<void> {
  const ended = { state: 'dropped', nextAttemptAt: null, endedAt: presentMoment() } as const;
  await transactionUntil(until(delivery), async () => {
    await change(delivery, { ...ended, lastError: reason });
  });
}

/** Those who wait behind a receiver that does not answer would each keep it waiting: they come after it. */
async function holdOthers({ id, webhookId }: WebhookDelivery, pauseMs: number): Promise<void> {
  const at = new Date(presentMoment().getTime() + Math.min(pauseMs, MINUTE_MS));
  const earlier = { nextAttemptAt: { [Op.lt]: at }, id: { [Op.ne]: id } };
  await WebhookDelivery.update({ nextAttemptAt: at }, { where: { webhookId, state: 'waiting', ...earlier } });
}

async function isGivenUp(delivery: WebhookDelivery, reason: string, isGone: boolean): Promise<boolean> {
  const now = presentMoment();
  const { webhookId } = delivery;
  const known = await WebhookFailure.findByPk(webhookId);
  const since = known?.since ?? now;
  await WebhookFailure.upsert({ webhookId, since, reason });
  if (!isGone && now.getTime() - since.getTime() < PATIENCE_MS) return false;
  await disableWebhook(webhookId, isGone ? 'The receiver wants no more (410).' : 'It failed for 5 days.');
  return true;
}

async function fail(delivery: WebhookDelivery, told: Changes, isGone: boolean): Promise<void> {
  const pause = isGone ? undefined : pauseAfterTelling(delivery.attempts);
  const now = presentMoment();
  const nextAttemptAt = pause === undefined ? null : new Date(now.getTime() + pause);
  const state = pause === undefined ? 'dead' : 'waiting';
  if (!(await change(delivery, { ...told, state, nextAttemptAt, endedAt: pause === undefined ? now : null })))
    return;
  if (await isGivenUp(delivery, told.lastError ?? '', isGone)) return;
  if (nextAttemptAt !== null) await enqueue(TELLING, { deliveryId: delivery.id }, { runAt: nextAttemptAt });
  await holdOthers(delivery, pause ?? MINUTE_MS);
}

/** Writes down what came of an attempt: it is done, or waits, or was the last; a webhook that fails for days is switched off. */
export async function noteAttempt(delivery: WebhookDelivery, attempt: Attempt): Promise<void> {
  const { status = null, answer = null, error, isGone = false } = attempt;
  await transactionUntil(until(delivery), async () => {
    // One after the other, so that of two that fail at once one begins to count.
    if ((await Webhook.findByPk(delivery.webhookId, { attributes: ['id'] })) === null) return;
    if (error !== undefined)
      return fail(delivery, { status, answer, lastError: error.slice(0, 500) }, isGone);
    const done = { state: 'done', nextAttemptAt: null, endedAt: presentMoment(), lastError: null } as const;
    if (await change(delivery, { ...done, status, answer }))
      await WebhookFailure.destroy({ where: { webhookId: delivery.webhookId } });
  });
}
