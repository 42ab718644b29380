import { select } from '../../database/select.ts';
import { FaqPicture } from '../../models/faq-picture.ts';
import type { Person } from '../../policies/actor.ts';
import { faqPolicy, mayReadFaq } from '../../policies/faq.ts';
import { found } from '../../policies/policy.ts';
import type { OpenAttachment } from '../attachments/open-attachment.ts';
import { openStored } from '../attachments/open-stored.ts';
import { PICTURES, picturesIn } from './shown-pictures.ts';

const ANSWERS = `SELECT f.answer FROM faqs f LEFT JOIN faq_categories c ON c.id = f.category_id
  WHERE f.is_active = 1 AND (c.id IS NULL OR c.is_active = 1) AND f.answer LIKE $shown`;

/** Whether an answer that everybody may read shows a picture: those of drafts are for who works on them. */
async function isShown(id: number): Promise<boolean> {
  const answers = await select<{ answer: string }>(ANSWERS, { shown: `%${PICTURES}${id}%` });
  return answers.some(({ answer }) => picturesIn(answer).includes(id));
}

/**
 * A picture of an answer that the person may read.
 *
 * @throws NotFoundError when there is none.
 */
export async function openPicture(person: Person, id: number): Promise<OpenAttachment> {
  const isVisible = faqPolicy.may(person, 'read') || (mayReadFaq(person) && (await isShown(id)));
  const row = found(isVisible ? await FaqPicture.findByPk(id) : null);
  const { originalName: name, contentType, sizeBytes, sha256 } = row;
  return { name, contentType, sizeBytes, sha256, isImage: true, open: (range) => openStored(row, range) };
}
