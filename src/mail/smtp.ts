import { createTransport, type Transporter } from 'nodemailer';
import { MailFault, type Mail, type MailTransport } from './mail.ts';
import { mimeOf } from './mime.ts';

/** How long a server may take, in milliseconds: to be found, to be reached, to greet, and to say the next thing. */
const WAITS = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};
type Waits = Readonly<typeof WAITS>;
/** How long a mail may take in all, in milliseconds, whatever a server says meanwhile. */
export const SEND_MS = 60_000;
/** Connections that one process keeps open. */
const CONNECTIONS = 3;

/** A failure as the mailer tells it. */
interface SmtpFailure {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/**
 * Whether trying again cannot help: the server refuses this recipient or this mail for good. A refused sign-in or sender
 * is the portal's own trouble, which somebody will mend, and says nothing about the recipient.
 */
function isFinal({ code, command, responseCode }: SmtpFailure): boolean {
  if (code === 'EENVELOPE' && responseCode === undefined) return true;
  if (responseCode === undefined || responseCode < 500) return false;
  return code === 'EMESSAGE' || (code === 'EENVELOPE' && command === 'RCPT TO');
}

function faultOf(error: unknown): MailFault {
  if (error instanceof MailFault) return error;
  const failure = error as SmtpFailure & Error;
  return new MailFault(failure.response ?? failure.message, isFinal(failure), error);
}

/** Whether a password may go to this server before the connection is encrypted: never beyond this machine unasked. */
function needsTls({ username, hostname, searchParams }: URL): boolean {
  const asked = searchParams.get('tls');
  if (asked !== null) return asked === 'required';
  return username !== '' && !/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

function poolOf(smtpUrl: string, waits: Waits): Transporter {
  const url = new URL(smtpUrl);
  const { hostname, port, username, password, protocol, searchParams } = url;
  const secure = protocol === 'smtps:';
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    host: decodeURIComponent(hostname).replaceAll(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && needsTls(url),
    ignoreTLS: searchParams.get('tls') === 'off',
    ...(username === '' ? {} : { auth }),
    ...waits,
  });
}

/** Mails by a server, over connections that are kept for the next one. */
export class SmtpTransport implements MailTransport {
  readonly #pool: Transporter;
  readonly #from: string;

  /** @param smtpUrl such as `smtp://user:password@host:port`; `smtps:` is encrypted from the beginning. */
  constructor(smtpUrl: string, from: string, waits: Waits = WAITS) {
    this.#pool = poolOf(smtpUrl, waits);
    this.#from = from;
  }

  async send(mail: Mail, signal?: AbortSignal): Promise<void> {
    const late = AbortSignal.timeout(SEND_MS);
    const over = signal === undefined ? late : AbortSignal.any([late, signal]);
    try {
      await this.#pool.sendMail({ ...mimeOf(mail, this.#from), signal: over });
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      throw late.aborted ? new MailFault('The mail server took too long.', false, error) : faultOf(error);
    }
  }

  async check(): Promise<void> {
    await this.#pool.verify();
  }

  close(): void {
    this.#pool.close();
  }
}
