import { literal, Op, where } from 'sequelize';
import { storedMoment } from '../../../database/select.ts';
import { URGENCIES } from '../../../models/complaint.ts';
import type { Ordering } from './queue-order.ts';

type Direction = 'asc' | 'desc';

/** What the indexes know urgencies by. */
export const URGENCY_RANKS = URGENCIES.map((_, index) => index + 1);

const RANKS = URGENCY_RANKS.map((rank) => where(literal('urgency_rank'), rank));
/** Of one urgency the oldest come first. */
const OLDEST = { by: 'createdAt', direction: 'asc' } as const;

/** Groups in this direction, of those that stand in the rising one. */
export const turned = <Group>(groups: readonly Group[], direction: Direction): readonly Group[] =>
  direction === 'asc' ? groups : groups.toReversed();

/** From the least urgent on, or from the most. */
export function urgencyOrdering(direction: Direction): Ordering {
  return { ...OLDEST, groups: turned(RANKS, direction), ranked: `urgency_rank ${direction}` };
}

/** From the least pressing to what is overdue and critical, or the other way. */
export function pressingOrdering(now: Date, direction: Direction): Ordering {
  const late = { dueAt: { [Op.lte]: now } };
  const inTime = { [Op.or]: [{ dueAt: null }, { dueAt: { [Op.gt]: now } }] };
  const groups = [inTime, late].flatMap((when) => RANKS.map((rank) => ({ [Op.and]: [when, rank] })));
  const isLate = `(due_at IS NOT NULL AND due_at <= '${storedMoment(now)}')`;
  const ranked = `${isLate} ${direction}, urgency_rank ${direction}`;
  return { ...OLDEST, groups: turned(groups, direction), ranked };
}
