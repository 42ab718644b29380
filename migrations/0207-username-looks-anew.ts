import { fillLooks } from '../src/database/key-steps.ts';
import type { Migration } from '../src/database/migrator.ts';

/** What usernames look like, now that more letters are known to look like others. */
export const up: Migration = ({ context: db }) => fillLooks(db);

/** Nothing to take back: with these, an older version refuses some new names that differ in l, i, 1, o and 0 alone. */
export const down: Migration = () => Promise.resolve();
