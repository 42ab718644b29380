import { Op } from 'sequelize';
import { presentMoment } from '../../src/database/present-moment.ts';
import { Job } from '../../src/models/job.ts';
import { ANNOUNCING } from '../../src/notifications/announcements.ts';
import { announceEvent } from '../../src/use-cases/notifications/announce-event.ts';
import { deliverMail } from '../../src/use-cases/notifications/mail/deliver-mail.ts';
import { DELIVERING } from '../../src/use-cases/notifications/notify.ts';

/** Finds out who hears of everything that happened, as a worker would. */
export async function announceAll(): Promise<void> {
  const jobs = await Job.findAll({ where: { kind: ANNOUNCING, state: 'waiting' }, order: ['id'] });
  for (const job of jobs) {
    await announceEvent(JSON.parse(job.payload), 'UTC');
    await job.update({ state: 'done' });
  }
}

/** Does what is due of sending mails, as a worker would; returns how many notifications were told. */
export async function deliverDue(): Promise<number> {
  const due = { kind: DELIVERING, state: 'waiting', runAt: { [Op.lte]: presentMoment() } } as const;
  let told = 0;
  for (const job of await Job.findAll({ where: due, order: ['runAt', 'id'] })) {
    told += await deliverMail(JSON.parse(job.payload), { signal: new AbortController().signal }, 'UTC');
    await job.update({ state: 'done' });
  }
  return told;
}
