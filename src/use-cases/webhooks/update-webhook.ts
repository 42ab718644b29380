import type { Model } from 'sequelize';
import { Webhook } from '../../models/webhook.ts';
import { WebhookFailure } from '../../models/webhook-failure.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { webhookPolicy } from '../../policies/webhook.ts';
import { parseInput } from '../parse-input.ts';
import { updateRecord } from '../records/update-record.ts';
import { requireOwnSight } from './require-own-sight.ts';
import { webhookChanges } from './webhook-input.ts';
import { webhookNoun } from './webhook-noun.ts';

/** Fields that decide what is told to whom. */
const DECISIVE = ['url', 'events', 'isActive'] as const;

/**
 * Whoever decides where it goes has to answer for it: it is told by their rights from then on, not by those of somebody
 * whose webhook they turned aside.
 */
async function takeOver(actor: Actor, row: Model): Promise<void> {
  if (!(row instanceof Webhook) || !DECISIVE.some((field) => row.changed(field))) return;
  if (actor.id !== null) row.ownerId = actor.id;
  // Who looked into it begins anew.
  if (row.isActive) row.offBecause = '';
  await WebhookFailure.destroy({ where: { webhookId: row.id } });
}

/**
 * Changes what is given of a webhook. Who changes where it goes, what it is told of, or switches it on becomes its owner.
 *
 * @param version the one that was read; undefined: whatever is there.
 * @throws NotFoundError, ForbiddenError, ConflictError, or InvalidInputError at the fields.
 */
export async function updateWebhook(
  actor: Actor,
  id: number,
  input: unknown,
  version?: number,
): Promise<Model> {
  authorize(webhookPolicy, actor, 'update');
  await requireOwnSight(actor);
  const given = Object.entries(parseInput(webhookChanges, input));
  const changes = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  return updateRecord(actor, webhookNoun, id, changes, version, async (row) => {
    await takeOver(actor, row);
    return {};
  });
}
