import { z } from 'zod';
import { insertRows } from '../../../database/insert-row.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { presentSurroundings } from '../../../journal/surroundings.ts';
import { BulkRun } from '../../../models/bulk-run.ts';
import type { Actor } from '../../../policies/actor.ts';
import { bulkRunPolicy } from '../../../policies/bulk-run.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { parseInput } from '../../parse-input.ts';
import { requireAssignable } from '../steps/assignable.ts';
import { bulkStep, type BulkStep } from './bulk-steps.ts';
import { chosenComplaints, selectionInput, type Chosen } from './chosen-complaints.ts';
import { planOf } from './plan-spread.ts';

/** The kind of the job that works a run off. */
export const BULK_JOB = 'complaints.bulk';

/** A complaint of a run that begins. */
export interface NewRow extends Chosen {
  /** What the step takes with this one alone. */
  readonly given?: object;
  /** There is nothing to be changed. */
  readonly isKept?: boolean;
}

const startInput = z.object({
  /** Of the form: sent twice it begins one run. */
  runKey: z.string('A run has a key.').regex(/^[\w-]{8,64}$/, 'A run has a key.'),
  step: z.string('Choose a step.'),
  selection: selectionInput,
});

/** @throws ForbiddenError unless the actor may take this step with many, as far as that depends on them alone. */
export function authorizeBulk(actor: Actor, { rule }: BulkStep): void {
  authorize(complaintPolicy, actor, 'bulk');
  authorize(complaintPolicy, actor, rule, { reporterId: 0, assigneeId: actor.id });
}

async function rowsFor(actor: Actor, step: string, said: object, chosen: readonly Chosen[]) {
  if ('assigneeId' in said) await requireAssignable(Number(said.assigneeId));
  if (step !== 'spread' || !('assigneeIds' in said)) return chosen;
  const { takers, kept } = await planOf(actor, chosen, said.assigneeIds as number[]);
  const [first] = takers.values();
  // What cannot be assigned is told so by the step itself, whoever it would go to.
  const anybody = first ?? (said.assigneeIds as number[])[0];
  return chosen.map((one) => ({
    ...one,
    given: { assigneeId: takers.get(one.id) ?? anybody },
    isKept: kept.has(one.id),
  }));
}

function storedRow(runId: number, { id, version, given = {}, isKept = false }: NewRow, place: number) {
  return {
    run_id: runId,
    complaint_id: id,
    place,
    version,
    given: JSON.stringify(given),
    state: isKept ? 'kept' : 'waiting',
  };
}

/** What a run that begins has of its own. */
type NewRun = Pick<BulkRun, 'runKey' | 'step'> & { readonly said: object; readonly undoesId?: number };

/** Stores a run with its complaints and the job that works it off, in the surrounding transaction. */
export async function storeRun(
  actor: Actor,
  { runKey, step, said, undoesId }: NewRun,
  rows: readonly NewRow[],
): Promise<number> {
  const { origin, address = null, requestId = null } = presentSurroundings();
  const { id } = await BulkRun.create({
    starterId: Number(actor.id),
    runKey,
    step,
    input: JSON.stringify(said),
    undoesId: undoesId ?? null,
    origin,
    address,
    requestId,
  });
  await insertRows(
    'bulk_rows',
    rows.map((row, place) => storedRow(id, row, place)),
  );
  await enqueue(BULK_JOB, { runId: id });
  return id;
}

/** The run that this form began already. */
async function sameRun({ id: starterId }: Actor, runKey: string): Promise<number | undefined> {
  const run = await BulkRun.findOne({ attributes: ['id'], where: { starterId: starterId ?? 0, runKey } });
  return run?.id;
}

/**
 * Begins to take one step with many complaints, which are fixed from now on; a job takes it with one after the other.
 * A form that is sent again begins nothing. Returns the number of the run.
 *
 * @param input `step`, `runKey`, `selection`, and what the step takes.
 * @throws ForbiddenError; InvalidInputError at the fields, before anything is done.
 */
export async function startBulkRun(actor: Actor, input: unknown, timeZone?: string): Promise<number> {
  authorize(bulkRunPolicy, actor, 'create');
  const { runKey, step, selection } = parseInput(startInput, input);
  const bulk = found(bulkStep(step));
  authorizeBulk(actor, bulk);
  const said = parseInput(bulk.said, input);
  const chosen = await chosenComplaints(actor, selection, timeZone);
  const before = await sameRun(actor, runKey);
  if (before !== undefined) return before;
  try {
    const begin = async () =>
      storeRun(actor, { runKey, step, said }, await rowsFor(actor, step, said, chosen));
    return await inTransaction(begin);
  } catch (error) {
    // The same form came twice at once, and the other was quicker.
    const other = await sameRun(actor, runKey);
    if (other === undefined) throw error;
    return other;
  }
}
