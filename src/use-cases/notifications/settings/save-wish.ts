import { NotificationSetting } from '../../../models/notification-setting.ts';
import { newsKind, type NewsKindName } from '../../../notifications/kinds.ts';
import type { Wish } from '../wishes.ts';

/**
 * Keeps where somebody wants to hear of a kind of news, in the surrounding transaction. What is as it begins has no row,
 * so that it follows when what a kind begins with changes.
 */
export async function saveWish(
  userId: number,
  kind: NewsKindName,
  { inPortal, byMail }: Pick<Wish, 'inPortal' | 'byMail'>,
): Promise<void> {
  const beginning = newsKind(kind);
  if (beginning.inPortal === inPortal && beginning.byMail === byMail)
    await NotificationSetting.destroy({ where: { userId, kind } });
  else await NotificationSetting.upsert({ userId, kind, inPortal, byMail });
}
