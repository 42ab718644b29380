import { Faq } from '../../models/faq.ts';

/** What a form sets of an answer: columns, and the types that it is for. */
export interface FaqValues extends Readonly<Record<string, unknown>> {
  readonly typeIds?: unknown;
}

/** The numbers of a list that a face has read; what is none names no type. */
export function numbersIn(list: unknown): number[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === 'number') : [];
}

/** The place below all answers of a category. */
export async function nextPlace(categoryId: unknown): Promise<number> {
  const where = { categoryId: typeof categoryId === 'number' ? categoryId : null };
  return ((await Faq.max<number | null, Faq>('position', { where })) ?? 0) + 1;
}
