import { id, momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Whom an answer helped: each person once. A person who is gone was helped all the same. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'faq_votes', {
    id: id(),
    faq_id: reference('faqs', 'CASCADE'),
    user_id: reference('users', 'SET NULL'),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'faq_votes', ['faq_id', 'user_id'], { name: 'faq_votes_person_unique', unique: true });
  await addIndex(db, 'faq_votes', ['user_id'], { name: 'faq_votes_user_id' });
  await addIndex(db, 'faq_votes', ['created_at'], { name: 'faq_votes_created_at' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'faq_votes');
