import { QueryTypes } from 'sequelize';
import type { Migration } from '../src/database/migrator.ts';

const ENGINEER = [
  'panel.open',
  'complaints.view',
  'complaints.work',
  'complaints.file_for',
  'notes.use',
  'reference.view',
];
const AMC_ADMIN = [
  ...ENGINEER,
  'complaints.work_any',
  'complaints.assign',
  'complaints.triage',
  'people.view',
  'reference.edit',
  'reports.view',
];
const ADMIN = [
  ...AMC_ADMIN.filter((permission) => permission !== 'complaints.work'),
  'complaints.delete',
  'people.edit',
  'people.security',
  'people.erase',
  'reference.delete',
  'audit.view',
  'permissions.edit',
  'integrations.edit',
  'operations.view',
];

/** What the three groups were allowed by their names until now, which are compared in any letter case. */
const GRANTS: Readonly<Record<string, readonly string[]>> = {
  admin: ADMIN,
  'amc admin': AMC_ADMIN,
  engineer: ENGINEER,
};

/** Groups that are not there yet get theirs when they are set up. */
export const up: Migration = async ({ context: db }) => {
  const { sequelize } = db;
  const groups = await sequelize.query<{ id: number; name: string }>('SELECT id, name FROM `groups`', {
    type: QueryTypes.SELECT,
  });
  for (const { id, name } of groups) {
    // One statement for each group: a group that has any was done before, or its administrator chose since.
    const [row] = await sequelize.query<{ granted: number }>(
      'SELECT COUNT(*) AS granted FROM group_permissions WHERE group_id = :id',
      { replacements: { id }, type: QueryTypes.SELECT },
    );
    const grants = GRANTS[name.trim().toLowerCase()] ?? [];
    if (grants.length === 0 || Number(row?.granted) > 0) continue;
    await sequelize.query(
      `INSERT INTO group_permissions (group_id, permission) VALUES ${grants.map((permission) => `(${id}, '${permission}')`).join(', ')}`,
    );
  }
};

export const down: Migration = ({ context: db }) => db.bulkDelete('group_permissions', {});
