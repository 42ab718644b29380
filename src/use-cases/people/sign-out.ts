import { inTransaction } from '../../database/transaction.ts';
import { record } from '../../journal/record.ts';
import type { Person } from '../../policies/actor.ts';

/** Tells the journal that somebody ended their session; whoever keeps sessions ends it. */
export async function signOut(person: Person): Promise<void> {
  await inTransaction(() => record({ name: 'session.ended', by: person, subjectId: person.id, details: {} }));
}
