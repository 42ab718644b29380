import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../durations.ts';
import { Notification } from '../../../models/notification.ts';
import type { Check, Finding } from '../check.ts';
import { counted } from '../../../counted.ts';
import { spanInWords } from '../words.ts';

/** How long a mail may wait after its time, in milliseconds, before it is told, and before it is a problem. */
const WAITING_MS = 15 * MINUTE_MS;
const LONG_MS = HOUR_MS;
/** Mails given up within a day beyond which it is no single address any more. */
const MANY_DEAD = 10;

const mails = { channel: 'mail' as const };
const listOf = (state: string) => ({ resource: 'notifications', filters: { state } });

async function aboutWaiting(now: Date): Promise<Finding> {
  const open = { ...mails, carrierId: null, state: ['waiting' as const, 'sending' as const] };
  const first = await Notification.findOne({
    attributes: ['nextAttemptAt'],
    where: { ...open, nextAttemptAt: { [Op.lt]: new Date(now.getTime() - WAITING_MS) } },
    order: [['nextAttemptAt', 'ASC']],
    raw: true,
  });
  const since = first?.nextAttemptAt ?? null;
  if (since !== null) {
    const waited = now.getTime() - new Date(since).getTime();
    return {
      level: waited > LONG_MS ? 'problem' : 'warning',
      text: `A mail has been due for ${spanInWords(waited)}.`,
      advice: 'See that a process runs jobs, and that the mail server takes mails.',
      list: listOf('waiting'),
    };
  }
  const failed = await Notification.count({
    where: { ...mails, carrierId: null, state: 'waiting', attempts: { [Op.gt]: 0 } },
  });
  if (failed === 0) return { level: 'ok', text: 'No mail waits longer than it should.' };
  return {
    level: 'warning',
    text: `${counted(failed, 'mail was', 'mails were')} not taken yet and will be tried again.`,
    advice: 'The outbox tells what the mail server said.',
    list: listOf('waiting'),
  };
}

async function aboutDead(now: Date): Promise<readonly Finding[]> {
  const since = new Date(now.getTime() - DAY_MS);
  const count = await Notification.count({
    where: { ...mails, carrierId: null, state: 'dead', updatedAt: { [Op.gt]: since } },
  });
  if (count === 0) return [];
  return [
    {
      level: count < MANY_DEAD ? 'warning' : 'problem',
      text: `${counted(count, 'mail was', 'mails were')} given up within a day.`,
      advice: 'The outbox tells why; once that is mended, send them again there.',
      list: listOf('dead'),
    },
  ];
}

/** Whether mails go when they should, and few are given up. */
export const outboxCheck: Check = {
  name: 'outbox',
  label: 'Outbox',
  group: 'mail',
  async run() {
    const now = presentMoment();
    return [await aboutWaiting(now), ...(await aboutDead(now))];
  },
};
