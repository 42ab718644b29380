import type { Migration } from '../src/database/migrator.ts';
import { forgetDocuments } from '../src/database/search-steps.ts';

/** Words of a hundred letters and more, of which nothing was found but what stands in the first hundred. */
export const up: Migration = async ({ context: db }) => {
  const length = db.sequelize.getDialect() === 'sqlite' ? 'LENGTH' : 'CHAR_LENGTH';
  await forgetDocuments(
    db,
    `SELECT DISTINCT p.complaint_id AS id FROM search_words AS w JOIN search_postings AS p ON p.word_id = w.id WHERE ${length}(w.word) >= 100`,
  );
};

/** The version before this one takes away what it does not know. */
export const down = up;
