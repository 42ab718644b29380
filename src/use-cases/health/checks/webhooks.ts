import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { HOUR_MS } from '../../../durations.ts';
import { Webhook } from '../../../models/webhook.ts';
import { WebhookFailure } from '../../../models/webhook-failure.ts';
import type { Check, Finding } from '../check.ts';
import { counted } from '../../../counted.ts';

/** For how long a webhook may fail before it is told, in milliseconds: receivers are restarted, too. */
const PATIENCE_MS = HOUR_MS;
/** Most that are named. */
const NAMED = 3;

const names = (webhooks: readonly Webhook[]): string =>
  webhooks
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join(', ');

function told(webhooks: readonly Webhook[], text: string, advice: string, filters: object): Finding[] {
  if (webhooks.length === 0) return [];
  const list = { resource: 'webhooks', filters: { ...filters } };
  return [
    {
      level: 'warning',
      text: `${counted(webhooks.length, 'webhook')} ${text}: ${names(webhooks)}.`,
      advice,
      list,
    },
  ];
}

/** Whether what other programs are to be told reaches them. */
export const webhooksCheck: Check = {
  name: 'webhooks',
  label: 'Webhooks',
  group: 'programs',
  async run() {
    const off = await Webhook.findAll({ where: { isActive: false, offBecause: { [Op.ne]: '' } } });
    const since = { [Op.lt]: new Date(presentMoment().getTime() - PATIENCE_MS) };
    const failures = await WebhookFailure.findAll({ where: { since } });
    const id = failures.map(({ webhookId }) => webhookId);
    const failing = await Webhook.findAll({ where: { id, isActive: true } });
    const found = [
      ...told(
        off,
        'switched off, as nobody took what it told',
        'Look into what was answered, mend the receiver and switch the webhook on again; delete one that nobody needs.',
        { isActive: 'false' },
      ),
      ...told(
        failing,
        'failing for more than an hour',
        'Its page and the list of deliveries tell what was answered. After five days without a success it is switched off.',
        { isActive: 'true' },
      ),
    ];
    if (found.length > 0) return found;
    const active = await Webhook.count({ where: { isActive: true } });
    return { level: 'ok', text: `${counted(active, 'webhook')} active, and none of them in trouble.` };
  },
};
