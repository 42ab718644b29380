import type { Model, ModelStatic } from 'sequelize';
import { ApiRequest } from '../../models/api-request.ts';
import { KeptForm } from '../../models/kept-form.ts';
import { MailRefusal } from '../../models/mail-refusal.ts';
import { NotificationSetting } from '../../models/notification-setting.ts';
import { Passkey } from '../../models/passkey.ts';
import { PasskeyHandle } from '../../models/passkey-handle.ts';
import { Presence } from '../../models/presence.ts';
import { RecoveryCode } from '../../models/recovery-code.ts';
import { ReplyTemplate } from '../../models/reply-template.ts';
import { ReportRecipient } from '../../models/report-recipient.ts';
import { SavedView } from '../../models/saved-view.ts';
import { SecondFactor } from '../../models/second-factor.ts';
import { SignInIdentity } from '../../models/sign-in-identity.ts';
import { StagedFile } from '../../models/staged-file.ts';
import { TrustedDevice } from '../../models/trusted-device.ts';
import { UserGroup } from '../../models/user-group.ts';
import { Watcher } from '../../models/watcher.ts';

/**
 * What belongs to one person alone and goes with them, with the column that names them. The contents of files that
 * waited for a form are removed as everything that belongs to nothing.
 */
export const OWN_ROWS: readonly (readonly [model: ModelStatic<Model>, column: string])[] = [
  [ApiRequest, 'userId'],
  [KeptForm, 'ownerId'],
  [MailRefusal, 'userId'],
  [NotificationSetting, 'userId'],
  [Passkey, 'userId'],
  [PasskeyHandle, 'userId'],
  [Presence, 'userId'],
  [RecoveryCode, 'userId'],
  [ReplyTemplate, 'ownerId'],
  [ReportRecipient, 'userId'],
  [SavedView, 'ownerId'],
  [SecondFactor, 'userId'],
  [SignInIdentity, 'userId'],
  [StagedFile, 'ownerId'],
  [TrustedDevice, 'userId'],
  [UserGroup, 'userId'],
  [Watcher, 'userId'],
];
