import { GroupPermission } from '../../../models/group-permission.ts';
import { UserGroup } from '../../../models/user-group.ts';
import { WebhookDelivery } from '../../../models/webhook-delivery.ts';
import { askedFor } from './asked-for.ts';
import { complaintReferences } from './complaint-references.ts';
import { peopleReferences, rulesWithoutTaker } from './people-references.ts';
import { byPerson, type Deletion, type Reference } from './reference.ts';
import {
  calendarReferences,
  departmentReferences,
  faqCategoryReferences,
  faqReferences,
  statusReferences,
  typeReferences,
} from './reference-data-references.ts';

const DEACTIVATE = ['Deactivate it instead.', 'Deactivate them instead.'] as const;

const members: Reference = {
  model: UserGroup,
  attribute: 'groupId',
  fate: 'stays',
  words: ['person loses what membership allows', 'people lose what membership allows'],
  named: byPerson,
};

/** Who may not work on complaints any more cannot keep them. */
async function workGivenBack(ids: readonly number[]): Promise<readonly string[]> {
  const groupId = [...ids];
  if ((await UserGroup.count({ where: { groupId } })) === 0) return [];
  const allows = await GroupPermission.count({ where: { groupId, permission: 'complaints.work' } });
  return allows === 0 ? [] : ['Who may not work on complaints any more gives their open ones back.'];
}

const askedForPeople = askedFor({ views: ['reporterId', 'assigneeId'], report: 'engineerId' });

const deliveries: Reference = {
  model: WebhookDelivery,
  attribute: 'webhookId',
  fate: 'goes',
  words: ['delivery', 'deliveries'],
};

const of = (
  references: readonly Reference[],
  instead: Deletion['instead'] = DEACTIVATE,
  others: Partial<Deletion> = {},
): Deletion => ({ references, instead, pronoun: 'it', ...others });

/** What is told before records are deleted, by table; nothing refers to records of the others. */
export const deletions: Readonly<Record<string, Deletion>> = {
  complaints: of(complaintReferences),
  users: of(peopleReferences, ['Deactivate them instead.', 'Deactivate them instead.'], {
    pronoun: 'they',
    besides: askedForPeople,
  }),
  // What has the id of a client is its user's.
  api_clients: of(peopleReferences, DEACTIVATE, { besides: askedForPeople }),
  groups: of([members, rulesWithoutTaker('groupId')], DEACTIVATE, { besides: workGivenBack }),
  departments: of(departmentReferences, DEACTIVATE, {
    besides: askedFor({ views: ['departmentId'], report: 'departmentId' }),
  }),
  complaint_types: of(typeReferences, DEACTIVATE, {
    besides: askedFor({ views: ['typeId'], report: 'typeId' }),
  }),
  statuses: of(statusReferences, DEACTIVATE, { besides: askedFor({ views: ['statusId'], report: null }) }),
  calendars: of(calendarReferences, [
    'Give its targets another calendar first.',
    'Give their targets another calendar first.',
  ]),
  faq_categories: of(faqCategoryReferences, [
    'Deactivate it, or move its answers first.',
    'Deactivate them, or move their answers first.',
  ]),
  faqs: of(faqReferences),
  webhooks: of([deliveries]),
};
