import { count, flag, id, reference, text, timestamps } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** Who gets a complaint as it is filed: the first rule that fits it says so. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'assignment_rules', {
    id: id(),
    position: count(0),
    name: text(db, 100),
    is_active: flag(true),
    type_id: reference('complaint_types', 'RESTRICT', { allowNull: true }),
    department_id: reference('departments', 'RESTRICT', { allowNull: true }),
    words: text(db, 500, { defaultValue: '' }),
    // Whoever is gone leaves the rule, which is then passed over and marked.
    person_id: reference('users', 'SET NULL'),
    group_id: reference('groups', 'SET NULL'),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'assignment_rules', ['position'], { name: 'assignment_rules_position' });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'assignment_rules');
