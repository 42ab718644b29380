import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import { database } from '../../src/database/connect.ts';
import { Complaint } from '../../src/models/complaint.ts';
import type { Person } from '../../src/policies/actor.ts';
import { readBulkRun, type BulkRunView } from '../../src/use-cases/complaints/bulk/read-bulk-run.ts';
import { startBulkRun } from '../../src/use-cases/complaints/bulk/start-bulk-run.ts';
import { workOffBulkRun } from '../../src/use-cases/complaints/bulk/work-off-bulk-run.ts';
import { buildComplaint, type ComplaintOptions } from './complaints.ts';

/** A complaint as it is shown in the queue. */
export interface Shown {
  readonly id: number;
  readonly version: number;
}

/** So many stored complaints alike, by copying one: as fast as the engine is. */
export async function buildMany(count: number, options: ComplaintOptions): Promise<Shown[]> {
  const { id: first } = await buildComplaint(options);
  const columns = Object.values(Complaint.getAttributes())
    .map(({ field }) => field)
    .filter((field) => field !== 'id' && field !== 'submission_key')
    .join(', ');
  for (let have = 1; have < count; have *= 2) {
    const limit = Math.min(have, count - have);
    await database().query(
      `INSERT INTO complaints (${columns}) SELECT ${columns} FROM complaints WHERE id >= ${first} LIMIT ${limit}`,
    );
  }
  const built = await Complaint.findAll({ where: { id: { [Op.gte]: first } }, order: [['id', 'ASC']] });
  return built.map(({ id, version }) => ({ id, version }));
}

/** Begins a run with these complaints. */
export function begin(
  actor: Person,
  step: string,
  complaints: readonly Shown[],
  said: object = {},
): Promise<number> {
  return startBulkRun(actor, { step, runKey: randomUUID(), selection: { complaints }, ...said });
}

/** Works a run off as its job does. */
export function workOff(runId: number, signal = new AbortController().signal, attempt = 1): Promise<number> {
  return workOffBulkRun({ runId }, { signal, attempt });
}

/** Takes a step with these complaints, to the end. */
export async function takeInBulk(
  actor: Person,
  step: string,
  complaints: readonly Shown[],
  said: object = {},
): Promise<BulkRunView> {
  const runId = await begin(actor, step, complaints, said);
  await workOff(runId);
  return readBulkRun(actor, runId);
}
