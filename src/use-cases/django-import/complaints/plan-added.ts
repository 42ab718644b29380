import { selectOnce } from '../../../database/select.ts';
import type { Step } from '../story/story.ts';
import type { PlannedComplaint } from './plan-complaint.ts';
import type { FileOf } from './plan-files.ts';
import { keyOf } from './row-fates.ts';

/** What came to a complaint in the old portal since it was taken. */
export interface Addition {
  readonly planned: PlannedComplaint;
  readonly complaintId: number;
  readonly steps: readonly Step[];
  readonly files: readonly FileOf[];
  /** Its status went on there, and nobody did anything with it here. */
  readonly isMoved: boolean;
  /** The change of status that a rating is of. */
  readonly solution: number | undefined;
}

/** Complaints with which somebody did something here. */
async function touchedAmong(ids: readonly number[]): Promise<Set<number>> {
  const rows = await selectOnce<{ id: number }>(
    `SELECT DISTINCT complaint_id AS id FROM events WHERE complaint_id IN (${ids.join(', ')}) AND origin <> 'import' AND name LIKE 'complaint.%'`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The last solution of each complaint that nobody rated. */
async function solutionsOf(ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await selectOnce<{ complaintId: number; id: number }>(
    `SELECT c.complaint_id AS complaintId, MAX(c.id) AS id FROM status_changes c JOIN statuses s ON s.id = c.to_status_id
      LEFT JOIN feedback f ON f.status_change_id = c.id
      WHERE c.complaint_id IN (${ids.join(', ')}) AND s.category IN ('resolved', 'closed') AND f.id IS NULL GROUP BY c.complaint_id`,
  );
  return new Map(rows.map(({ complaintId, id }) => [complaintId, id]));
}

interface Known {
  readonly known: ReadonlySet<string>;
  readonly touched: ReadonlySet<number>;
  readonly solutions: ReadonlyMap<number, number>;
}

function skip({ fates }: PlannedComplaint, { sources }: Step, why: string): false {
  for (const { table, id } of sources) fates.skipped(table, id, why);
  return false;
}

function additionOf(
  planned: PlannedComplaint,
  complaintId: number,
  { known, touched, solutions }: Known,
): Addition {
  const { steps } = planned.story;
  const isNew = ({ sources }: Step): boolean =>
    sources.length > 0 && sources.every((source) => !known.has(keyOf(source)));
  const solution = solutions.get(complaintId);
  const added = steps.filter((step) => {
    if (!isNew(step)) return false;
    if (step.move !== undefined && touched.has(complaintId))
      return skip(planned, step, 'the complaint went on in this portal');
    const isRated = step.rated !== undefined && !isNew(step.rated.of as Step) && solution === undefined;
    return isRated ? skip(planned, step, 'the solution is rated here already') : true;
  });
  // What belongs to a step that stands says nothing new.
  for (const { sources } of steps.filter(
    (step) => !added.includes(step) && step.sources.some((one) => known.has(keyOf(one))),
  ))
    for (const source of sources)
      if (!known.has(keyOf(source)))
        planned.fates.skipped(source.table, source.id, 'its step was taken before');
  const files = planned.files.filter(({ source, step }) =>
    step === undefined ? source !== undefined : added.includes(step),
  );
  const isMoved = added.some(({ move }) => move !== undefined);
  return { planned, complaintId, steps: added, files, isMoved, solution };
}

/** Finds out what is new of complaints that were taken before. */
export async function planAdditions(
  planned: readonly { readonly planned: PlannedComplaint; readonly complaintId: number }[],
  known: ReadonlySet<string>,
): Promise<Addition[]> {
  if (planned.length === 0) return [];
  const ids = planned.map(({ complaintId }) => complaintId);
  const all: Known = { known, touched: await touchedAmong(ids), solutions: await solutionsOf(ids) };
  return planned.map((one) => additionOf(one.planned, one.complaintId, all));
}
