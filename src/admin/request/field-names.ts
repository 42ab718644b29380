import { PARAM_SEPARATOR } from 'adminjs';
import type { RequestHandler } from 'express';
import { BadQueryError } from './query.ts';

/** Deepest nesting of a body; forms of the panel have two levels. */
const MOST_LEVELS = 8;

/**
 * Whether a part of a field's name is one that every object has, such as `constructor`. AdminJS looks names up in plain
 * objects, and finds what nobody sent.
 */
function isInherited(name: string): boolean {
  const parts = name.split(PARAM_SEPARATOR).flatMap((part) => part.split('.'));
  return parts.some((part) => part === 'prototype' || part in Object.prototype);
}

/** Whether a body has such a name at any level, or more levels than a form. */
export function isUnfit(value: unknown, level = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (level > MOST_LEVELS) return true;
  return Object.entries(value).some(([name, inner]) => isInherited(name) || isUnfit(inner, level + 1));
}

/** Refuses addresses that ask for such names. */
export const checkQuery: RequestHandler = (request, _response, next) => {
  next(isUnfit(request.query) ? new BadQueryError('This list cannot be filtered by that.') : undefined);
};
