import { z } from 'zod';

/** Largest number that both databases' integer columns hold. */
const MAX_INTEGER = 2_147_483_647;

/**
 * A whole number within `min` and `max`, as a number or in the digits that forms send. What JavaScript would make a number
 * of as well, such as `[3]`, `0x3`, `3e0`, ` 3` or `true`, is refused with `message`.
 */
export function wholeNumber(message: string, min: number, max = MAX_INTEGER) {
  const digits = z.string(message).regex(/^(0|[1-9]\d{0,9})$/, message);
  return z
    .union([z.number(message), digits.transform(Number)], message)
    .pipe(z.number(message).int(message).min(min, message).max(max, message));
}

/** The id of a row; `message` says what is wrong with any other value. */
export function rowIdOr(message: string) {
  return wholeNumber(message, 1);
}
