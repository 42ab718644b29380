import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { FormFields } from './multipart.ts';
import { personOf } from './session.ts';

/** The hidden field by which a form says as whom it was opened; it comes before all others. */
export const OWNER_FIELD = 'formOwner';
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

function markOf(request: Request, id: number): string {
  const key = request.app.get(KEY) as Buffer;
  return createHmac('sha256', key).update(String(id)).digest('base64url');
}

/** The mark that a form of this request's person carries. */
export function formOwner(request: Request): string {
  const { id } = personOf(request);
  return `${id}.${markOf(request, id)}`;
}

/** As whom the form was opened that these fields come from; undefined where it does not say. */
export function ownerOf(request: Request, fields: FormFields): FormOwner | undefined {
  const value = fields[OWNER_FIELD];
  const [, id, mark] = /^([1-9]\d{0,9})\.([\w-]{43})$/.exec(typeof value === 'string' ? value : '') ?? [];
  if (id === undefined || mark === undefined) return undefined;
  const right = markOf(request, Number(id));
  return { id: Number(id), isProven: timingSafeEqual(Buffer.from(mark), Buffer.from(right)) };
}
