import type { Request } from 'express';
import { NotFoundError } from '../../errors.ts';

/** The number in an address; what cannot be one names nothing. */
export function idOf(request: Request): number {
  const { id } = request.params;
  if (typeof id !== 'string' || !/^[1-9]\d{0,8}$/.test(id)) throw new NotFoundError();
  return Number(id);
}
