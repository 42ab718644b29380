import type { Migration } from '../src/database/migrator.ts';

/** Complaints without a document are indexed anew by the job that repairs the index: titles have postings of their own. */
export const up: Migration = async ({ context: db }) => {
  await db.sequelize.query('DELETE FROM search_documents');
};

/** The version before this one takes away what it does not know. */
export const down = up;
