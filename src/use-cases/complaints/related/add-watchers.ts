import { Watcher } from '../../../models/watcher.ts';

/** Makes people follow a complaint, in the running transaction; those who do already go on. Returns how many are new. */
export async function addWatchers(complaintId: number, userIds: readonly number[]): Promise<number> {
  const present = await Watcher.findAll({ where: { complaintId, userId: [...userIds] }, raw: true });
  const known = new Set(present.map(({ userId }) => userId));
  const rows = [...new Set(userIds)]
    .filter((userId) => !known.has(userId))
    .map((userId) => ({ complaintId, userId }));
  await Watcher.bulkCreate(rows, { ignoreDuplicates: true });
  return rows.length;
}
