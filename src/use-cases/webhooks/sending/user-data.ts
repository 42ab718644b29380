import type { JournalEvent } from '../../../models/journal-event.ts';
import { User } from '../../../models/user.ts';
import { can, type Person } from '../../../policies/actor.ts';

/** What somebody may see of an event of a user; undefined: nothing of it. */
export async function userData(
  { subjectId }: JournalEvent,
  owner: Person,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (!can(owner, 'people.view') || subjectId === null) return undefined;
  const user = await User.findByPk(subjectId);
  if (user === null) return { user: { id: subjectId } };
  const { id, username, displayName, email, isActive } = user;
  return { user: { id, username, name: displayName, email, isActive } };
}
