import { NotificationSetting, type ByMail } from '../../../models/notification-setting.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import {
  groupOf,
  NEWS_GROUPS,
  NEWS_KIND_NAMES,
  newsKind,
  type NewsGroup,
  type NewsKindName,
} from '../../../notifications/kinds.ts';
import { can, type Person } from '../../../policies/actor.ts';
import type { Permission } from '../../../policies/permissions.ts';

/** Where somebody hears of one kind of news. */
export interface KindSetting {
  readonly kind: NewsKindName;
  readonly label: string;
  readonly inPortal: boolean;
  readonly byMail: ByMail;
  /** It always comes by mail. */
  readonly isFixed: boolean;
}

/** What somebody wants to hear, and where. */
export interface NotificationSettings {
  /** Whether they want any mail; those about their account come always. */
  readonly emailNotifications: boolean;
  /** The hour of the day, of the portal's time zone, at which the digest is sent. */
  readonly digestHour: number;
  readonly groups: readonly { readonly label: string; readonly kinds: readonly KindSetting[] }[];
}

/** Whether anything of a kind can ever reach this person. */
export function canComeTo(person: Person, kind: NewsKindName): boolean {
  const group: { readonly label: string; readonly needs?: Permission } = NEWS_GROUPS[groupOf(kind)];
  const { isNote } = newsKind(kind);
  return (
    (group.needs === undefined || can(person, group.needs)) && (isNote !== true || can(person, 'notes.use'))
  );
}

/** Where a person wants to hear of what, with what they did not set as it begins. */
export async function getNotificationSettings(person: Person): Promise<NotificationSettings> {
  const where = { userId: person.id };
  const profile = await UserProfile.findOne({ attributes: ['emailNotifications', 'digestHour'], where });
  const rows = await NotificationSetting.findAll({ where });
  const set = new Map(rows.map((row) => [row.kind, row]));
  const settingOf = (kind: NewsKindName): KindSetting => {
    const { label, inPortal, byMail, isSecurity } = newsKind(kind);
    const wish = isSecurity === true ? undefined : set.get(kind);
    return {
      kind,
      label,
      inPortal: wish?.inPortal ?? inPortal,
      byMail: wish?.byMail ?? byMail,
      isFixed: isSecurity === true,
    };
  };
  const names = NEWS_KIND_NAMES.filter((kind) => canComeTo(person, kind));
  const groups = (Object.keys(NEWS_GROUPS) as NewsGroup[]).map((group) => ({
    label: NEWS_GROUPS[group].label,
    kinds: names.filter((kind) => groupOf(kind) === group).map(settingOf),
  }));
  return {
    emailNotifications: profile?.emailNotifications ?? true,
    digestHour: profile?.digestHour ?? 8,
    groups: groups.filter(({ kinds }) => kinds.length > 0),
  };
}
