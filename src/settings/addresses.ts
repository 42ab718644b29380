import { isIP } from 'node:net';

const LABEL = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?';
/** A name whose last part is no number: `10.0.0.256` is a mistyped address. */
const HOST_NAME = new RegExp(`^(?:${LABEL}\\.)*(?!\\d+$)${LABEL}$`, 'i');

/** Longest name of a database on a server, in characters. */
const DATABASE_NAME = 64;

/** Pages of the portal's own, one of which the path of BASE_URL must not begin with: it could not be told from them. */
const OWN_PAGES = new Set([
  'admin',
  'api',
  'attachments',
  'complaints',
  'faq',
  'favicon.ico',
  'handover',
  'healthz',
  'kept',
  'login',
  'logout',
  'metrics',
  'notifications',
  'password',
  'profile',
  'readyz',
  'static',
]);

function parsed(value: string, ...protocols: string[]): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url !== undefined && protocols.includes(url.protocol) ? url : undefined;
}

function isDecodable(text: string): boolean {
  try {
    return !decodeURIComponent(text).includes('\0');
  } catch {
    return false;
  }
}

/** A host that can be listened on or connected to: a name, or an address without brackets. */
function isHost(value: string): boolean {
  return isIP(value) > 0 || (value.length <= 253 && HOST_NAME.test(value));
}

/** The host to listen on; IPv6 addresses may have their brackets. Undefined: it is none. */
export function hostIn(value: string): string | undefined {
  const host = /^\[(.*)\]$/.exec(value)?.[1] ?? value;
  const bracketed = host !== value;
  return isHost(host) && (!bracketed || isIP(host) === 6) ? host : undefined;
}

/** Whether a server of this URL can be asked: host, port and percent-encoded name and password are in order. */
function namesServer(url: URL): boolean {
  const { hostname, port, username, password, search, hash } = url;
  const isPlain = search === '' && hash === '' && port !== '0';
  return isPlain && hostIn(decodeURIComponent(hostname)) !== undefined && isDecodable(username + password);
}

/** Whether this names a database on a MySQL or MariaDB server. */
export function isDatabaseUrl(value: string): boolean {
  const url = parsed(value, 'mysql:');
  if (url === undefined || !isDecodable(url.hostname) || !namesServer(url)) return false;
  if (!/^\/[^/]+$/.test(url.pathname) || !isDecodable(url.pathname)) return false;
  return Array.from(decodeURIComponent(url.pathname.slice(1))).length <= DATABASE_NAME;
}

/** Whether this names a mail server; `?tls=required` or `?tls=off` may say how the connection is encrypted. */
export function isSmtpUrl(value: string): boolean {
  const url = parsed(value.replace(/\?tls=(?:required|off)$/, ''), 'smtp:', 'smtps:');
  if (url === undefined || !isDecodable(url.hostname) || !namesServer(url)) return false;
  return url.pathname === '' || url.pathname === '/';
}

/** Whether this names a mailbox: a server, who signs in, and perhaps a folder. */
export function isMailboxUrl(value: string): boolean {
  const url = parsed(value, 'imap:', 'imaps:');
  if (url === undefined || !isDecodable(url.hostname) || !namesServer(url)) return false;
  const isFolder = /^(?:\/[^/]*)?$/.test(url.pathname) && isDecodable(url.pathname);
  return isFolder && url.username !== '' && url.password !== '';
}

/** The address that browsers use, without a slash at the end; undefined: it is none. */
export function baseUrlIn(value: string): string | undefined {
  const url = parsed(value, 'http:', 'https:');
  if (url === undefined || url.port === '0') return undefined;
  const path = url.pathname.replace(/\/$/, '');
  const isBare = url.username + url.password + url.search + url.hash === '';
  return isBare && /^(?:\/[\w.~-]+)*$/.test(path) ? url.origin + path : undefined;
}

/** Whether the path of a base URL begins like one of the portal's own pages. */
export function hidesOwnPage(baseUrl: string): boolean {
  const [, first = ''] = new URL(baseUrl).pathname.toLowerCase().split('/');
  return OWN_PAGES.has(first);
}

/** Whether this is an address of a proxy, or a range of them such as `10.0.0.0/8`. */
export function isAddressRange(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const kind = address.includes('%') ? 0 : isIP(address);
  if (kind === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  // Without any bit in common everybody is a proxy; an IPv4 address in the form of IPv6 has 96 before its own.
  const least = /^::ffff:/i.test(address) ? 97 : 1;
  const most = kind === 4 ? 32 : 128;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= least && Number(bits) <= most;
}

const ATOM = '[^\\s@<>()[\\]\\\\,;:"]+';
const MAILBOX = new RegExp(`^${ATOM}@(?<domain>[^\\s@<>]+)$`);

/** Longest part before the `@` of a sender whose mails are answered by mail: what tells answers apart is added to it. */
const ANSWERED_LOCAL_LENGTH = 25;

/** Whether answers to mails of this sender can be told apart by addresses made of its own. */
export function canBeAnswered(sender: string): boolean {
  const address = /<([^<>]*)>\s*$/.exec(sender)?.[1] ?? sender;
  return address.lastIndexOf('@') <= ANSWERED_LOCAL_LENGTH;
}

/** Whether this is one e-mail address, with or without a name: `it@x.example` or `IT <it@x.example>`. */
export function isSender(value: string): boolean {
  const [, name, bracketed] = /^([^\r\n<>@]*)<([^<>]*)>$/.exec(value) ?? [];
  const address = bracketed ?? value;
  const domain = MAILBOX.exec(address)?.groups?.domain;
  // Unquoted, these would make two senders of one, or none.
  const isQuoted = /^"[^"\\]*"\s*$/.test((name ?? '').trim());
  const isPlain = isQuoted || !/[,;:"[\]\\]/.test(name ?? '');
  return (
    domain !== undefined && address.length <= 254 && isHost(domain) && isPlain && !/\p{Cc}/u.test(name ?? '')
  );
}

/** Origins of pages, as browsers name them. Undefined: one of them is none. */
export function originsIn(value: string): readonly string[] | undefined {
  const named = value.split(',').map((one) => one.trim());
  const origins = named.map((one) => parsed(one, 'http:', 'https:')?.origin);
  return origins.every((origin, index) => origin === named[index]) ? named : undefined;
}
