import { Op } from 'sequelize';
import { z } from 'zod';
import { presentMoment } from '../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { record } from '../../journal/record.ts';
import { Complaint } from '../../models/complaint.ts';
import { Status } from '../../models/status.ts';
import { portal } from '../../policies/actor.ts';
import { APPLYING } from './changed-targets.ts';
import { clockFrom, WARNED_AT, type ClockColumns } from './clock.ts';
import { RUNNING } from './move-clock.ts';
import { coursesOf, firstReplies, runAlong, type Course } from './run-time.ts';
import { forgetTargets, targetsInForce, type Target } from './targets-in-force.ts';

/** Complaints of one transaction, and of one job: the list of jobs tells how far it came. */
const BATCH = 50;
const BATCHES = 10;

const progress = z.object({
  /** The last complaint that was done. */
  afterId: z.number().default(0),
  done: z.number().default(0),
});

async function nextOnes(afterId: number): Promise<Complaint[]> {
  const statuses = await Status.findAll({ attributes: ['id'], where: { category: [...RUNNING] }, raw: true });
  return Complaint.findAll({
    where: { id: { [Op.gt]: afterId }, statusId: statuses.map(({ id }) => id) },
    order: [['id', 'ASC']],
    limit: BATCH,
    ...forUpdate(),
  });
}

/** What was late before there was any target is no news. */
function toldAlready(target: Target | undefined, run: number): Partial<ClockColumns> {
  const level = (whole: number | null | undefined): number => {
    if (whole === null || whole === undefined) return 0;
    if (run >= whole) return 2;
    return run >= whole * WARNED_AT ? 1 : 0;
  };
  return { responseTold: level(target?.responseSeconds), resolutionTold: level(target?.resolutionSeconds) };
}

function clockAnew(
  complaint: Complaint,
  target: Target | undefined,
  course: Course,
  now: Date,
): Partial<Complaint['_attributes']> {
  const run = target === undefined ? 0 : runAlong(course, target.calendar, RUNNING, now);
  const former = complaint.clockSeconds === null ? toldAlready(target, run) : {};
  return clockFrom(target, { ...complaint.get(), ...former }, { since: now, run });
}

/** Whether what figures tell of the first answer changed. */
function countsOtherwise(complaint: Complaint, { firstResponseDueAt }: Partial<ClockColumns>): boolean {
  if (complaint.firstRespondedAt === null) return false;
  const isOther = firstResponseDueAt?.getTime() !== complaint.firstResponseDueAt?.getTime();
  return isOther || complaint.changed('firstRespondedAt');
}

/** Works out some complaints anew; returns the last of them and how many there were. */
async function applyToSome(afterId: number): Promise<{ last: number; count: number }> {
  return inTransaction(async () => {
    const now = presentMoment();
    const complaints = await nextOnes(afterId);
    const ids = complaints.map(({ id }) => id);
    if (ids.length === 0) return { last: afterId, count: 0 };
    const [targets, courses, replies] = [
      await targetsInForce(),
      await coursesOf(ids),
      await firstReplies(ids),
    ];
    const answered: number[] = [];
    for (const complaint of complaints) {
      complaint.firstRespondedAt ??= replies.get(complaint.id) ?? null;
      const { firstRespondedAt, createdAt } = complaint;
      const course = courses.get(complaint.id) ?? [{ category: 'new' as const, since: createdAt }];
      const clock = clockAnew(complaint, targets.find(complaint), course, now);
      // Not a change of the complaint: neither its version nor the time of its last change moves.
      await Complaint.update({ ...clock, firstRespondedAt }, { where: { id: complaint.id }, silent: true });
      if (countsOtherwise(complaint, clock)) answered.push(complaint.id);
    }
    const details = { complaints: ids.length, ...(answered.length > 0 ? { answered } : {}) };
    await record({ name: 'service_target.applied', by: portal, subjectId: null, details, at: now });
    return { last: ids.at(-1) ?? afterId, count: ids.length };
  });
}

/** Works out anew when what is due of all complaints whose clocks run, at once. Returns how many there were. */
export async function applyTargetsToAll(): Promise<number> {
  forgetTargets();
  let done = 0;
  for (let after = 0; ;) {
    const { last, count } = await applyToSome(after);
    if (count === 0) return done;
    [after, done] = [last, done + count];
  }
}

/**
 * Works out anew when what is due of all complaints whose clocks run, after targets, calendars or holidays changed: some
 * at a time, the rest by a job that follows. Returns how many were done so far.
 */
export async function applyTargets(payload: unknown, signal?: AbortSignal): Promise<number> {
  forgetTargets();
  let { afterId, done } = progress.parse(payload);
  for (let batch = 0; batch < BATCHES; batch += 1) {
    signal?.throwIfAborted();
    const { last, count } = await applyToSome(afterId);
    if (count === 0) return done;
    [afterId, done] = [last, done + count];
  }
  await inTransaction(() => enqueue(APPLYING, { afterId, done }));
  return done;
}
