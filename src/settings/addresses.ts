import { BlockList, isIP } from 'node:net';
import { isDecodable, serverOf, webUrl, wholeUrl } from './urls.ts';

/** Longest name of a database on a server, in characters. */
const DATABASE_NAME = 64;

/** Pages of the portal's own, one of which the path of BASE_URL must not begin with: it could not be told from them. */
const OWN_PAGES = new Set([
  'admin',
  'api',
  'attachments',
  'complaints',
  'confirm',
  'faq',
  'favicon.ico',
  'handover',
  'healthz',
  'help',
  'kept',
  'login',
  'logout',
  'metrics',
  'notifications',
  'password',
  'profile',
  'readyz',
  'sending',
  'static',
]);

/** Whether a server of this URL can be asked: host, port and percent-encoded name and password are in order. */
function namesServer(url: URL): boolean {
  const { username, password, search, hash } = url;
  const isPlain = search === '' && hash === '' && (username !== '' || password === '');
  return isPlain && serverOf(url) !== undefined && isDecodable(username + password);
}

/** Whether this names a database on a MySQL or MariaDB server. */
export function isDatabaseUrl(value: string): boolean {
  const url = wholeUrl(value, 'mysql:');
  if (url === undefined || !namesServer(url)) return false;
  if (!/^\/[^/]+$/.test(url.pathname) || !isDecodable(url.pathname)) return false;
  const name = decodeURIComponent(url.pathname.slice(1));
  return name.trimEnd() === name && Array.from(name).length <= DATABASE_NAME;
}

/** Whether this names a mail server; `?tls=required` or `?tls=off` may say how the connection is encrypted. */
export function isSmtpUrl(value: string): boolean {
  const [address = '', tls] = value.trim().split(/\?tls=(?=(?:required|off)$)/);
  const url = wholeUrl(address, 'smtp:', 'smtps:');
  if (url === undefined || !namesServer(url) || (url.protocol === 'smtps:' && tls === 'off')) return false;
  // A name without a password is refused with each mail.
  const isWhole = (url.username === '') === (url.password === '');
  return isWhole && (url.pathname === '' || url.pathname === '/');
}

/** Whether this names a mailbox: a server, who signs in, and perhaps a folder. */
export function isMailboxUrl(value: string): boolean {
  const url = wholeUrl(value, 'imap:', 'imaps:');
  if (url === undefined || !namesServer(url)) return false;
  const isFolder = /^(?:\/[^/]*)?$/.test(url.pathname) && isDecodable(url.pathname);
  const isBlank = isFolder && /^\/\s+$/.test(decodeURIComponent(url.pathname));
  return isFolder && !isBlank && url.username !== '' && url.password !== '';
}

/** The address that browsers use, without a slash at the end; undefined: it is none, or one that is only listened on. */
export function baseUrlIn(value: string): string | undefined {
  const url = webUrl(value);
  if (url === undefined || ['0.0.0.0', '[::]'].includes(url.hostname)) return undefined;
  const path = url.pathname.replace(/\/$/, '');
  return /^(?:\/[\w.~-]+)*$/.test(path) ? url.origin + path : undefined;
}

/** Whether the path of a base URL begins like one of the portal's own pages. */
export function hidesOwnPage(baseUrl: string): boolean {
  const [, first = ''] = new URL(baseUrl).pathname.toLowerCase().split('/');
  return OWN_PAGES.has(first);
}

/** Whether a range of IPv6 has in it all of IPv4, as IPv6 writes it: everybody would be a proxy. */
function hasAllOfIpv4(address: string, bits: number): boolean {
  const range = new BlockList();
  range.addSubnet(address, bits, 'ipv6');
  return bits <= 96 && range.check('::ffff:1.2.3.4', 'ipv6');
}

/** Whether this is an address of a proxy, or a range of them such as `10.0.0.0/8`. */
export function isAddressRange(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const kind = address.includes('%') ? 0 : isIP(address);
  if (kind === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  const most = kind === 4 ? 32 : 128;
  // Without any bit in common everybody is a proxy.
  if (!/^\d{1,3}$/.test(bits) || Number(bits) < 1 || Number(bits) > most) return false;
  return kind === 4 || !hasAllOfIpv4(address, Number(bits));
}

/** Origins of pages, as browsers name them. Undefined: one of them is none. */
export function originsIn(value: string): readonly string[] | undefined {
  const urls = value.split(',').map((one) => webUrl(one));
  const isEach = urls.every((url) => url?.pathname === '/');
  return isEach ? [...new Set(urls.flatMap((url) => url?.origin ?? []))] : undefined;
}
