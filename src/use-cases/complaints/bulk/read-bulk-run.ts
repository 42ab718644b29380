import { col, fn, literal, Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { BulkRow, type BulkRowState } from '../../../models/bulk-row.ts';
import { BulkRun } from '../../../models/bulk-run.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { bulkRunPolicy } from '../../../policies/bulk-run.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { authorize, found } from '../../../policies/policy.ts';
import { plainRows } from '../../records/plain-rows.ts';
import { bulkWords, summaryOf, type Tally } from './bulk-words.ts';
import { undoableFor } from './undo-time.ts';

/** Most complaints that are named with the reason why they were left out. */
const MOST_NAMED = 500;
/** How long after its end a run is found again by itself, in milliseconds. */
const FOUND_FOR_MS = 600_000;
/** Most runs that are found again. */
const MOST_FOUND = 3;

/** A complaint that was left out. */
export interface LeftOut {
  readonly id: number;
  /** Empty where it is gone, or the reader does not see it any more. */
  readonly title: string;
  readonly reason: string;
}

/** How far a run is, and what became of its complaints. */
export interface BulkRunView extends Tally {
  readonly id: number;
  readonly step: string;
  /** What is done with them, as it goes on after "3 complaints were". */
  readonly told: string;
  readonly isDone: boolean;
  /** The same as a sentence. */
  readonly summary: string;
  /** The first of those that were left out, once all were looked at. */
  readonly leftOut: readonly LeftOut[];
  /** For how long it can be taken back from now on, in milliseconds; 0: not, or not any more. */
  readonly undoableMs: number;
}

async function countsOf(runId: number): Promise<Record<BulkRowState, number>> {
  const rows = await plainRows<{ state: BulkRowState; number: number }>(BulkRow, {
    attributes: ['state', [fn('COUNT', col('complaint_id')), 'number']],
    where: { runId },
    group: ['state'],
  });
  const counted = Object.fromEntries(rows.map(({ state, number }) => [state, number]));
  return { waiting: 0, done: 0, kept: 0, refused: 0, ...counted };
}

async function leftOutOf(actor: Actor, runId: number): Promise<LeftOut[]> {
  const rows = await BulkRow.findAll({
    where: { runId, state: 'refused' },
    order: [['place', 'ASC']],
    limit: MOST_NAMED,
  });
  const id = rows.map(({ complaintId }) => complaintId);
  const visible = { [Op.and]: [complaintPolicy.visibleTo(actor), { id }] };
  const complaints = await Complaint.findAll({ attributes: ['id', 'title'], where: visible, raw: true });
  const titles = new Map(complaints.map((one) => [one.id, one.title]));
  return rows.map(({ complaintId, reason }) => ({
    id: complaintId,
    title: titles.get(complaintId) ?? '',
    reason,
  }));
}

async function viewOf(actor: Actor, run: BulkRun): Promise<BulkRunView> {
  const { id, step, state } = run;
  const { waiting, done, kept, refused } = await countsOf(id);
  const isDone = state === 'done';
  // What waits in a run that ended was not looked at: it was stopped.
  const tally = {
    total: waiting + done + kept + refused,
    done,
    kept,
    refused,
    stopped: isDone ? waiting : 0,
  };
  const told = await bulkWords(run);
  const undone = await BulkRun.count({ where: { undoesId: id } });
  return {
    id,
    step,
    told,
    isDone,
    summary: summaryOf(tally, told, isDone),
    ...tally,
    leftOut: isDone && refused > 0 ? await leftOutOf(actor, id) : [],
    undoableMs: done === 0 || undone > 0 || actor.id !== run.starterId ? 0 : undoableFor(run),
  };
}

/**
 * How far a run is.
 *
 * @throws NotFoundError for whoever did not begin it and does not look after the portal.
 */
export async function readBulkRun(actor: Actor, id: number): Promise<BulkRunView> {
  authorize(bulkRunPolicy, actor, 'read');
  const where = { [Op.and]: [{ id }, bulkRunPolicy.visibleTo(actor)] };
  return viewOf(actor, found(await BulkRun.findOne({ where })));
}

/** The actor's own runs that are not done, or ended a moment ago and were not taken back; the latest first. */
export async function listBulkRuns(actor: Actor): Promise<BulkRunView[]> {
  authorize(bulkRunPolicy, actor, 'list');
  const since = new Date(presentMoment().getTime() - FOUND_FOR_MS);
  const runs = await BulkRun.findAll({
    where: {
      starterId: actor.id ?? 0,
      id: { [Op.notIn]: literal('(SELECT undoes_id FROM bulk_runs WHERE undoes_id IS NOT NULL)') },
      [Op.or]: [{ state: 'running' }, { endedAt: { [Op.gte]: since } }],
    },
    order: [['id', 'DESC']],
    limit: MOST_FOUND,
  });
  return Promise.all(runs.map((run) => viewOf(actor, run)));
}
