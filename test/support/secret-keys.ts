import { asKeys, type SecretKeys } from '../../src/database/key-ring.ts';
import { useStoredSecrets } from '../../src/database/stored-secret.ts';
import { useJournalKey } from '../../src/journal/key.ts';
import { useMailKey } from '../../src/mail/mail-key.ts';
import { emptyDatabase, testEnvironment, useTestSecrets } from './database.ts';
import { byHand } from './journal-watch.ts';

/** The key of the tests, and one that takes its place. */
export const OLD_KEY = testEnvironment.SECRET_KEY ?? '';
export const NEW_KEY = 'a new key that was drawn to take the place of the old one';

/** Lets this process know these keys; whoever calls it calls `leaveKeys` in the end. */
export function useKeys(keys: SecretKeys): void {
  useJournalKey(() => keys);
  useMailKey(() => keys);
  useStoredSecrets(() => keys);
}

/** Each way in which a process knows them. */
export const oldAlone = () => useKeys(asKeys(OLD_KEY));
export const newAfterOld = () => useKeys(asKeys(NEW_KEY, [OLD_KEY]));
export const newAlone = () => useKeys(asKeys(NEW_KEY));

/** Goes back to the key of the tests: whoever starts a portal next, before its first test, knows no other, and finds none in use. */
export async function leaveKeys(): Promise<void> {
  useTestSecrets();
  await byHand(emptyDatabase);
}
