import type { Notification } from '../../../models/notification.ts';
import type { LetterKindName } from '../../../notifications/letters.ts';
import type { LetterMailProps } from '../../../notifications/mails/letter-mail.tsx';
import type { MailBody } from '../../../notifications/mails/write-mail.tsx';
import { writeLeftOut, writeRefusal, writeStillResolved } from './answer-letters.ts';
import type { MailRecipient } from './judge-mail.ts';
import { writeReportFailed, writeReportMade } from './report-letters.ts';
import { writePasswordLetter } from './write-password-letter.ts';

/** What a letter is written from. */
export interface LetterGround {
  readonly letter: Notification;
  /** As `notify` was given them. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly to: MailRecipient;
  /** What links begin with. */
  readonly site: string;
}

/**
 * Writes a letter as it is sent; undefined: it is of no use any more. Asked anew at each attempt, so that a letter can
 * carry a secret that stands nowhere else: it is drawn here, and only its hash is stored.
 */
export type LetterWriter = (
  ground: LetterGround,
) => LetterMailProps | undefined | Promise<LetterMailProps | undefined>;

const writeTest: LetterWriter = ({ site }) => ({
  heading: 'Mail from the complaint portal arrives',
  paragraphs: [
    'Somebody who looks after the portal sent this mail to see whether it reaches you. There is nothing to do.',
  ],
  links: [{ label: 'Open the portal', href: `${site}/` }],
});

/** How each kind of letter is written, but the digest, which tells news. */
const WRITERS: Readonly<Record<Exclude<LetterKindName, 'letter.digest'>, LetterWriter>> = {
  'letter.test': writeTest,
  'letter.password': writePasswordLetter,
  'letter.report': writeReportMade,
  'letter.report_failed': writeReportFailed,
  'letter.mail_refused': writeRefusal,
  'letter.files_left_out': writeLeftOut,
  'letter.still_resolved': writeStillResolved,
};

/** The mail that a letter is; undefined: it is of no use any more. */
export async function composeLetter(
  kind: Exclude<LetterKindName, 'letter.digest'>,
  ground: LetterGround,
): Promise<MailBody | undefined> {
  const written = await WRITERS[kind](ground);
  return written && { form: 'letter', ...written };
}
