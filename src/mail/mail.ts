/** A mail to one recipient, ready to be sent. */
export interface Mail {
  /** Of its notification; with the moment it names the file where no server is set. */
  readonly id: number;
  readonly createdAt: Date;
  /** With its angle brackets; the same at each attempt, so that what arrives twice is known for one. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  /** Where answers go; undefined: nowhere, as nobody reads them. */
  readonly replyTo?: string | undefined;
  /** The Message-ID that all mails of one complaint answer to. */
  readonly thread?: string | undefined;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where its recipient has no more mails of this kind; who knows the address needs no session. */
  readonly unsubscribe?: string | undefined;
}

/** Where mails go. */
export interface MailTransport {
  /**
   * Hands a mail over for good.
   *
   * @param signal ends the attempt early.
   * @throws MailFault.
   */
  send(mail: Mail, signal?: AbortSignal): Promise<void>;
  /** Finds out whether mails would be taken, without sending one; @throws the mailer's or the system's own error. */
  check(): Promise<void>;
  /** Ends connections that are kept open. */
  close(): void;
}

/** Longest reason that is kept of a server's words, in characters. */
const REASON_LENGTH = 300;

/** A mail was not taken; the message is what the server said, harmless to show. */
export class MailFault extends Error {
  /** Trying again cannot help: this address, or this mail, is refused. */
  readonly isFinal: boolean;

  constructor(said: string, isFinal: boolean, cause?: unknown) {
    super(
      said
        .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
        .trim()
        .slice(0, REASON_LENGTH),
      { cause },
    );
    this.name = 'MailFault';
    this.isFinal = isFinal;
  }
}
