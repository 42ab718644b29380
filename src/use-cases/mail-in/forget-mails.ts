import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { ReceivedMail } from '../../models/received-mail.ts';

/** How long a mail is known again, in days. */
const KNOWN_DAYS = 180;
const BATCH = 500;

/** Forgets mails of long ago, but those whose quoted text a conversation shows. Returns how many. */
export async function forgetMails(signal?: AbortSignal): Promise<number> {
  const createdAt = { [Op.lt]: new Date(presentMoment().getTime() - KNOWN_DAYS * DAY_MS) };
  const where = { createdAt, quotedText: null };
  signal?.throwIfAborted();
  const old = await ReceivedMail.findAll({ attributes: ['id'], where, limit: BATCH });
  if (old.length === 0) return 0;
  return inTransaction(() => ReceivedMail.destroy({ where: { id: old.map(({ id }) => id) } }));
}
