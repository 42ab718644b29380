import { isIP } from 'node:net';

const LABEL = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?';
/** A name whose last part is no number: `10.0.0.256` and `0x7f.1` are mistyped addresses, or written as nobody reads them. */
const HOST_NAME = new RegExp(`^(?:${LABEL}\\.)*(?!(?:\\d+|0x[\\da-f]*)$)${LABEL}$`, 'i');

/** A scheme with two slashes, and a host right behind them: parsers put up with less, and find a host where none is meant. */
const BEGINNING = /^[a-z][a-z\d+.-]*:\/\/[^/\\]/i;
/** Steps up and in place, which parsers carry out: what is left is another path than the one that stands there. */
const STEPS = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

/** A host that can be listened on or connected to: a name, or an address without brackets. */
export function isHost(value: string): boolean {
  return isIP(value) > 0 || (value.length <= 253 && HOST_NAME.test(value));
}

/** The host to listen on; IPv6 addresses may have their brackets. Undefined: it is none. */
export function hostIn(value: string): string | undefined {
  const host = /^\[(.*)\]$/.exec(value)?.[1] ?? value;
  const bracketed = host !== value;
  return isHost(host) && (!bracketed || isIP(host) === 6) ? host : undefined;
}

/** Whether percent-encoded text is in order, and holds nothing that no name and no password has. */
export function isDecodable(text: string): boolean {
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(text));
  } catch {
    return false;
  }
}

/** The URL that a text is as it stands: nothing in it is left out, turned round or carried out in reading it. */
export function wholeUrl(value: string, ...protocols: string[]): URL | undefined {
  const text = value.trim();
  const [path = ''] = text.split(/[?#]/);
  if (/\p{Cc}/u.test(text) || /[?#]$/.test(text) || !BEGINNING.test(text) || STEPS.test(path))
    return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && protocols.includes(url.protocol) ? url : undefined;
}

/** The server that a URL names, without brackets; undefined: it names none that could be asked. */
export function serverOf({ hostname, port }: URL): string | undefined {
  return port !== '0' && isDecodable(hostname) ? hostIn(decodeURIComponent(hostname)) : undefined;
}

/** Intranets have names with underscores, which browsers take; an address has to stand there as they write it. */
function isWebHost({ hostname, port }: URL, text: string): boolean {
  if (port === '0') return false;
  return isIP(hostname) === 4
    ? text.includes(`//${hostname}`)
    : hostIn(hostname.replaceAll('_', 'x')) !== undefined;
}

/** The address of a page or a service on the web, without user, query and fragment; undefined: it is none. */
export function webUrl(value: string): URL | undefined {
  const url = wholeUrl(value, 'http:', 'https:');
  const isPlain = url !== undefined && url.search + url.hash === '' && !/[\s\\@]/.test(value.trim());
  return isPlain && isWebHost(url, value) ? url : undefined;
}
