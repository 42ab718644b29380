import { replyAddress } from '../../src/mail/reply-address.ts';
import type { MailOutcome } from '../../src/models/received-mail.ts';
import { handleMail, type MailInSettings } from '../../src/use-cases/mail-in/handle-mail.ts';

/** The address that mails of the portal are from. */
export const OWN = 'it@alphalab.example';

export const MAIL_RULES: MailInSettings = {
  own: OWN,
  reopenDays: 7,
  filingsPerHour: 30,
  uploadMbPerDay: 500,
};

/** What a test cares about in a mail. */
export interface MailOptions {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  /** Further lines of the header. */
  readonly headers?: readonly string[];
  readonly files?: readonly {
    readonly name: string;
    readonly content: Buffer | string;
    readonly head?: string;
  }[];
  readonly messageId?: string | null;
}

let serial = 0;

function bodyOf({ text = 'It jams again.', files = [] }: MailOptions): string {
  const type = 'Content-Type: text/plain; charset=utf-8\r\n\r\n';
  if (files.length === 0) return type + text;
  const parts = files.map(({ name, content, head = '' }) => {
    const encoded = Buffer.from(content).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
    return `Content-Type: application/octet-stream\r\n${head}Content-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}`;
  });
  const all = [type + text, ...parts].map((part) => `--part\r\n${part}\r\n`).join('');
  return `Content-Type: multipart/mixed; boundary=part\r\n\r\n${all}--part--\r\n`;
}

/** A mail as a server delivers it. */
export function mailText(options: MailOptions = {}): string {
  serial += 1;
  const { from = 'Rosa <rosa@alphalab.example>', to = OWN, subject = 'Printer jams', headers = [] } = options;
  const { messageId = `<${serial}@alphalab.example>` } = options;
  const head = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Thu, 26 Nov 2026 10:00:00 +0000',
    ...(messageId === null ? [] : [`Message-ID: ${messageId}`]),
    'MIME-Version: 1.0',
    ...headers,
  ];
  return `${head.join('\r\n')}\r\n${bodyOf(options)}`;
}

/** Handles a mail as the job does. */
export function receive(
  options: MailOptions | string = {},
  rules: MailInSettings = MAIL_RULES,
): Promise<MailOutcome> {
  const content = Buffer.from(typeof options === 'string' ? options : mailText(options));
  return handleMail({ content, sizeBytes: content.length, isTooLarge: false }, rules);
}

/** Where this person's answers about a complaint go. */
export function answerTo(complaintId: number, person: { readonly id: number }): string {
  return replyAddress({ complaintId, personId: person.id }, OWN);
}
