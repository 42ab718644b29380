import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { FormFields } from './multipart.ts';
import { personOf } from './session.ts';
import { DAY_MS } from '../durations.ts';

/** The hidden field by which a form says as whom it was opened; it comes before all others. */
export const OWNER_FIELD = 'formOwner';
/** Days for which a form that lies open can say as whom. */
const MARK_DAYS = 7;
/** The name under which the application keeps the key of these marks. */
const KEY = 'form owner key';

/** As whom a form was opened; `isProven`: this portal drew it for them. */
export interface FormOwner {
  readonly id: number;
  readonly isProven: boolean;
}

/** Derives from the session secret the key that marks forms. */
export function formOwnerKey(secret: string): { readonly name: string; readonly value: Buffer } {
  return { name: KEY, value: createHmac('sha256', secret).update('form owner').digest() };
}

/** Of days since 1970. */
function today(): number {
  return Math.floor(Date.now() / DAY_MS);
}

/** A mark is of the day on which it was drawn: whoever comes upon an old page sends nothing in its owner's name. */
function markOf(request: Request, id: number, day: number): string {
  const key = request.app.get(KEY) as Buffer;
  return createHmac('sha256', key).update(`${id}.${day}`).digest('base64url');
}

/** The mark that a form of this request's person carries. */
export function formOwner(request: Request): string {
  const { id } = personOf(request);
  const day = today();
  return `${id}.${day}.${markOf(request, id, day)}`;
}

/** As whom the form was opened that these fields come from; undefined where it does not say. */
export function ownerOf(request: Request, fields: FormFields): FormOwner | undefined {
  const value = fields[OWNER_FIELD];
  const text = typeof value === 'string' ? value : '';
  const [, id, day, mark] = /^([1-9]\d{0,9})\.(\d{1,6})\.([\w-]{43})$/.exec(text) ?? [];
  if (id === undefined || mark === undefined) return undefined;
  const right = markOf(request, Number(id), Number(day));
  const isFresh = today() - Number(day) <= MARK_DAYS;
  return { id: Number(id), isProven: isFresh && timingSafeEqual(Buffer.from(mark), Buffer.from(right)) };
}
