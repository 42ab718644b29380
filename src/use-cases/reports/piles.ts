import { select, storedMoment } from '../../database/select.ts';
import { UNSOLVED } from '../../policies/complaint-steps.ts';
import type { StatusCategory } from '../../models/status.ts';
import { URGENCIES, type Urgency } from '../../models/complaint.ts';
import { beginOfDay, daysAfter, type Day } from './counting/days.ts';
import type { Filters } from './counting/read-figures.ts';

/** Unsolved complaints of one status, urgency and engineer; 0: nobody. */
export interface Pile {
  readonly status: number;
  readonly category: StatusCategory;
  readonly urgency: Urgency;
  readonly engineer: number;
  readonly open: number;
  readonly overdue: number;
  /** Due on this day, whether that is over by now or not. */
  readonly dueToday: number;
  /** Overdue, or due on this day. */
  readonly pressing: number;
}

const OPEN = UNSOLVED.map((category) => `'${category}'`).join(', ');

function conditionOf({ department, type, engineer }: Filters): string {
  const chosen = [
    ...(type === null ? [] : [`c.type_id = ${Math.trunc(type)}`]),
    ...(engineer === null
      ? []
      : [engineer === 0 ? 'c.assignee_id IS NULL' : `c.assignee_id = ${Math.trunc(engineer)}`]),
    ...(department === null ? [] : [`COALESCE(p.department_id, 0) = ${Math.trunc(department)}`]),
  ];
  return chosen.map((one) => ` AND ${one}`).join('');
}

interface Row extends Pick<Pile, 'status' | 'category' | 'engineer'> {
  readonly urgencyRank: number;
  readonly total: number;
  /** Sums are texts with MySQL. */
  readonly overdue: number | string;
  readonly dueToday: number | string;
  readonly pressing: number | string;
}

function pileOf({ urgencyRank, total, status, category, engineer, ...sums }: Row): Pile {
  return {
    status,
    category,
    engineer,
    urgency: URGENCIES[urgencyRank - 1] ?? 'medium',
    open: total,
    overdue: Number(sums.overdue),
    dueToday: Number(sums.dueToday),
    pressing: Number(sums.pressing),
  };
}

/** What is unsolved at a moment, in piles. */
export async function readPiles(filters: Filters, now: Date, today: Day, timeZone: string): Promise<Pile[]> {
  const people = filters.department === null ? '' : ' LEFT JOIN user_profiles p ON p.user_id = c.reporter_id';
  const rows = await select<Row>(
    `SELECT s.id AS status, s.category AS category, c.urgency_rank AS urgencyRank, COALESCE(c.assignee_id, 0) AS engineer,
      COUNT(*) AS total,
      SUM(CASE WHEN c.due_at <= $now THEN 1 ELSE 0 END) AS overdue,
      SUM(CASE WHEN c.due_at >= $begin AND c.due_at < $end THEN 1 ELSE 0 END) AS dueToday,
      SUM(CASE WHEN c.due_at < $end THEN 1 ELSE 0 END) AS pressing
      FROM statuses s JOIN complaints c ON c.status_id = s.id${people}
      WHERE s.category IN (${OPEN})${conditionOf(filters)}
      GROUP BY s.id, s.category, c.urgency_rank, c.assignee_id`,
    {
      now: storedMoment(now),
      begin: storedMoment(new Date(beginOfDay(today, timeZone))),
      end: storedMoment(new Date(beginOfDay(daysAfter(today, 1), timeZone))),
    },
  );
  return rows.map(pileOf);
}

/** How many there are in some of the piles. */
export function sumOf(
  piles: readonly Pile[],
  what: 'open' | 'overdue' | 'dueToday' | 'pressing',
  isMeant: (pile: Pile) => boolean = () => true,
): number {
  return piles.reduce((sum, pile) => sum + (isMeant(pile) ? pile[what] : 0), 0);
}
