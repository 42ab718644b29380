import { Op } from 'sequelize';
import { Temporal } from 'temporal-polyfill';
import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { Notification } from '../../../models/notification.ts';
import { notify } from '../notify.ts';

const isDue = (now: Date) =>
  ({ channel: 'mail', state: 'digest', nextAttemptAt: { [Op.lte]: now } }) as const;

/** Lays what is due for one person into the mail of this day; where that is gone already, it waits for the next. */
async function layDigest(recipientId: number, now: Date, day: string): Promise<number> {
  return inTransaction(async () => {
    const digest = await notify({
      kind: 'letter.digest',
      channel: 'mail',
      recipientId,
      details: {},
      dedupeKey: `digest:${recipientId}:${day}`,
    });
    if (digest === undefined) return 0;
    const [laid] = await Notification.update(
      { state: 'waiting', carrierId: digest },
      { where: { ...isDue(now), recipientId } },
    );
    return laid;
  });
}

/**
 * Makes one mail of the news that somebody wants once a day, as soon as their hour has come, or late where nothing ran at
 * that hour. Returns how much news went into mails.
 *
 * @param timeZone whose days are meant.
 */
export async function layDigests(timeZone: string, signal?: AbortSignal): Promise<number> {
  const now = presentMoment();
  const day = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
  const people = await Notification.findAll({
    attributes: ['recipientId'],
    where: isDue(now),
    group: ['recipientId'],
    raw: true,
  });
  let laid = 0;
  for (const { recipientId } of people) {
    signal?.throwIfAborted();
    if (recipientId !== null) laid += await layDigest(recipientId, now, day);
  }
  return laid;
}
