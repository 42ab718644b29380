import { exactText, id, momentOfInsert, reference } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Who read an answer on which day of the portal's time zone: each person counts once a day. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'faq_views', {
    id: id(),
    faq_id: reference('faqs', 'CASCADE'),
    user_id: reference('users', 'SET NULL'),
    day: exactText(db, 10),
    created_at: momentOfInsert(db),
  });
  await addIndex(db, 'faq_views', ['faq_id', 'user_id', 'day'], {
    name: 'faq_views_person_unique',
    unique: true,
  });
  await addIndex(db, 'faq_views', ['user_id'], { name: 'faq_views_user_id' });
  await addIndex(db, 'faq_views', ['day'], { name: 'faq_views_day' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'faq_views');
