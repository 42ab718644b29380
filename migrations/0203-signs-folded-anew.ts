import { forgetDocumentsWith } from '../src/database/search-steps.ts';
import type { Migration } from '../src/database/migrator.ts';

/** Signs that are other quotes or hyphens once they are decomposed: `⁻` was no `-`, and whoever looked for it found nothing. */
const SIGNS =
  '\u0149\u0374\u1fef\u1ffd\u2034\u2037\u2057\u207b\u208b\ufe32\ufe41\ufe42\ufe43\ufe44\uff40\uff62\uff63';

export const up: Migration = ({ context: db }) => forgetDocumentsWith(db, SIGNS);

/** The version before this one finds them by what it makes of them. */
export const down = up;
