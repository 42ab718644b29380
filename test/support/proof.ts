import { Session } from '../../src/models/session.ts';
import { byHand } from './journal-watch.ts';

/** Longer than one's credentials prove anything, in milliseconds. */
const WHILE = 16 * 60 * 1000;

/** Lets all open sessions be such that began a while ago. */
export async function ageProofs(): Promise<void> {
  await byHand(async () => {
    for (const session of await Session.findAll()) {
      const data = JSON.parse(session.data) as { readonly provenAt?: number };
      await session.update({ data: JSON.stringify({ ...data, provenAt: (data.provenAt ?? 0) - WHILE }) });
    }
  });
}
