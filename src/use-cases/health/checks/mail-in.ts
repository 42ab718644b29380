import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS, MINUTE_MS } from '../../../durations.ts';
import { ReceivedMail } from '../../../models/received-mail.ts';
import { RECEIVING } from '../../mail-in/receive-mails.ts';
import type { Check, Finding } from '../check.ts';
import { lastDone } from '../periodic-jobs.ts';
import { counted } from '../../../counted.ts';
import { spanInWords } from '../words.ts';

/** How long ago the mailbox may have been looked into, in milliseconds: it is each minute. */
const PATIENCE_MS = 15 * MINUTE_MS;
/** For how long a mail that failed is told, in milliseconds. */
const TOLD_MS = 7 * DAY_MS;

async function aboutLooking(now: Date): Promise<Finding> {
  const last = await lastDone(RECEIVING);
  const ago = last === null ? Infinity : now.getTime() - last.getTime();
  if (ago < PATIENCE_MS) return { level: 'ok', text: `The mailbox was looked into ${spanInWords(ago)} ago.` };
  return {
    level: 'problem',
    text:
      last === null
        ? 'The mailbox was never looked into.'
        : `The mailbox was last looked into ${spanInWords(ago)} ago.`,
    advice:
      'Look at MAIL_IN_URL, the mailbox and whether a process runs jobs; the list of jobs tells what failed.',
    list: { resource: 'jobs', filters: { kind: RECEIVING } },
  };
}

async function aboutFailed(now: Date): Promise<readonly Finding[]> {
  const since = new Date(now.getTime() - TOLD_MS);
  const count = await ReceivedMail.count({ where: { outcome: 'failed', createdAt: { [Op.gt]: since } } });
  if (count === 0) return [];
  return [
    {
      level: 'warning',
      text: `${counted(count, 'mail')} failed within a week.`,
      advice: 'They lie in the folder Failed of the mailbox; put back into its folder they are tried anew.',
      list: { resource: 'received_mails', filters: { outcome: 'failed' } },
    },
  ];
}

/** Whether the mailbox is looked into, and what lies in it is understood. */
export const mailInCheck: Check = {
  name: 'mail-in',
  label: 'Mail in',
  group: 'mail',
  async run({ mailInUrl }) {
    if (mailInUrl === undefined) return { level: 'ok', text: 'No mailbox is set: no mails come in.' };
    const now = presentMoment();
    return [await aboutLooking(now), ...(await aboutFailed(now))];
  },
};
