import type { Model, ModelStatic, WhereOptions } from 'sequelize';
import { ApiToken } from '../../models/api-token.ts';
import { FaqPicture } from '../../models/faq-picture.ts';
import { FaqView } from '../../models/faq-view.ts';
import { FaqVote } from '../../models/faq-vote.ts';
import { KeptForm } from '../../models/kept-form.ts';
import { Notification } from '../../models/notification.ts';
import { NotificationSetting } from '../../models/notification-setting.ts';
import { PasswordLink } from '../../models/password-link.ts';
import { Passkey } from '../../models/passkey.ts';
import { ReceivedMail } from '../../models/received-mail.ts';
import { ReplyTemplate } from '../../models/reply-template.ts';
import { ReportRun } from '../../models/report-run.ts';
import { SavedReport } from '../../models/saved-report.ts';
import { SavedView } from '../../models/saved-view.ts';
import { SecondFactor } from '../../models/second-factor.ts';
import { Session } from '../../models/session.ts';
import { SignInIdentity } from '../../models/sign-in-identity.ts';
import { StagedFile } from '../../models/staged-file.ts';
import { TrustedDevice } from '../../models/trusted-device.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { Watcher } from '../../models/watcher.ts';

/** Rows that are somebody's alone, under which name they are handed out, and what of them. */
export interface OwnRows {
  readonly part: string;
  readonly model: ModelStatic<Model>;
  /** Says whose they are. */
  readonly column: string;
  /** Without hashes and secrets, and without what others wrote. */
  readonly attributes: readonly string[];
  readonly where?: WhereOptions;
}

const part = (
  name: string,
  model: ModelStatic<Model>,
  column: string,
  ...attributes: readonly string[]
): OwnRows => ({ part: name, model, column, attributes });

/** Everything that belongs to one person alone, in the order in which it is handed out. */
export const OWN_ROWS: readonly OwnRows[] = [
  part(
    'profile',
    UserProfile,
    'userId',
    'phoneNumber',
    'mainPortalId',
    'emailNotifications',
    'digestHour',
    'awayUntil',
  ),
  part('sessions', Session, 'userId', 'createdAt', 'updatedAt', 'expires'),
  part('secondFactors', SecondFactor, 'userId', 'name', 'confirmedAt', 'lastUsedAt'),
  part('passkeys', Passkey, 'userId', 'name', 'createdAt', 'lastUsedAt'),
  part(
    'rememberedDevices',
    TrustedDevice,
    'userId',
    'address',
    'agent',
    'createdAt',
    'lastUsedAt',
    'expires',
  ),
  part('linksToSetThePassword', PasswordLink, 'userId', 'createdAt', 'expires'),
  part('accountsOfOtherServices', SignInIdentity, 'userId', 'issuer', 'subject', 'lastUsedAt', 'createdAt'),
  part('tokens', ApiToken, 'userId', 'name', 'prefix', 'scopes', 'expires', 'createdAt'),
  part('notificationSettings', NotificationSetting, 'userId', 'kind', 'inPortal', 'byMail'),
  part(
    'notifications',
    Notification,
    'recipientId',
    'kind',
    'channel',
    'address',
    'complaintId',
    'state',
    'createdAt',
    'sentAt',
    'readAt',
  ),
  part(
    'receivedMails',
    ReceivedMail,
    'personId',
    'sender',
    'subject',
    'outcome',
    'reason',
    'complaintId',
    'createdAt',
  ),
  part('followedComplaints', Watcher, 'userId', 'complaintId', 'createdAt'),
  part('savedViews', SavedView, 'ownerId', 'name', 'query', 'isShared', 'createdAt', 'updatedAt'),
  part(
    'savedReports',
    SavedReport,
    'ownerId',
    'name',
    'question',
    'format',
    'every',
    'createdAt',
    'updatedAt',
  ),
  part('reportsMade', ReportRun, 'askerId', 'name', 'question', 'format', 'state', 'createdAt'),
  part('replyTemplates', ReplyTemplate, 'ownerId', 'name', 'text', 'createdAt', 'updatedAt'),
  part('answersThatHelped', FaqVote, 'userId', 'faqId', 'createdAt'),
  part('answersRead', FaqView, 'userId', 'faqId'),
  part('picturesForAnswers', FaqPicture, 'uploaderId', 'originalName', 'createdAt'),
  part('unsentForms', KeptForm, 'ownerId', 'path', 'fields', 'createdAt'),
  part('filesOfUnsentForms', StagedFile, 'ownerId', 'originalName', 'sizeBytes', 'createdAt'),
];
