import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

const name = 'search_words_word';

export const up: Migration = ({ context: db }) => addIndex(db, 'search_words', ['word'], { name });

export const down: Migration = ({ context: db }) => dropIndex(db, 'search_words', name);
