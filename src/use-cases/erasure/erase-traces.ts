import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { forgetWords } from '../complaints/search/search-dictionary.ts';
import { wordsOf } from '../complaints/search/search-indexed.ts';
import { eraseComplaints } from './erase-complaints.ts';
import { eraseInOthersEvents, eraseInOwnEvents } from './erase-events.ts';
import { eraseNews } from './erase-news.ts';
import { TEXTS } from './erasure-input.ts';
import { namesOf } from './names-of.ts';

/** The kind of job that erases what stands of somebody beside their account. */
export const ERASING = 'people.erase-traces';

const work = z.object({ userId: z.number(), texts: z.enum(TEXTS) });

/**
 * Erases what stands of a person in mails and news, complaints, the search and the journal. Each part can be done again, and
 * the events by which their names are known are the last, so that whoever was broken off goes on.
 */
export async function eraseTraces(
  payload: unknown,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const { userId, texts } = work.parse(payload);
  const erasing = { userId, texts, names: await namesOf(userId) };
  await eraseNews(userId, erasing.names, signal);
  await eraseComplaints(userId, texts, signal);
  await inTransaction(() => forgetWords(wordsOf([...erasing.names.shown])));
  await eraseInOthersEvents(erasing, signal);
  await eraseInOwnEvents(erasing, signal);
}
