import { UniqueConstraintError } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { Notification, type Channel, type NotificationState } from '../../models/notification.ts';
import type { NewsKindName } from '../../notifications/kinds.ts';
import type { LetterKindName } from '../../notifications/letters.ts';
import type { Told } from '../../notifications/words.ts';

/** The kind of job that sends a mail. */
export const DELIVERING = 'notifications.deliver';

/** What somebody is to be told. */
export interface Notice {
  readonly kind: NewsKindName | LetterKindName;
  readonly channel: Channel;
  /** Null with an address of nobody in the portal. */
  readonly recipientId: number | null;
  /** Where it goes, if not to the address that the recipient has by then. */
  readonly address?: string;
  readonly eventId?: number;
  readonly complaintId?: number | null;
  readonly details: Told | Readonly<Record<string, string | number | boolean>>;
  /** Of two with the same key the first counts. At most 191 characters. */
  readonly dedupeKey: string;
  /** Default: `sent` in the portal, `waiting` by mail. */
  readonly state?: NotificationState;
  /** When a mail is due; default: at once. */
  readonly dueAt?: Date;
}

/**
 * Writes what somebody is to be told, in the surrounding transaction, and by mail the job that sends it. Returns its id;
 * undefined when it was written before.
 *
 * @throws Error outside of a transaction.
 */
export async function notify(notice: Notice): Promise<number | undefined> {
  const { kind, channel, recipientId, dedupeKey, details } = notice;
  const { address = null, eventId = null, complaintId = null } = notice;
  const { state = channel === 'portal' ? 'sent' : 'waiting', dueAt = presentMoment() } = notice;
  const written = { kind, channel, recipientId, dedupeKey, address, eventId, complaintId, state };
  const isDue = state === 'waiting' || state === 'digest';
  try {
    const { id } = await Notification.create({
      ...written,
      details: JSON.stringify(details),
      createdAt: presentMoment(),
      nextAttemptAt: isDue ? dueAt : null,
      sentAt: isDue ? null : presentMoment(),
    });
    if (state === 'waiting') await enqueue(DELIVERING, { notificationId: id }, { runAt: dueAt });
    return id;
  } catch (error) {
    if (error instanceof UniqueConstraintError) return undefined;
    throw error;
  }
}
