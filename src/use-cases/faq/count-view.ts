import { Temporal } from 'temporal-polyfill';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { FaqView } from '../../models/faq-view.ts';
import type { Person } from '../../policies/actor.ts';
import { requireShown } from './require-shown.ts';

/** The day that a calendar of the time zone shows at a moment. */
function dayOf(moment: Date, timeZone: string): string {
  const here = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
  return here.toPlainDate().toString();
}

/**
 * Counts that somebody reads an answer: once a person and day, however often they look.
 *
 * @throws NotFoundError for what is not shown.
 */
export async function countView(person: Person, faqId: number, timeZone: string): Promise<void> {
  await requireShown(person, faqId);
  const createdAt = presentMoment();
  const view = { faqId, userId: person.id, day: dayOf(createdAt, timeZone) };
  if ((await FaqView.count({ where: view })) > 0) return;
  // Of two pages that are opened at once one counts.
  await inTransaction(() => FaqView.bulkCreate([{ ...view, createdAt }], { ignoreDuplicates: true }));
}
