import { NotificationSetting, type ByMail } from '../../models/notification-setting.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { newsKind, type NewsKindName } from '../../notifications/kinds.ts';

/** Where somebody hears of a kind of news. */
export interface Wish {
  readonly inPortal: boolean;
  readonly byMail: ByMail;
  /** The hour of the day, of the portal's time zone, at which they want the news of a day. */
  readonly digestHour: number;
}

/** Where this person hears of this kind: what they set, else what the kind begins with; security is no matter of wishes. */
export async function wishOf(personId: number, kind: NewsKindName): Promise<Wish> {
  const { inPortal, byMail, isSecurity } = newsKind(kind);
  const profile = await UserProfile.findOne({
    attributes: ['emailNotifications', 'digestHour'],
    where: { userId: personId },
  });
  const digestHour = profile?.digestHour ?? 8;
  if (isSecurity === true) return { inPortal, byMail: 'at_once', digestHour };
  const set = await NotificationSetting.findOne({ where: { userId: personId, kind } });
  const wished = set?.byMail ?? byMail;
  return {
    inPortal: set?.inPortal ?? inPortal,
    byMail: profile?.emailNotifications === false ? 'none' : wished,
    digestHour,
  };
}
