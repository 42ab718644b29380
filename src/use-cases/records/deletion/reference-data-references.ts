import { AssignmentRule } from '../../../models/assignment-rule.ts';
import { Complaint } from '../../../models/complaint.ts';
import { FaqType } from '../../../models/faq-type.ts';
import { FaqVote } from '../../../models/faq-vote.ts';
import { Faq } from '../../../models/faq.ts';
import { Holiday } from '../../../models/holiday.ts';
import { ReplyTemplate } from '../../../models/reply-template.ts';
import { StatusChange } from '../../../models/status-change.ts';
import { ServiceTarget } from '../../../models/target.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import { assignmentRulePolicy } from '../../../policies/assignment-rule.ts';
import { faqPolicy } from '../../../policies/faq.ts';
import { referenceDataPolicy } from '../../../policies/reference-data.ts';
import { replyTemplatePolicy } from '../../../policies/reply-template.ts';
import { byName, byPerson, type Reference } from './reference.ts';

const rules = (attribute: 'typeId' | 'departmentId'): Reference => ({
  model: AssignmentRule,
  attribute,
  fate: 'keeps',
  words: ['assignment rule', 'assignment rules'],
  named: byName(AssignmentRule, 'name', assignmentRulePolicy),
});

const complaints = (attribute: 'typeId' | 'statusId'): Reference => ({
  model: Complaint,
  attribute,
  fate: 'keeps',
  words: ['complaint', 'complaints'],
});

const targets = (attribute: 'typeId' | 'calendarId', fate: 'keeps' | 'goes'): Reference => ({
  model: ServiceTarget,
  attribute,
  fate,
  words: ['service target', 'service targets'],
  named: byName(ServiceTarget, 'name', referenceDataPolicy),
});

/** Its people stay, without a department. */
export const departmentReferences: readonly Reference[] = [
  rules('departmentId'),
  {
    model: UserProfile,
    attribute: 'departmentId',
    fate: 'stays',
    words: ['person loses the department', 'people lose their department'],
    named: byPerson,
  },
];

/** Complaints keep their type, as do templates and rules; targets for it go. */
export const typeReferences: readonly Reference[] = [
  complaints('typeId'),
  {
    model: ReplyTemplate,
    attribute: 'typeId',
    fate: 'keeps',
    words: ['reply template', 'reply templates'],
    named: byName(ReplyTemplate, 'name', replyTemplatePolicy),
  },
  rules('typeId'),
  targets('typeId', 'goes'),
  {
    model: FaqType,
    attribute: 'typeId',
    fate: 'stays',
    words: ['FAQ answer is no longer for it', 'FAQ answers are no longer for it'],
    named: { ...byName(Faq, 'question', faqPolicy), column: 'faq_id' },
  },
];

/** Complaints keep their status, and say which they had. */
export const statusReferences: readonly Reference[] = [
  complaints('statusId'),
  {
    model: StatusChange,
    attribute: ['fromStatusId', 'toStatusId'],
    fate: 'keeps',
    words: ['step in the life of a complaint', 'steps in the life of complaints'],
  },
];

/** Targets keep the calendar that they go by. */
export const calendarReferences: readonly Reference[] = [
  targets('calendarId', 'keeps'),
  {
    model: Holiday,
    attribute: 'calendarId',
    fate: 'goes',
    words: ['holiday', 'holidays'],
    named: byName(Holiday, 'name', referenceDataPolicy),
  },
];

/** Answers keep their category. */
export const faqCategoryReferences: readonly Reference[] = [
  {
    model: Faq,
    attribute: 'categoryId',
    fate: 'keeps',
    words: ['answer', 'answers'],
    named: byName(Faq, 'question', faqPolicy),
  },
];

/** What people thought of an answer goes with it. */
export const faqReferences: readonly Reference[] = [
  { model: FaqVote, attribute: 'faqId', fate: 'goes', words: ['vote', 'votes'] },
];
