import type { Request } from 'express';
import { AppError, NotFoundError } from '../errors.ts';
import { rowIdOr, wholeNumber } from '../use-cases/whole-number.ts';
import { VersionNeededError } from './problem.ts';
import type { Route } from './route.ts';

const rowId = rowIdOr('');
const tagged = wholeNumber('', 0);

/** The numbers in the address. */
export function idsOf(request: Request): Record<string, number> {
  return Object.fromEntries(
    Object.entries(request.params).map(([name, text]) => {
      const { data } = rowId.safeParse(text);
      if (data === undefined) throw new NotFoundError();
      return [name, data];
    }),
  );
}

function refuseMatch(detail: string): never {
  throw new AppError('bad_if_match', 400, detail);
}

/**
 * The version that `If-Match` names; `*` is any. What stands behind the version in an ETag says nothing here: a change
 * is refused where the record changed, not where something beside it did.
 */
export function versionOf(request: Request, { ifMatch, method }: Route): number | undefined {
  const header = request.get('if-match')?.trim();
  if (header === undefined) {
    if (ifMatch === 'required') throw new VersionNeededError();
    return undefined;
  }
  if (method === 'get') return undefined;
  if (ifMatch === undefined)
    refuseMatch('Here is no version to go by: send this without If-Match, or see what the description says.');
  if (header === '*') return undefined;
  if (header.includes(',')) refuseMatch('Name one version in If-Match: the ETag that you saw last.');
  const { data } = tagged.safeParse(/^(?:W\/)?"(\d{1,10})(?:-[\w-]+)?"$/.exec(header)?.[1]);
  // What is no ETag of ours is no version that there is.
  return data ?? -1;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

/** What stands in `Idempotency-Key`. */
export function keyOf(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined || KEY.test(key)) return key;
  throw new AppError('bad_key', 400, 'An Idempotency-Key has 1 to 255 visible ASCII characters.');
}
