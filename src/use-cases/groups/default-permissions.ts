import { GROUP } from '../../models/group-names.ts';
import { PERMISSION_NAMES, type Permission } from '../../policies/permissions.ts';

const ENGINEER: readonly Permission[] = [
  'panel.open',
  'complaints.view',
  'complaints.work',
  'complaints.file_for',
  'notes.use',
  'reference.view',
];

const AMC_ADMIN: readonly Permission[] = [
  ...ENGINEER,
  'complaints.work_any',
  'complaints.assign',
  'complaints.triage',
  'people.view',
  'reference.edit',
  'reports.view',
];

/** What the three groups begin with; what they may do later is in the database alone. */
export const DEFAULT_PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = {
  // Admins direct; work is given to those who do it.
  [GROUP.admin]: PERMISSION_NAMES.filter((permission) => permission !== 'complaints.work'),
  [GROUP.amcAdmin]: AMC_ADMIN,
  [GROUP.engineer]: ENGINEER,
};
