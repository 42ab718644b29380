import type { ResourceWithOptions } from 'adminjs';
import type { JobSettings } from '../../use-cases/jobs/job-kinds.ts';
import { complaintTypes } from './complaint-types.ts';
import { complaints } from './complaints/index.ts';
import type { ConversationTerms } from './complaints/conversation.ts';
import { departments } from './departments.ts';
import { events } from './events.ts';
import { groups } from './groups.ts';
import { jobs } from './jobs.ts';
import { statuses } from './statuses.ts';
import { userProfiles } from './user-profiles.ts';
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
  jobs(terms),
  events(),
];
