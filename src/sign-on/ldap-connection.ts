import { connect as connectPlainly, isIP, type NetConnectOpts } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as connectByTls, type ConnectionOptions } from 'node:tls';
import { Client } from 'ldapts';

/** Where a directory is, and how the way to it is encrypted. */
export interface LdapServer {
  /** `ldap://` or `ldaps://`. */
  readonly url: string;
  /** Whether an `ldap://` connection is encrypted by STARTTLS before anything else is said. */
  readonly startTls: boolean;
  /** What certificates are checked against, PEM; undefined: the usual authorities. */
  readonly ca: string | undefined;
}

/** How long one step may take, in milliseconds. */
const STEP_MS = 5000;
/** How long all of a connection may take. */
const ALL_MS = 15_000;

function tlsOptions({ url, ca }: LdapServer): ConnectionOptions {
  const host = new URL(url).hostname.replaceAll(/^\[|\]$/g, '');
  return {
    host,
    minVersion: 'TLSv1.2',
    // An address is checked as such, and has no name to ask for.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca }),
  };
}

/**
 * A connection that is opened once: the library would open another by itself where the first one breaks off, without
 * STARTTLS, and say a password there.
 */
function once<Options extends unknown[], Socket>(open: (...options: Options) => Socket) {
  let isOpened = false;
  return (...options: Options): Socket => {
    if (isOpened) throw new Error('the connection to the directory broke off');
    isOpened = true;
    return open(...options);
  };
}

function clientFor(server: LdapServer): Client {
  const { url } = server;
  const common = { url, timeout: STEP_MS, connectTimeout: STEP_MS, strictDN: false };
  if (url.startsWith('ldaps:'))
    return new Client({
      ...common,
      tlsOptions: tlsOptions(server),
      createSecureConnection: once(
        connectByTls as (...options: unknown[]) => ReturnType<typeof connectByTls>,
      ),
    });
  const open = (port: NetConnectOpts | number, host: string) => connectPlainly(Number(port), host);
  return new Client({ ...common, createConnection: once(open) as typeof connectPlainly });
}

/** Rejects after a while: a handshake that hangs has no end of its own. */
async function patience(signal: AbortSignal): Promise<never> {
  await delay(ALL_MS, undefined, { signal });
  throw new Error('the directory took too long');
}

/** Does `work` on a connection of its own, encrypted as it is set, which is closed in the end. */
export async function onConnection<T>(server: LdapServer, work: (client: Client) => Promise<T>): Promise<T> {
  const client = clientFor(server);
  const over = new AbortController();
  const done = (async () => {
    if (server.startTls && !server.url.startsWith('ldaps:')) await client.startTLS(tlsOptions(server));
    return work(client);
  })();
  done.catch(() => undefined);
  const late = patience(over.signal);
  late.catch(() => undefined);
  try {
    return await Promise.race([done, late]);
  } finally {
    over.abort();
    client.unbind().catch(() => undefined);
  }
}
