import { selectOnce } from '../../../database/select.ts';
import { isPermission } from '../../../policies/permissions.ts';
import { holdersOf } from '../../people/holders-of.ts';
import type { Check, Finding } from '../check.ts';
import { counted } from '../../../counted.ts';

const SUPERUSER = 'npm run portal -- createsuperuser makes a new one.';

async function countPeople(where: string): Promise<number> {
  const sql = `SELECT COUNT(*) AS count FROM users WHERE is_active = 1 AND is_service = 0 AND (${where})`;
  const [row] = await selectOnce<{ count: number }>(sql);
  return row?.count ?? 0;
}

async function people(): Promise<Finding> {
  const superusers = await countPeople('is_superuser = 1');
  const holders = await countPeople(`is_superuser = 1 OR id IN (${holdersOf('permissions.edit')})`);
  if (holders === 0)
    return { level: 'problem', text: 'Nobody active may edit permissions.', advice: SUPERUSER };
  if (superusers === 0) return { level: 'problem', text: 'No superuser is active.', advice: SUPERUSER };
  return {
    level: 'ok',
    text: `${counted(holders, 'active person', 'active people')} may edit permissions, ${counted(superusers, 'superuser')} among them.`,
  };
}

async function names(): Promise<readonly Finding[]> {
  const rows = await selectOnce<{ permission: string }>('SELECT DISTINCT permission FROM group_permissions');
  const unknown = rows.map(({ permission }) => permission).filter((name) => !isPermission(name));
  if (unknown.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `${counted(unknown.length, 'permission')} of groups unknown to this version: ${unknown.slice(0, 5).join(', ')}.`,
      advice: 'They count for nothing. A later version brought them, or somebody wrote them by hand.',
    },
  ];
}

/** Whether somebody is there who can let others in, and groups hold rights that exist. */
export const permissionsCheck: Check = {
  name: 'permissions',
  label: 'Permissions',
  group: 'data',
  run: async () => [await people(), ...(await names())],
};
