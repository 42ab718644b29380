import { forUpdate, inTransaction } from '../../../database/transaction.ts';
import { AppError, ForbiddenError, UnavailableError } from '../../../errors.ts';
import { log } from '../../../log.ts';
import { BulkRow, REASON_LENGTH } from '../../../models/bulk-row.ts';
import { BulkRun } from '../../../models/bulk-run.ts';
import { Complaint } from '../../../models/complaint.ts';
import { Status } from '../../../models/status.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { loadAnybody } from '../../people/load-actor.ts';
import { bulkStep, type BulkStep } from './bulk-steps.ts';

/** Attempts of the job after which a complaint with which something unforeseen happens is left out. */
const ATTEMPTS = 3;

type Place = Pick<BulkRow, 'runId' | 'complaintId'>;

/** Whoever began it, with the rights of this moment. */
async function starterOf({ starterId }: BulkRun): Promise<Actor> {
  const signedIn = await loadAnybody(starterId);
  if (signedIn === undefined) throw new ForbiddenError('Whoever began this cannot sign in any more.');
  return signedIn.actor;
}

/** What can be put back, as it is before the step. */
async function presentState({ undo }: BulkStep, id: number): Promise<object | undefined> {
  if (undo === undefined) return undefined;
  const complaint = await Complaint.findByPk(id, {
    attributes: ['id', 'assigneeId', 'urgency', 'statusId'],
    ...forUpdate(),
  });
  if (complaint === null) return undefined;
  if (undo === 'putBackUrgency') return { urgency: complaint.urgency };
  const status = await Status.findByPk(complaint.statusId, { attributes: ['code'] });
  return { assigneeId: complaint.assigneeId, statusCode: status?.code ?? null };
}

async function takeStep(run: BulkRun, row: BulkRow, step: BulkStep, actor: Actor): Promise<void> {
  const was = await presentState(step, row.complaintId);
  const said = JSON.parse(run.input) as object;
  // Of what is spread the plan knows who gets it.
  const given = JSON.parse(row.given) as object;
  const input = Object.fromEntries(
    Object.entries({ ...said, ...given }).filter(([name]) => name !== 'assigneeIds'),
  );
  const { version } = await step.take(actor, {
    ...input,
    id: row.complaintId,
    version: row.version ?? undefined,
  });
  await row.update({
    state: 'done',
    was: was === undefined ? '' : JSON.stringify(was),
    versionAfter: version,
  });
}

/**
 * Does this with the row, if it still waits, and says whether the run goes on: whoever stops it waits for the end of the
 * transaction, and after that nothing of it is taken any more.
 */
function withWaiting(
  { runId, complaintId }: Place,
  work: (row: BulkRow) => Promise<unknown>,
): Promise<boolean> {
  return inTransaction(async () => {
    const run = await BulkRun.findOne({
      attributes: ['id'],
      where: { id: runId, state: 'running' },
      ...forUpdate(),
    });
    if (run === null) return false;
    const where = { runId, complaintId, state: 'waiting' } as const;
    const row = await BulkRow.findOne({ where, ...forUpdate() });
    if (row !== null) await work(row);
    return true;
  });
}

function refuse(place: Place, reason: string): Promise<boolean> {
  return withWaiting(place, (row) =>
    row.update({ state: 'refused', reason: reason.slice(0, REASON_LENGTH) }),
  );
}

/** Why a complaint is left out; what may go better later is thrown on. */
function reasonOf(error: unknown, place: Place, attempt: number): string {
  if (error instanceof AppError && !(error instanceof UnavailableError)) return error.message;
  if (attempt < ATTEMPTS) throw error;
  log.error({ err: error, ...place }, 'a step of a bulk run failed again');
  return 'Something went wrong with this one. Try it on its own page.';
}

/**
 * Takes the step of a run with one of its complaints, in one transaction with what is noted of it: however often it is
 * begun, it is taken at most once. A refusal is kept as the reason. Returns whether the run goes on: false once it was
 * stopped.
 *
 * @param attempt of the job.
 * @throws Error what may go better at a later attempt.
 */
export async function takeBulkRow(
  run: BulkRun,
  { runId, complaintId }: Place,
  attempt: number,
): Promise<boolean> {
  const place = { runId, complaintId };
  try {
    const actor = await starterOf(run);
    authorize(complaintPolicy, actor, 'bulk');
    const step = found(bulkStep(run.step));
    return await withWaiting(place, (row) => takeStep(run, row, step, actor));
  } catch (error) {
    return refuse(place, reasonOf(error, place, attempt));
  }
}
