import type { ImapFlow } from 'imapflow';

/** How long a server may take, in milliseconds: to be reached, to greet, and to say the next thing. */
const WAITS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
type Waits = Readonly<typeof WAITS>;
const HEADER_END = '\r\n\r\n';

/** A mail that lies in a mailbox. */
export interface MailboxItem {
  readonly uid: number;
  /** As the server counts, in bytes. */
  readonly size: number;
}

/** The server broke off, is not there, or does not let the portal in; trying again may help. */
export class MailboxFault extends Error {
  constructor(cause: unknown) {
    // What a server answers can hold anything, its words on the sign-in included.
    const said = (cause as { readonly responseText?: string }).responseText ?? (cause as Error).message;
    super(`The mailbox cannot be used: ${said.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 200)}`, { cause });
    this.name = 'MailboxFault';
  }
}

async function clientOf(mailInUrl: string, waits: Waits): Promise<{ client: ImapFlow; folder: string }> {
  // Read by those who have a mailbox alone: it is more than a hundred files.
  const { ImapFlow } = await import('imapflow');
  const url = new URL(mailInUrl);
  const secure = url.protocol === 'imaps:';
  const client = new ImapFlow({
    host: decodeURIComponent(url.hostname).replaceAll(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    disableAutoIdle: true,
    ...waits,
  });
  // Every failure also arrives where it is waited for; without a listener it would end the process.
  client.on('error', () => undefined);
  return { client, folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX' };
}

async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new MailboxFault(error);
  }
}

/** A folder of mails on a server, over one connection. */
export class Mailbox {
  readonly #client: ImapFlow;

  private constructor(client: ImapFlow) {
    this.#client = client;
  }

  /**
   * Signs in and opens the folder that the URL names.
   *
   * @param signal ends the connection at once.
   * @throws MailboxFault.
   */
  static async open(mailInUrl: string, signal?: AbortSignal, waits: Waits = WAITS): Promise<Mailbox> {
    const { client, folder } = await clientOf(mailInUrl, waits);
    signal?.addEventListener('abort', () => client.close(), { once: true });
    try {
      signal?.throwIfAborted();
      await client.connect();
      await client.mailboxOpen(folder);
      return new Mailbox(client);
    } catch (error) {
      client.close();
      throw new MailboxFault(error);
    }
  }

  /**
   * The oldest mails, at most so many.
   *
   * @throws MailboxFault.
   */
  async list(most: number): Promise<MailboxItem[]> {
    const mailbox = this.#client.mailbox;
    if (mailbox === false || mailbox.exists === 0) return [];
    const last = Math.min(mailbox.exists, most);
    const found = await told(this.#client.fetchAll(`1:${last}`, { uid: true, size: true }));
    return found.map(({ uid, size = 0 }) => ({ uid, size }));
  }

  /**
   * The first bytes of a mail, at most so many; undefined: it is gone.
   *
   * @throws MailboxFault.
   */
  async read(uid: number, most: number): Promise<Buffer | undefined> {
    const source = { start: 0, maxLength: most };
    const found = await told(this.#client.fetchOne(String(uid), { uid: true, source }, { uid: true }));
    // Of a mail that goes away while it is read, servers answer NIL in place of its content, which is read as `false`.
    return found !== false && Buffer.isBuffer(found.source) ? found.source : undefined;
  }

  /**
   * The header of a mail whose content is not wanted, with nothing below it; undefined: it is gone.
   *
   * @throws MailboxFault.
   */
  async readHeader(uid: number, most: number): Promise<Buffer | undefined> {
    const start = await this.read(uid, most);
    const end = start?.indexOf(HEADER_END) ?? -1;
    return end === -1 ? start : start?.subarray(0, end + HEADER_END.length);
  }

  /**
   * Moves a mail into another folder, which is made where there is none; one that is gone was moved before.
   *
   * @throws MailboxFault.
   */
  async move(uid: number, folder: string): Promise<void> {
    // A folder that is there already is no failure.
    const { path } = await told(this.#client.mailboxCreate([folder]));
    await told(this.#client.messageMove(String(uid), path, { uid: true }));
  }

  /** Ends the connection, whatever state it is in. */
  async close(): Promise<void> {
    await this.#client.logout().catch(() => undefined);
    this.#client.close();
  }
}
