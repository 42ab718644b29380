import { randomBytes } from 'node:crypto';
import { canonical } from './canonical.ts';
import { keyedDigest } from './key.ts';

/** What of an event is proven, as the database stores it. */
export interface Provable {
  readonly name: string;
  readonly subjectType: string;
  readonly subjectId: number | null;
  readonly complaintId: number | null;
  readonly actorId: number | null;
  readonly actorName: string;
  readonly origin: string;
  readonly address: string | null;
  readonly requestId: string | null;
  /** JSON. */
  readonly details: string;
  readonly createdAt: Date;
}

/** What stands in place of a text that was erased; its digest goes on proving what stood there. */
const ERASED = /^erased:([0-9a-f]{32})$/;

/** Whether a text of an event was erased. */
export function isErased(text: string): boolean {
  return ERASED.test(text);
}

type Digest = (place: string, text: string) => string;

/**
 * Texts may be personal, so they are proven by digests; those of two events never tell that they were the same. What
 * nobody typed, such as ids, stands as it is.
 */
const digests =
  (nonce: string): Digest =>
  (place, text) =>
    ERASED.exec(text)?.[1] ?? keyedDigest(`${nonce}\n${place}\n${text}`);

function withoutTexts(value: unknown, place: string, digest: Digest): unknown {
  if (typeof value === 'string') return digest(place, value);
  if (Array.isArray(value))
    return value.map((inner, index) => withoutTexts(inner, `${place}.${index}`, digest));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, withoutTexts(inner, `${place}.${name}`, digest)]),
  );
}

/** Servers may store JSON with other spaces and another order; what is no JSON is nobody's event. */
function detailsOf(event: Provable, digest: Digest): unknown {
  try {
    return withoutTexts(JSON.parse(event.details), 'details', digest);
  } catch {
    return event.details;
  }
}

function proofOf(event: Provable, nonce: string): string {
  const digest = digests(nonce);
  const { name, subjectType, subjectId, complaintId, actorId, origin, requestId } = event;
  return keyedDigest(
    canonical({
      name,
      subjectType,
      subjectId,
      complaintId,
      actorId,
      origin,
      requestId,
      nonce,
      actorName: digest('actorName', event.actorName),
      address: event.address === null ? null : digest('address', event.address),
      details: detailsOf(event, digest),
      createdAt: event.createdAt.toISOString(),
    }),
  );
}

/** What an event carries as the proof that this portal wrote it, and wrote it so. */
export function markOf(event: Provable): string {
  const nonce = randomBytes(9).toString('base64url');
  return `${nonce}.${proofOf(event, nonce)}`;
}

/** Whether a mark is that of this event, erased texts aside. */
export function isMarkOf(mark: string, event: Provable): boolean {
  const [nonce = '', proof] = mark.split('.');
  return proof === proofOf(event, nonce);
}

/**
 * What a seal keeps of an event, so that neither its content nor its number can change.
 *
 * @param id of the event; the proof of events from before there were marks hangs on it.
 */
export function sealedDigest(id: number, mark: string | null, event: Provable): string {
  return keyedDigest(`${id}\n${mark ?? proofOf(event, `unmarked ${id}`)}`);
}

/** The text to put in place of one that is erased: of `actorName`, `address`, or a path such as `details.changes.title.to`. */
export function erasedText(mark: string, place: string, text: string): string {
  const [nonce = ''] = mark.split('.');
  return `erased:${digests(nonce)(place, text)}`;
}
