import type { Migration } from '../src/database/migrator.ts';
import { forgetDocumentsWith } from '../src/database/search-steps.ts';

/** Letters of flags, tones of skin, what makes a key of a sign, the countries of flags, and marks that are pictures. */
const PICTURES = '\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u20e3\u{e0030}-\u{e007a}\u203c\u2049';

export const up: Migration = ({ context: db }) => forgetDocumentsWith(db, PICTURES);

/** The version before this one finds them by what it makes of them. */
export const down = up;
