import { exactText, longText, optionalNumber } from '../src/database/columns.ts';
import type { Migration } from '../src/database/migrator.ts';
import { addColumn, addIndex, dropColumn, dropIndex } from '../src/database/schema-steps.ts';

const OPTIONAL = { allowNull: true };

/** By which account of another service a session began, and that service's own session, so that its end ends both. */
export const up: Migration = async ({ context: db }) => {
  await addColumn(db, 'sessions', 'identity_id', optionalNumber());
  await addColumn(db, 'sessions', 'provider_session', exactText(db, 64, OPTIONAL));
  await addColumn(db, 'sessions', 'id_token', longText(OPTIONAL));
  await addIndex(db, 'sessions', ['identity_id'], { name: 'sessions_identity_id' });
  await addIndex(db, 'sessions', ['provider_session'], { name: 'sessions_provider_session' });
};

export const down: Migration = async ({ context: db }) => {
  await dropIndex(db, 'sessions', 'sessions_provider_session');
  await dropIndex(db, 'sessions', 'sessions_identity_id');
  await dropColumn(db, 'sessions', 'id_token');
  await dropColumn(db, 'sessions', 'provider_session');
  await dropColumn(db, 'sessions', 'identity_id');
};
