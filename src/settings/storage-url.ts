import { isLoopbackHost } from './loopback.ts';
import { hostIn, wholeUrl } from './urls.ts';
import type { S3Place } from '../storage/s3/place.ts';

/** Where contents lie: in the folder of this machine, or in a bucket. */
export type StorageUrl = 'folder' | S3Place;

const FOLDER = 'file:';
/** As servers of every kind take them in a path. */
const BUCKET = /^\/([a-z\d](?:[a-z\d.-]{1,61})[a-z\d])\/?$/;
const REGION = /^[a-z\d-]{1,64}$/i;
const KEYS = new Set(['region', 'tls']);

function decoded(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return /^[\x21-\x7E]+$/.test(plain) ? plain : undefined;
  } catch {
    return undefined;
  }
}

/** The options behind the path; undefined: one of them is none, or stands twice. */
function optionsIn(url: URL): Map<string, string> | undefined {
  const all = [...url.searchParams];
  const options = new Map(all);
  const isKnown = options.size === all.length && all.every(([key]) => KEYS.has(key));
  return isKnown && url.hash === '' ? options : undefined;
}

/** `http` only where nobody is between, or where it was asked for. */
function schemeFor(host: string, tls: string | undefined): 'http' | 'https' | undefined {
  if (tls === undefined) return isLoopbackHost(host) ? 'http' : 'https';
  if (tls === 'off') return 'http';
  return tls === 'required' ? 'https' : undefined;
}

function hostOf(url: URL): string | undefined {
  const name = decoded(url.hostname);
  return name === undefined || url.port === '0' ? undefined : hostIn(name);
}

/** Where contents lie; undefined: the text names no such place. */
export function storageUrlIn(value: string): StorageUrl | undefined {
  if (value === FOLDER) return 'folder';
  const url = wholeUrl(value, 's3:');
  const [host, options] = url === undefined ? [] : [hostOf(url), optionsIn(url)];
  if (url === undefined || host === undefined || options === undefined) return undefined;
  const [keyId, secret] = [decoded(url.username), decoded(url.password)];
  const bucket = BUCKET.exec(url.pathname)?.[1];
  const scheme = schemeFor(host, options.get('tls'));
  const region = options.get('region') ?? 'us-east-1';
  if (keyId === undefined || secret === undefined || bucket === undefined || bucket.includes('..'))
    return undefined;
  if (scheme === undefined || !REGION.test(region)) return undefined;
  const port = url.port === '' ? '' : `:${url.port}`;
  const origin = `${scheme}://${host.includes(':') ? `[${host}]` : host}${port}`;
  return { origin, bucket, region, keyId, secret };
}
