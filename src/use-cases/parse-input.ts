import type { z } from 'zod';
import { InvalidInputError } from '../errors.ts';

/**
 * The input as the schema understands it.
 *
 * @throws InvalidInputError with the first message of each field, nested ones as `profile.phoneNumber`.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) fields[path.join('.') || 'base'] ??= message;
  throw new InvalidInputError(fields);
}
