import { FaqCategory } from '../../models/faq-category.ts';
import { Faq } from '../../models/faq.ts';
import { faqPolicy } from '../../policies/faq.ts';
import type { Noun } from '../records/noun.ts';

/** Headings of answers as plain records; one that has answers stays. */
export const faqCategoryNoun: Noun = { model: FaqCategory, policy: faqPolicy };

/** Answers as plain records. */
export const faqNoun: Noun = { model: Faq, policy: faqPolicy };
