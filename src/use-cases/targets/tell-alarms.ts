import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { ConflictError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import { Complaint } from '../../models/complaint.ts';
import { portal } from '../../policies/actor.ts';
import { ringing, type Ringing } from './alarms.ts';
import { targetsInForce } from './targets-in-force.ts';

const BATCH = 200;

/** Those whose moment has come, those first that wait longest. */
async function ringingNow(now: Date): Promise<number[]> {
  const rows = await Complaint.findAll({
    attributes: ['id'],
    where: { alarmAt: { [Op.lte]: now } },
    order: [['alarmAt', 'ASC']],
    limit: BATCH,
    raw: true,
  });
  return rows.map(({ id }) => id);
}

/**
 * Writes what came of it, unless somebody did, or took a step that the clock minds, since it was read. It is no change
 * of the complaint: neither its version nor the time of its last change moves.
 */
async function write(read: Complaint, columns: Partial<Ringing['columns']>): Promise<boolean> {
  const { id, alarmAt, firstRespondedAt } = read;
  const [changed] = await Complaint.update(columns, {
    where: { id, alarmAt, firstRespondedAt },
    silent: true,
  });
  return changed > 0;
}

/** Tells what there is to tell of one complaint; returns how much. */
async function tellOf(id: number, now: Date): Promise<number> {
  const complaint = await Complaint.findOne({ where: { id, alarmAt: { [Op.lte]: now } } });
  if (complaint === null) return 0;
  const target = (await targetsInForce()).find(complaint);
  const { alarms, columns } =
    target === undefined ? { alarms: [], columns: { alarmAt: null } } : ringing(target, complaint, now);
  if (alarms.length === 0) {
    await write(complaint, columns);
    return 0;
  }
  const telling = inTransaction(async () => {
    if (!(await write(complaint, columns))) throw new ConflictError('Told already.');
    for (const { name, details } of alarms)
      await record({ name, by: portal, subjectId: id, complaintId: id, details, at: now });
    return alarms.length;
  });
  return telling.catch((error: unknown) => {
    if (error instanceof ConflictError) return 0;
    throw error;
  });
}

/**
 * Warns of what is late soon and escalates what is late, each once: by events, which say so where the portal noticed it
 * later than it happened. Returns how many there were.
 *
 * @param signal ends it between two complaints.
 */
export async function tellAlarms(signal?: AbortSignal, now: Date = presentMoment()): Promise<number> {
  let told = 0;
  const seen = new Set<number>();
  for (let ids = await ringingNow(now); ids.length > 0; ids = await ringingNow(now)) {
    const fresh = ids.filter((id) => !seen.has(id));
    // One whose moment does not move would be met for ever.
    if (fresh.length === 0) break;
    for (const id of fresh) {
      signal?.throwIfAborted();
      seen.add(id);
      told += await tellOf(id, now);
    }
  }
  return told;
}
