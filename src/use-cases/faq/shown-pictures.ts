import { forUpdate } from '../../database/transaction.ts';
import { InvalidInputError } from '../../errors.ts';
import { FaqPicture } from '../../models/faq-picture.ts';

/** Where the portal serves the pictures of answers, each by its number. */
export const PICTURES = '/faq/pictures/';
/** Most pictures of one answer that are looked up. */
const MOST = 100;
const SHOWN = /\/faq\/pictures\/([1-9]\d{0,8})(?!\d)/g;

/** The pictures that an answer shows. */
export function picturesIn(answer: string): number[] {
  return [...new Set([...answer.matchAll(SHOWN)].map(([, id]) => Number(id)))];
}

/**
 * Sees that the pictures which an answer shows are there, and that they stay until the answer is written.
 *
 * @throws InvalidInputError at `answer`.
 */
export async function requirePictures(answer: unknown): Promise<void> {
  const ids = typeof answer === 'string' ? picturesIn(answer) : [];
  if (ids.length > MOST) throw new InvalidInputError({ answer: `An answer shows at most ${MOST} pictures.` });
  if (ids.length === 0) return;
  const rows = await FaqPicture.findAll({
    attributes: ['id'],
    where: { id: ids },
    order: ['id'],
    ...forUpdate(),
  });
  const there = new Set(rows.map(({ id }) => id));
  const gone = ids.filter((id) => !there.has(id));
  if (gone.length > 0)
    throw new InvalidInputError({
      answer: `There is no picture ${gone.map((id) => PICTURES + id).join(', ')} any more. Add it again.`,
    });
}
