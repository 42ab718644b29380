import { literal, Op, type WhereOptions } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { Notification } from '../../models/notification.ts';
import { ReceivedMail } from '../../models/received-mail.ts';
import { WebhookDelivery } from '../../models/webhook-delivery.ts';
import type { Names } from './names-of.ts';

const BATCH = 500;
/** How somebody is called from now on. */
export const NOBODY = 'Erased person';

async function removeNews(where: WhereOptions, signal?: AbortSignal): Promise<void> {
  for (let removed = BATCH; removed === BATCH;) {
    signal?.throwIfAborted();
    const rows = await Notification.findAll({ attributes: ['id'], where, limit: BATCH, raw: true });
    removed = rows.length;
    if (removed > 0)
      await inTransaction(() => Notification.destroy({ where: { id: rows.map(({ id }) => id) } }));
  }
}

/** The inside of a JSON text. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const pattern = (text: string): string => `%"${inJson(text).replaceAll(/[\\%_]/g, '\\$&')}"%`;

async function renameInNews(name: string, signal?: AbortSignal): Promise<void> {
  for (let afterId = 0; ;) {
    signal?.throwIfAborted();
    const rows = await Notification.findAll({
      attributes: ['id', 'details'],
      where: { id: { [Op.gt]: afterId }, details: { [Op.like]: pattern(name) } },
      order: [['id', 'ASC']],
      limit: BATCH,
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    await inTransaction(async () => {
      for (const row of rows) {
        const details = row.details.replaceAll(`"${inJson(name)}"`, JSON.stringify(NOBODY));
        if (details !== row.details) await row.update({ details });
      }
    });
    afterId = last.id;
  }
}

/**
 * Removes what somebody was told and where mails went to, how they are called in what others were told, what came by mail
 * from them, and what receivers of webhooks answered when they were told of them.
 */
export async function eraseNews(
  userId: number,
  { shown, emails }: Names,
  signal?: AbortSignal,
): Promise<void> {
  await removeNews({ recipientId: userId }, signal);
  if (emails.size > 0) await removeNews({ address: [...emails] }, signal);
  for (const name of shown) await renameInNews(name, signal);
  await inTransaction(async () => {
    const gone = { sender: '', subject: '', quotedText: null };
    await ReceivedMail.update(gone, { where: { personId: userId } });
    const told = `(SELECT id FROM events WHERE complaint_id IN (SELECT id FROM complaints WHERE reporter_id = ${userId}))`;
    await WebhookDelivery.update({ answer: null }, { where: { eventId: { [Op.in]: literal(told) } } });
  });
}
