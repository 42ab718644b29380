import { ApiClient } from '../../../models/api-client.ts';
import { ApiToken } from '../../../models/api-token.ts';
import { AssignmentRule } from '../../../models/assignment-rule.ts';
import { Attachment } from '../../../models/attachment.ts';
import { BulkRun } from '../../../models/bulk-run.ts';
import { Complaint } from '../../../models/complaint.ts';
import { Passkey } from '../../../models/passkey.ts';
import { Remark } from '../../../models/remark.ts';
import { ReplyTemplate } from '../../../models/reply-template.ts';
import { ReportRecipient } from '../../../models/report-recipient.ts';
import { SavedReport } from '../../../models/saved-report.ts';
import { SavedView } from '../../../models/saved-view.ts';
import { SecondFactor } from '../../../models/second-factor.ts';
import { SignInIdentity } from '../../../models/sign-in-identity.ts';
import { StatusChange } from '../../../models/status-change.ts';
import { UserGroup } from '../../../models/user-group.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import { Watcher } from '../../../models/watcher.ts';
import { Webhook } from '../../../models/webhook.ts';
import { apiClientPolicy } from '../../../policies/api-client.ts';
import { apiTokenPolicy } from '../../../policies/api-token.ts';
import { assignmentRulePolicy } from '../../../policies/assignment-rule.ts';
import { reportPolicy } from '../../../policies/report.ts';
import { savedViewPolicy } from '../../../policies/saved-view.ts';
import { webhookPolicy } from '../../../policies/webhook.ts';
import { byName, type Reference } from './reference.ts';

type Words = Reference['words'];

const keeps = (model: Reference['model'], attribute: string, ...words: Words): Reference => ({
  model,
  attribute,
  fate: 'keeps',
  words,
});

const goes = (model: Reference['model'], attribute: string, ...words: Words): Reference => ({
  model,
  attribute,
  fate: 'goes',
  words,
});

const ruleOfNobody: Words = [
  'assignment rule gives complaints to nobody then',
  'assignment rules give complaints to nobody then',
];

/** Rules that name what is gone by this attribute have nobody to give complaints to. */
export const rulesWithoutTaker = (attribute: 'personId' | 'groupId'): Reference => ({
  model: AssignmentRule,
  attribute,
  fate: 'stays',
  words: ruleOfNobody,
  named: byName(AssignmentRule, 'name', assignmentRulePolicy),
});

/** What people and programs leave that others read or rely on, and what they lose themselves. */
export const peopleReferences: readonly Reference[] = [
  keeps(Complaint, 'reporterId', 'filed complaint', 'filed complaints'),
  keeps(Complaint, 'assigneeId', 'assigned complaint', 'assigned complaints'),
  keeps(Remark, 'authorId', 'message', 'messages'),
  keeps(StatusChange, 'changedById', 'step of a complaint', 'steps of complaints'),
  keeps(Attachment, 'uploaderId', 'file', 'files'),
  rulesWithoutTaker('personId'),
  {
    model: SavedView,
    attribute: 'ownerId',
    only: 'is_shared = 1',
    fate: 'stays',
    words: ['shared view of the queue goes for everybody', 'shared views of the queue go for everybody'],
    named: byName(SavedView, 'name', savedViewPolicy),
  },
  {
    model: Webhook,
    attribute: 'ownerId',
    fate: 'stays',
    words: ['webhook is told nothing then', 'webhooks are told nothing then'],
    named: byName(Webhook, 'name', webhookPolicy),
  },
  {
    model: SavedReport,
    attribute: 'ownerId',
    fate: 'stays',
    words: ['saved report stays without an owner', 'saved reports stay without an owner'],
    named: byName(SavedReport, 'name', reportPolicy),
  },
  {
    model: ApiClient,
    attribute: 'makerId',
    fate: 'stays',
    words: ['API client no longer says who added it', 'API clients no longer say who added them'],
    named: byName(ApiClient, 'name', apiClientPolicy),
  },
  goes(UserProfile, 'userId', 'profile', 'profiles'),
  goes(UserGroup, 'userId', 'membership of a group', 'memberships of groups'),
  {
    ...goes(ApiToken, 'userId', 'API token', 'API tokens'),
    named: byName(ApiToken, 'name', apiTokenPolicy),
  },
  goes(Passkey, 'userId', 'passkey', 'passkeys'),
  goes(SecondFactor, 'userId', 'authenticator app', 'authenticator apps'),
  goes(SignInIdentity, 'userId', 'link to a sign-in elsewhere', 'links to sign-ins elsewhere'),
  {
    ...goes(SavedView, 'ownerId', 'view of their own', 'views of their own'),
    only: 'is_shared = 0',
  },
  goes(ReplyTemplate, 'ownerId', 'reply template of their own', 'reply templates of their own'),
  goes(Watcher, 'userId', 'subscription to a complaint', 'subscriptions to complaints'),
  goes(ReportRecipient, 'userId', 'subscription to a report', 'subscriptions to reports'),
  goes(BulkRun, 'starterId', 'list of what was done in bulk', 'lists of what was done in bulk'),
];
