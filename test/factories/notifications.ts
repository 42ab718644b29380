import { Notification } from '../../src/models/notification.ts';

let serial = 0;

/** A stored mail to somebody outside, unless a test says otherwise. */
export async function buildNotification(
  row: Partial<Notification['_creationAttributes']> = {},
): Promise<Notification> {
  serial += 1;
  const address = row.recipientId === undefined ? 'ops@alphalab.example' : null;
  return Notification.create({
    kind: 'letter.test',
    channel: 'mail',
    details: '{}',
    dedupeKey: `built:${serial}`,
    address,
    nextAttemptAt: new Date(),
    ...row,
  });
}
