import { randomBytes } from 'node:crypto';
import type { DerivedKey } from '../database/key-ring.ts';
import { canonical } from './canonical.ts';
import { journalKeys, keyedDigest } from './key.ts';

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

/** An event with its number and its proof, as it stands in the database. */
export interface StoredEvent extends Provable {
  readonly id: number;
  /** `NONCE.PROOF.KEY`; without the key: of a time when there was one alone; null: from before there were marks. */
  readonly mark: string | null;
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
  (nonce: string, key: DerivedKey): Digest =>
  (place, text) =>
    ERASED.exec(text)?.[1] ?? keyedDigest(`${nonce}\n${place}\n${text}`, key);

/** The same with other texts, whatever they stand in. */
function withTexts(value: unknown, place: string, change: Digest): unknown {
  if (typeof value === 'string') return change(place, value);
  if (Array.isArray(value)) return value.map((inner, index) => withTexts(inner, `${place}.${index}`, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, withTexts(inner, `${place}.${name}`, change)]),
  );
}

/** Servers may store JSON with other spaces and another order; what is no JSON is nobody's event. */
function detailsOf(event: Provable, digest: Digest): unknown {
  try {
    return withTexts(JSON.parse(event.details), 'details', digest);
  } catch {
    return event.details;
  }
}

function proofOf(event: Provable, nonce: string, key: DerivedKey): string {
  const digest = digests(nonce, key);
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
    key,
  );
}

function markWith(event: Provable, nonce: string): string {
  const key = journalKeys.present;
  return `${nonce}.${proofOf(event, nonce, key)}.${key.id}`;
}

/** What an event carries as the proof that this portal wrote it, and wrote it so. */
export function markOf(event: Provable): string {
  return markWith(event, randomBytes(9).toString('base64url'));
}

/** The known key with which the portal wrote an event as it stands, erased texts aside. */
function keyOfMark(mark: string, event: Provable): DerivedKey | undefined {
  const [nonce = '', proof, id] = mark.split('.');
  const isOwn = (key: DerivedKey) =>
    (id === undefined || id === key.id) && proof === proofOf(event, nonce, key);
  return journalKeys.all.find(isOwn);
}

/** Whether a mark is that of this event, erased texts aside. */
export function isMarkOf(mark: string, event: Provable): boolean {
  return keyOfMark(mark, event) !== undefined;
}

/** How every mark ends that is of the present key. */
export function presentEnd(): string {
  return `.${journalKeys.present.id}`;
}

const unmarked = (id: number) => `unmarked ${id}`;

function digestWith(event: StoredEvent, key: DerivedKey): string {
  const { id, mark } = event;
  return keyedDigest(`${id}\n${mark ?? proofOf(event, unmarked(id), key)}`, key);
}

/**
 * What a seal keeps of an event, so that neither its content nor its number can change. The proof of an event from before
 * there were marks hangs on it; until it is marked it goes by the oldest key, as its erased texts do.
 */
export function sealedDigest(event: StoredEvent): string {
  return digestWith(event, event.mark === null ? journalKeys.oldest : journalKeys.present);
}

/** Whether this is what a seal keeps of the event, by any key that is known. */
export function isSealedDigest(digest: string, event: StoredEvent): boolean {
  return journalKeys.all.some((key) => digest === digestWith(event, key));
}

/** The text to put in place of one that is erased: of `actorName`, `address`, or a path such as `details.changes.title.to`. */
export function erasedText(event: StoredEvent, place: string, text: string): string {
  const { id, mark } = event;
  const [nonce = ''] = (mark ?? unmarked(id)).split('.');
  const key = (mark === null ? undefined : keyOfMark(mark, event)) ?? journalKeys.oldest;
  return `erased:${digests(nonce, key)(place, text)}`;
}

/** What has to be written of an event for it to go by the present key alone. */
export interface Remarked extends Pick<StoredEvent, 'actorName' | 'address' | 'details'> {
  readonly mark: string;
}

/**
 * An event as the present key proves it. What stands in the place of erased texts is hashed once more, so that by the
 * former key nobody can try what they were. Of a copy the mark stays a copy.
 *
 * @returns undefined where it goes by the present key already.
 */
export function remarked(event: StoredEvent): Remarked | undefined {
  const { mark } = event;
  if (mark?.endsWith(presentEnd()) === true) return undefined;
  const [nonce = ''] = (mark ?? randomBytes(9).toString('base64url')).split('.');
  // With one key alone it is only said which.
  const isSame = mark !== null && keyOfMark(mark, event)?.id === journalKeys.present.id;
  const again: Digest = (_place, text) => {
    const digest = ERASED.exec(text)?.[1];
    return digest === undefined || isSame
      ? text
      : `erased:${keyedDigest(`erased ${digest}`, journalKeys.present)}`;
  };
  const after = {
    ...event,
    actorName: again('', event.actorName),
    address: event.address === null ? null : again('', event.address),
    details: event.details.includes('"erased:')
      ? canonical(withTexts(JSON.parse(event.details), '', again) as object)
      : event.details,
  };
  const { actorName, address, details } = after;
  return { actorName, address, details, mark: markWith(after, nonce) };
}
