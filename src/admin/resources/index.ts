import type { ResourceWithOptions } from 'adminjs';
import type { JobSettings } from '../../use-cases/jobs/job-kinds.ts';
import { apiClients } from './api-clients/index.ts';
import { assignmentRules } from './assignment-rules.ts';
import { complaintTypes } from './complaint-types.ts';
import { complaints } from './complaints/index.ts';
import type { ConversationTerms } from './complaints/conversation.ts';
import { departments } from './departments.ts';
import { events } from './events.ts';
import { faqCategories } from './faq-categories.ts';
import { faqs } from './faqs.ts';
import { groups } from './groups.ts';
import { jobs } from './jobs.ts';
import { outbox } from './outbox.ts';
import { receivedMails } from './received-mails.ts';
import { replyTemplates } from './reply-templates.ts';
import { calendars, holidays, serviceTargets } from './targets.ts';
import { statuses } from './statuses.ts';
import { userProfiles } from './user-profiles.ts';
import { webhookDeliveries, webhooks } from './webhooks.ts';
import { users } from './users/index.ts';

/** Everything the panel shows, in the order of its menu. */
export const resources = (terms: ConversationTerms & JobSettings): ResourceWithOptions[] => [
  complaints(terms),
  users(),
  userProfiles(),
  groups(),
  departments(),
  complaintTypes(),
  statuses(),
  replyTemplates(),
  faqs(),
  faqCategories(),
  assignmentRules(),
  serviceTargets(),
  calendars(),
  holidays(),
  jobs(terms),
  outbox(),
  receivedMails(),
  apiClients(),
  webhooks(),
  webhookDeliveries(),
  events(),
];
