import { UserProfile } from '../../models/user-profile.ts';
import { awayWords } from './away.ts';

/** Until when those of these people are away who are. */
export async function awayOf(userIds: readonly number[]): Promise<Map<number, string>> {
  const profiles = await UserProfile.findAll({
    attributes: ['userId', 'awayUntil'],
    where: { userId: [...userIds] },
    raw: true,
  });
  return new Map(
    profiles.flatMap(({ userId, awayUntil }) => {
      const words = awayWords(awayUntil);
      return words === undefined ? [] : [[userId, words] as const];
    }),
  );
}
