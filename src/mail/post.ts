import { join } from 'node:path';
import type { MailTransport } from './mail.ts';
import { MailFolder } from './mail-folder.ts';
import { addressOf } from './mime.ts';
import { replyAddress } from './reply-address.ts';
import { SmtpTransport } from './smtp.ts';

/** What mails need of the configuration. */
export interface MailSettings {
  /** Undefined: mails are files in `dataDir`. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** The mailbox that answers are read from; undefined: nobody reads them. */
  readonly mailInUrl?: string | undefined;
  readonly dataDir: string;
  /** Where the portal is reached, and if that is not said, where it listens. */
  readonly baseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
}

/** How this process sends mails. */
export interface Post extends MailTransport {
  /** The address that mails come from. */
  readonly sender: string;
  /** What the links in mails begin with, without a slash at the end. */
  readonly site: string;
  /** Where this person's answers about a complaint go; undefined: nobody reads them. */
  replyAddress(complaintId: number, personId: number): string | undefined;
}

function siteOf({ baseUrl, host, port }: MailSettings): string {
  return baseUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function openPost(settings: MailSettings): Post {
  const { smtpUrl, mailFrom, dataDir, mailInUrl } = settings;
  const sender = addressOf(mailFrom);
  const transport =
    smtpUrl === undefined
      ? new MailFolder(join(dataDir, 'mail'), mailFrom)
      : new SmtpTransport(smtpUrl, mailFrom);
  return {
    sender,
    site: siteOf(settings),
    replyAddress: (complaintId, personId) =>
      mailInUrl === undefined ? undefined : replyAddress({ complaintId, personId }, sender),
    send: (mail, signal) => transport.send(mail, signal),
    check: () => transport.check(),
    close: () => transport.close(),
  };
}

let current: Post | undefined;

/** Says by what this process sends mails; connections are opened with the first one. */
export function usePost(settings: MailSettings): Post {
  current?.close();
  current = openPost(settings);
  return current;
}

/** What `usePost` named. */
export function post(): Post {
  if (current === undefined) throw new Error('usePost was not called');
  return current;
}
