import { select } from '../../../database/select.ts';
import type { Person } from '../../../policies/actor.ts';

/** Most that are listed. */
const MOST = 5;

/** A complaint in which its reporter is to do something. */
export interface WaitingComplaint {
  readonly id: number;
  readonly title: string;
  /** To answer a question, or to say whether the solution works. */
  readonly what: 'answer' | 'confirm';
}

interface Row {
  readonly id: number;
  readonly title: string;
  readonly category: 'pending' | 'resolved';
}

const STATEMENT = `
  SELECT c.id, c.title, s.category FROM complaints c JOIN statuses s ON s.id = c.status_id
  WHERE c.reporter_id = $person AND s.category IN ('pending', 'resolved')
  ORDER BY c.last_activity_at DESC, c.id DESC LIMIT ${MOST}`;

/** What waits for this person, the last active first. */
export async function listWaiting({ id }: Person): Promise<WaitingComplaint[]> {
  const rows = await select<Row>(STATEMENT, { person: id });
  return rows.map(({ category, ...row }) => ({
    ...row,
    what: category === 'pending' ? 'answer' : 'confirm',
  }));
}
