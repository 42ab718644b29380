import { select } from '../../../database/select.ts';
import { displayName } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { authorize } from '../../../policies/policy.ts';
import { reportPolicy } from '../../../policies/report.ts';
import { holdersOf } from '../../people/holders-of.ts';

/** People who are listed at most. */
const MOST = 200;

interface ReaderRow {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * Who can be sent a report, by name: those who may see the figures of all.
 *
 * @throws ForbiddenError for those who may not.
 */
export async function listReaders(actor: Actor): Promise<{ readonly id: number; readonly name: string }[]> {
  authorize(reportPolicy, actor, 'list');
  const rows = await select<ReaderRow>(
    `SELECT id, username, first_name AS firstName, last_name AS lastName FROM users
      WHERE is_active = 1 AND is_service = 0 AND (is_superuser = 1
        OR (id IN (${holdersOf('reports.view')}) AND id IN (${holdersOf('complaints.view')})))
      ORDER BY name_sorted, id LIMIT ${MOST}`,
    {},
  );
  return rows.map((row) => ({ id: row.id, name: displayName(row) }));
}
