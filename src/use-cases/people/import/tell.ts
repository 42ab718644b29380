import { createHash } from 'node:crypto';
import type { Changes } from '../../../journal/events.ts';
import { isChanged } from '../../../journal/row-changes.ts';
import type { Candidate } from './candidate.ts';
import type { Known } from './look-up.ts';
import { plannedChanges, type Plan, type PlannedRow } from './plan.ts';
import { changesInWords, type ImportReport, type ReportedRow, type RowOutcome } from './report.ts';

const DEPARTMENT = 'profile.departmentId';

/** With departments by name, those included that are not there yet. */
function withDepartments(changes: Changes, { profile, newDepartment }: PlannedRow, known: Known): Changes {
  if (newDepartment === undefined && changes[DEPARTMENT] === undefined) return changes;
  const nameOf = (id: unknown) => known.departments.find((department) => department.id === id)?.name ?? null;
  const from = nameOf(profile.previous('departmentId'));
  return { ...changes, [DEPARTMENT]: { from, to: newDepartment ?? nameOf(profile.departmentId) } };
}

/** Whether a row of somebody who is there already has anything to write. */
export function isDifferent(planned: PlannedRow): boolean {
  return planned.newDepartment !== undefined || isChanged(plannedChanges(planned));
}

function outcomeOf(planned: PlannedRow | undefined): RowOutcome {
  if (planned === undefined) return 'refused';
  if (planned.user.isNewRecord) return 'created';
  return isDifferent(planned) ? 'changed' : 'unchanged';
}

function reported(row: Candidate, plan: Plan, known: Known): ReportedRow {
  const planned = plan.planned.get(row);
  const outcome = outcomeOf(planned);
  const changes =
    planned === undefined || outcome !== 'changed'
      ? []
      : changesInWords(withDepartments(plannedChanges(planned), planned, known));
  return {
    line: row.line,
    username: planned?.user.username ?? row.username,
    outcome,
    changes,
    reasons: plan.refused.get(row) ?? [],
    notes: plan.notes.get(row) ?? [],
  };
}

function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Tells in words what the plan does to each row; called before anything is written. */
export function tellPlan(
  rows: readonly Candidate[],
  plan: Plan,
  known: Known,
  unknownColumns: readonly string[],
): ImportReport {
  const told = rows.map((row) => reported(row, plan, known));
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of told) counts[outcome] += 1;
  const departments = [...plan.planned.values()].map(({ newDepartment }) => newDepartment);
  const newDepartments = [...new Set(departments.filter((name) => name !== undefined))];
  const report = { counts, unknownColumns, newDepartments, rows: told };
  return { ...report, digest: digestOf([report, rows]) };
}
