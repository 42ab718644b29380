import { foldedText } from '../src/database/columns.ts';
import { fillPeopleOrder, fillSortKeys } from '../src/database/key-steps.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, addIndex, dropColumn, dropIndex } from '../src/database/schema-steps.ts';

/** Texts by which lists are sorted; each gets a column that is compared alike by every engine. */
const TEXTS: readonly (readonly [table: string, column: string])[] = [
  ['departments', 'name'],
  ['complaint_types', 'name'],
  ['statuses', 'name'],
  ['groups', 'name'],
  ['reply_templates', 'name'],
  ['calendars', 'name'],
  ['holidays', 'name'],
  ['service_targets', 'name'],
  ['assignment_rules', 'name'],
  ['faq_categories', 'name'],
  ['faqs', 'question'],
  ['webhooks', 'name'],
  ['api_clients', 'name'],
  ['saved_views', 'name'],
  ['saved_reports', 'name'],
  ['users', 'username'],
  ['users', 'first_name'],
  ['users', 'last_name'],
];
/** By which people are sorted as they are called. */
const CALLED = 'name_sorted';

export const up: Migration = async ({ context: db }) => {
  for (const [table, column] of [...TEXTS, ['users', 'name'] as const])
    await addColumn(db, table, `${column}_sorted`, foldedText(db, 255));
  for (const [table, column] of TEXTS) await fillSortKeys(db, { table, column });
  await fillPeopleOrder(db, CALLED);
  await addIndex(db, 'users', [CALLED], { name: 'users_name_sorted' });
  await addIndex(db, 'users', ['username_sorted'], { name: 'users_username_sorted' });
  // No list is sorted by the username itself any more.
  await dropIndex(db, 'users', 'users_username');
};

export const down: Migration = async ({ context: db }) => {
  await addIndex(db, 'users', ['username'], { name: 'users_username' });
  await dropIndex(db, 'users', 'users_username_sorted');
  await dropIndex(db, 'users', 'users_name_sorted');
  for (const [table, column] of TEXTS) await dropColumn(db, table, `${column}_sorted`);
  await dropColumn(db, 'users', CALLED);
};
