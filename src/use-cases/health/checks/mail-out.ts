import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { post } from '../../../mail/post.ts';
import { Notification } from '../../../models/notification.ts';
import type { Check, Finding, HealthSettings } from '../check.ts';
import { spanInWords } from '../words.ts';

const ADVICE =
  'Look at SMTP_URL and the mail server; `npm run portal -- send-test-mail ADDRESS` tells what it says.';

/** What a failure's code says, without the server's name. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code = '' } = cause as { readonly code?: string };
  if (code === 'EAUTH') return 'It does not accept the name and password.';
  if (code === 'ETLS') return 'The connection cannot be encrypted as it should.';
  return 'It cannot be reached.';
}

async function reach(): Promise<Finding> {
  try {
    await post().check();
    return { level: 'ok', text: 'The mail server lets the portal in.' };
  } catch (error) {
    return {
      level: 'problem',
      text: `The mail server does not let the portal in. ${reasonOf(error)}`,
      advice: ADVICE,
    };
  }
}

async function noServer({ databaseUrl }: HealthSettings): Promise<Finding> {
  const isWritten = await post()
    .check()
    .then(
      () => true,
      () => false,
    );
  if (!isWritten) {
    const text = 'No mail server is set, and mails cannot be written as files either.';
    return { level: 'problem', text, advice: 'Look at the disk of DATA_DIR, its owner and its permissions.' };
  }
  const text = 'No mail server is set: mails are written as files, and reach nobody.';
  if (databaseUrl === undefined) return { level: 'ok', text };
  return { level: 'warning', text, advice: 'Set SMTP_URL and MAIL_FROM.' };
}

function ago(moment: Date | string): string {
  return `${spanInWords(presentMoment().getTime() - new Date(moment).getTime())} ago`;
}

/** When a mail went last, and when one was last refused, in the order in which the index has them. */
async function history(): Promise<Finding> {
  const mail = { channel: 'mail', carrierId: null } as const;
  const sent = await Notification.findOne({
    attributes: ['sentAt'],
    where: { ...mail, state: 'sent', nextAttemptAt: null },
    order: [['id', 'DESC']],
    raw: true,
  });
  const refused = await Notification.findOne({
    attributes: ['updatedAt'],
    where: { ...mail, [Op.or]: [{ state: 'waiting', attempts: { [Op.gt]: 0 } }, { state: 'dead' }] },
    order: [['updatedAt', 'DESC']],
    raw: true,
  });
  const last = sent?.sentAt ?? null;
  const success = last === null ? 'No mail was sent yet.' : `The last mail was sent ${ago(last)}.`;
  const failure = refused === null ? '' : ` One was last refused ${ago(refused.updatedAt)}.`;
  return { level: 'ok', text: success + failure };
}

/** Whether mails can be sent: found out without sending one. */
export const mailOutCheck: Check = {
  name: 'mail-out',
  label: 'Mail out',
  group: 'mail',
  isDear: true,
  async run(settings) {
    const reached = settings.smtpUrl === undefined ? await noServer(settings) : await reach();
    return [reached, await history()];
  },
};
