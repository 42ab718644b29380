import { faqNames, faqTexts } from './faq-texts.ts';
import { ruleTexts } from './rule-texts.ts';
import { targetTexts } from './target-texts.ts';
import { templateTexts } from './template-texts.ts';

/** What the lists are called of records by which the office works. */
export const officeNames = {
  reply_templates: 'Reply templates',
  assignment_rules: 'Assignment rules',
  ...faqNames,
  ...targetTexts.labels,
};

/** The panel's texts about these records. */
export const officeTexts = {
  reply_templates: templateTexts,
  assignment_rules: ruleTexts,
  ...faqTexts,
  ...targetTexts.resources,
};
