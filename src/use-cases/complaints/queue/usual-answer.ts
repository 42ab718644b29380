import { select, readMoment, storedMoment } from '../../../database/select.ts';
import { DAY_MS } from '../../../durations.ts';

/** Complaints by which it is told how soon IT answers: the newest of those that had the time to be answered. */
const MOST_LOOKED_AT = 200;
/** Of fewer, nothing is told. */
const FEWEST = 20;
const YOUNGEST_MS = 3 * DAY_MS;
const OLDEST_MS = 60 * DAY_MS;

const STATEMENT = `
  SELECT c.created_at AS filedAt, (
    SELECT MIN(r.created_at) FROM remarks r
    WHERE r.complaint_id = c.id AND r.is_internal = 0 AND r.author_id <> c.reporter_id
  ) AS answeredAt
  FROM complaints c WHERE c.created_at >= $from AND c.created_at <= $to
  ORDER BY c.created_at DESC LIMIT ${MOST_LOOKED_AT}`;

interface Row {
  readonly filedAt: Date | string;
  readonly answeredAt: Date | string | null;
}

/**
 * How long it usually takes until somebody else says something publicly about a new complaint, in milliseconds: the
 * median, in which what was never answered counts as the longest. Undefined where too few or fewer than half were.
 */
export async function usualAnswer(now: Date = new Date()): Promise<number | undefined> {
  const at = (ago: number) => storedMoment(new Date(now.getTime() - ago));
  const rows = await select<Row>(STATEMENT, { from: at(OLDEST_MS), to: at(YOUNGEST_MS) });
  if (rows.length < FEWEST) return undefined;
  const times = rows
    .map(({ filedAt, answeredAt }) =>
      answeredAt === null ? Infinity : readMoment(answeredAt).getTime() - readMoment(filedAt).getTime(),
    )
    .toSorted((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] ?? Infinity;
  return Number.isFinite(median) ? median : undefined;
}
