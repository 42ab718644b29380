import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { inTransaction } from '../../../database/transaction.ts';
import { MailFault } from '../../../mail/mail.ts';
import { requireAddress } from '../../../mail/mime.ts';
import { Notification, type NotificationState } from '../../../models/notification.ts';
import type { Actor } from '../../../policies/actor.ts';
import { InvalidInputError } from '../../../errors.ts';
import { recordCommand } from '../../journal/record-command.ts';
import { parseInput } from '../../parse-input.ts';
import { deliverMail } from '../mail/deliver-mail.ts';
import { notify } from '../notify.ts';

/** How long somebody waits for what becomes of it, in milliseconds: longer than an attempt can take. */
const PATIENCE_MS = 90_000;
const LOOK_MS = 250;

const testMailInput = z.strictObject({
  address: z.string().superRefine((address, context) => {
    try {
      requireAddress(address);
    } catch (error) {
      if (!(error instanceof MailFault)) throw error;
      context.addIssue(error.message);
    }
  }),
});

/** What became of a test mail. */
export interface TestMail {
  readonly id: number;
  readonly address: string;
  readonly state: NotificationState;
  /** What the server said as it did not take it. */
  readonly reason: string | null;
  /** When it is tried again. */
  readonly nextAttemptAt: Date | null;
}

async function write(actor: Actor, address: string): Promise<number> {
  const id = await inTransaction(async () => {
    await recordCommand(actor, 'send-test-mail', [{ address }]);
    const dedupeKey = `test:${randomUUID()}`;
    return notify({
      kind: 'letter.test',
      channel: 'mail',
      recipientId: null,
      address,
      details: {},
      dedupeKey,
    });
  });
  if (id === undefined) throw new InvalidInputError({ address: 'This mail was written before.' });
  return id;
}

/** Waits until a first attempt ended, whichever process makes it. */
async function firstAttempt(id: number, signal: AbortSignal): Promise<Notification> {
  for (;;) {
    const mail = await Notification.findByPk(id, { rejectOnEmpty: true });
    const isTried = mail.state !== 'sending' && (mail.state !== 'waiting' || mail.attempts > 0);
    if (isTried || signal.aborted) return mail;
    await delay(LOOK_MS);
  }
}

/**
 * Sends one mail through the outbox, as all others go, and waits for what becomes of it.
 *
 * @throws InvalidInputError where the address is none.
 */
export async function sendTestMail(actor: Actor, input: unknown, timeZone: string): Promise<TestMail> {
  const { address } = parseInput(testMailInput, input);
  const id = await write(actor, address);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  // A worker may be faster; one of both gets it.
  await deliverMail({ notificationId: id }, { signal }, timeZone);
  const { state, lastError: reason, nextAttemptAt } = await firstAttempt(id, signal);
  return { id, address, state, reason, nextAttemptAt };
}
