import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { record } from '../../journal/record.ts';
import { Faq } from '../../models/faq.ts';
import { FaqPicture } from '../../models/faq-picture.ts';
import { portal } from '../../policies/actor.ts';
import { PICTURES, picturesIn } from './shown-pictures.ts';

/** An answer that is being written may show it. */
const SPARED_MS = DAY_MS;

async function shownNow(): Promise<Set<number>> {
  const answer = { [Op.like]: `%${PICTURES}%` };
  const rows = await Faq.findAll({ attributes: ['answer'], where: { answer }, raw: true });
  return new Set(rows.flatMap((row) => picturesIn(row.answer)));
}

/** Removes a picture unless an answer shows it by now; whoever writes such an answer locks the same row. */
async function removeUnused(id: number): Promise<boolean> {
  return inTransaction(async () => {
    const picture = await FaqPicture.findByPk(id, forUpdate());
    if (picture === null || (await shownNow()).has(id)) return false;
    const { originalName } = picture;
    await record({ name: 'faq_picture.removed', by: portal, subjectId: id, details: { originalName } });
    await picture.destroy();
    return true;
  });
}

/**
 * Removes the rows of pictures that no answer shows and that are older than a day; their files go as others do that belong to
 * nothing. Returns how many.
 *
 * @param signal ends it between two pictures.
 */
export async function removeUnusedPictures(signal?: AbortSignal): Promise<number> {
  const createdAt = { [Op.lt]: new Date(presentMoment().getTime() - SPARED_MS) };
  const old = await FaqPicture.findAll({
    attributes: ['id'],
    where: { createdAt },
    order: ['id'],
    raw: true,
  });
  if (old.length === 0) return 0;
  const shown = await shownNow();
  let done = 0;
  for (const { id } of old.filter((one) => !shown.has(one.id))) {
    signal?.throwIfAborted();
    if (await removeUnused(id)) done += 1;
  }
  return done;
}
