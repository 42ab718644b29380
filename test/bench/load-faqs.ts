import { database } from '../../src/database/connect.ts';
import { Faq } from '../../src/models/faq.ts';
import { complaintTexts, remarkText } from './texts.ts';

/** As many answers as a portal of some years has. */
const FAQS = 500;
/** Sentences of an answer: some 1,300 characters. */
const PARTS = 20;

/** Fills a database that has no answers with those to the questions that complaints are about. */
export async function loadFaqs(now: Date): Promise<void> {
  if ((await Faq.count()) > 0) return;
  const rows = Array.from({ length: FAQS }, (_, index) => {
    const { title, description } = complaintTexts(index * 7 + 1);
    const parts = Array.from({ length: PARTS }, (_part, place) => remarkText(index, place));
    return {
      question: `${title}: what now?`,
      answer: [description, ...parts].join('\n\n'),
      is_featured: index % 50 === 0,
      is_active: true,
      position: index,
      created_at: now,
      updated_at: now,
    };
  });
  await database().getQueryInterface().bulkInsert('faqs', rows);
}
