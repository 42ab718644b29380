import {
  count,
  exactText,
  foldedText,
  id,
  optionalNumber,
  reference,
  text,
  timestamps,
} from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

/** How soon complaints of a type and an urgency are to be answered and resolved. */
export const up: Migration = async ({ context: db }) => {
  await addTable(db, 'service_targets', {
    id: id(),
    name: text(db, 100),
    name_folded: foldedText(db, 300),
    type_id: reference('complaint_types', 'CASCADE', { allowNull: true }),
    urgency: exactText(db, 10, { allowNull: true }),
    /** Type and urgency as one text: where one is empty, a unique key of both would let a second row in. */
    scope: exactText(db, 30),
    calendar_id: reference('calendars', 'RESTRICT', { allowNull: false }),
    first_response_minutes: optionalNumber(),
    resolution_minutes: optionalNumber(),
    version: count(0),
    ...timestamps(db),
  });
  await addIndex(db, 'service_targets', ['name_folded'], {
    name: 'service_targets_name_folded_unique',
    unique: true,
  });
  await addIndex(db, 'service_targets', ['scope'], { name: 'service_targets_scope_unique', unique: true });
};

export const down: Migration = ({ context: db }) => dropTable(db, 'service_targets');
