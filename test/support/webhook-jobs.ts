import { Op } from 'sequelize';
import { presentMoment } from '../../src/database/present-moment.ts';
import { Job } from '../../src/models/job.ts';
import { deliverWebhook } from '../../src/use-cases/webhooks/sending/deliver-webhook.ts';
import { TELLING } from '../../src/use-cases/webhooks/webhook-follower.ts';

/** Does what is due of telling webhooks, as a worker would; returns how much was taken. */
export async function tellWebhooks(): Promise<number> {
  const due = { kind: TELLING, state: 'waiting', runAt: { [Op.lte]: presentMoment() } } as const;
  let told = 0;
  for (const job of await Job.findAll({ where: due, order: ['runAt', 'id'] })) {
    told += await deliverWebhook(JSON.parse(job.payload), { signal: new AbortController().signal });
    await job.update({ state: 'done' });
  }
  return told;
}
