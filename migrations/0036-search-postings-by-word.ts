import type { Migration } from '../src/database/migrator.ts';
import { addIndex, dropIndex } from '../src/database/schema-steps.ts';

const name = 'search_postings_word';

export const up: Migration = ({ context: db }) =>
  addIndex(db, 'search_postings', ['word_id', 'complaint_id'], { name });

export const down: Migration = ({ context: db }) => dropIndex(db, 'search_postings', name);
