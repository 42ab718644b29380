import {
  id,
  longText,
  moment,
  optionalNumber,
  reference,
  text,
  timestamps,
} from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** By what people prove with a code, after their password, that it is they: one secret each, encrypted. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'second_factors', {
    id: id(),
    user_id: reference('users', 'CASCADE'),
    name: text(db, 100),
    secret: longText(),
    confirmed_at: moment({ allowNull: false }),
    last_step: optionalNumber(),
    last_used_at: moment(),
    ...timestamps(db),
  });
  await addIndex(db, 'second_factors', ['user_id'], { name: 'second_factors_user_unique', unique: true });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'second_factors');
