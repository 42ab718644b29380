import { AppError, InvalidInputError, type FieldErrors } from '../../errors.ts';

/** A filter, sort key or page that cannot be understood. */
export class BadQueryError extends AppError {
  /** @param fields what of the address is wrong, by its name there, where a page has a field for it. */
  constructor(message: string, fields: FieldErrors = {}) {
    super('bad_query', 400, message, fields);
  }
}

/** A filter that the list does not have. */
export class UnknownFilterError extends BadQueryError {
  constructor() {
    super('This list cannot be filtered by that.');
  }
}

/** Largest id that both databases' integer columns hold. */
const MAX_ID = 2_147_483_647;

/** The id that a text or number is, or nothing: `1e9`, `-1`, ` 1` and `abc` are none. */
export function parseId(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^[1-9]\d{0,9}$/.test(text)) return undefined;
  return Number(text) <= MAX_ID ? Number(text) : undefined;
}

/** A single text, or a refusal: repeated parameters arrive as lists, bracketed ones as objects. */
export function singleText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new BadQueryError('A filter has one value.');
}

/** A number within 1 and `max`; nothing is the fallback. */
export function withinPages(value: unknown, fallback: number, max: number): number {
  if (value === undefined || value === '') return fallback;
  const text = singleText(value);
  if (!/^-?\d{1,15}$/.test(text)) throw new BadQueryError('Page and number of records are whole numbers.');
  return Math.min(Math.max(Number(text), 1), max);
}

/** The direction of a sorted list, where one was asked for. */
export function readDirection(value: unknown): 'asc' | 'desc' | undefined {
  if (value === undefined || value === '') return undefined;
  if (value !== 'asc' && value !== 'desc') throw new BadQueryError('The direction is asc or desc.');
  return value;
}

/** What a list or a report answers; what it does not understand is the fault of the address. */
export async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof InvalidInputError) throw new BadQueryError(error.message, error.fields);
    throw error;
  }
}
