import type { Command } from 'commander';
import { mailAddressFrom } from '../strict-usage.ts';
import { operator } from '../../policies/actor.ts';
import { sendTestMail, type TestMail } from '../../use-cases/notifications/outbox/send-test-mail.ts';
import { EXIT, type Finish } from '../output.ts';
import { withPortal } from '../with-portal.ts';

function told({ address, state, reason, nextAttemptAt }: TestMail): string {
  if (state === 'sent') return `The mail to ${address} was taken.`;
  if (state === 'waiting') {
    return `The mail to ${address} was not taken yet: ${reason ?? 'nobody tried'}. It is tried again at ${nextAttemptAt?.toISOString() ?? 'once'}.`;
  }
  if (state === 'sending')
    return `The mail to ${address} is still being sent; the outbox tells what becomes of it.`;
  return `The mail to ${address} was refused: ${reason ?? 'nobody said why'}`;
}

/** Adds `send-test-mail`. */
export function addSendTestMail(program: Command, finish: Finish): void {
  program
    .command('send-test-mail')
    .description(
      'Send one mail through the outbox, and tell what became of it. Without SMTP_URL it is a file in the folder mail of DATA_DIR.',
    )
    .argument('<address>', 'whom it is sent to', mailAddressFrom)
    .action(async (address: string) => {
      const mail = await withPortal('current schema', ({ timeZone }) =>
        sendTestMail(operator, { address }, timeZone),
      );
      finish({ data: { mail }, text: told(mail), exitCode: mail.state === 'sent' ? EXIT.done : EXIT.failed });
    });
}
