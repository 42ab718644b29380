import { literal } from 'sequelize';
import { selectOnce } from '../../../database/select.ts';
import { recordHistory } from '../../../journal/record.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { ReceivedFile } from '../../attachments/received-file.ts';
import { indexComplaint } from '../../complaints/search/index-complaint.ts';
import type { Ground } from './ground.ts';
import type { Addition } from './plan-added.ts';
import type { FileOf } from './plan-files.ts';
import { entryOf } from './rows.ts';
import { insertRowsOf, rowsOfSteps } from './write-new.ts';

async function filingOf(complaintId: number): Promise<number> {
  const [row] = await selectOnce<{ id: number | null }>(
    `SELECT MIN(id) AS id FROM events WHERE complaint_id = ${complaintId} AND name = 'complaint.filed'`,
  );
  return row?.id ?? 0;
}

/** Where it went on there, it goes on here; otherwise its last activity alone. */
async function update({ run }: Ground, { planned, complaintId, steps, isMoved }: Addition): Promise<void> {
  const last = steps.at(-1)?.at;
  const { status, assignee, ends, story } = planned;
  const moved = {
    statusId: status.id,
    assigneeId: assignee?.id ?? null,
    ...ends,
    reopenCount: story.reopened,
    answerAwaitedSince: status.category === 'resolved' ? run.now : null,
    version: literal('version + 1'),
  };
  const values = {
    ...(last === undefined ? {} : { lastActivityAt: last }),
    ...(story.firstReply === null ? {} : { firstRespondedAt: story.firstReply }),
    ...(isMoved ? moved : {}),
  };
  await Complaint.update(values, { where: { id: complaintId }, silent: true });
  await indexComplaint(await Complaint.findByPk(complaintId, { rejectOnEmpty: true }));
}

/** Writes what came to complaints since they were taken, in the running transaction. */
export async function writeAdded(
  ground: Ground,
  additions: readonly (Addition & { readonly stored: ReadonlyMap<FileOf, ReceivedFile> })[],
): Promise<void> {
  for (const addition of additions) {
    const { complaintId, steps, files, stored, solution } = addition;
    if (steps.length === 0 && files.length === 0) continue;
    const filingEventId = await filingOf(complaintId);
    // A file alone is told as what it is: something that came later.
    const entries =
      steps.length > 0
        ? steps.map((step) => entryOf(step, complaintId))
        : [
            {
              name: 'command.run' as const,
              by: ground.run.by,
              subjectId: null,
              details: { command: 'import-django', result: [{ filesOf: complaintId }] },
            },
          ];
    const firstEventId = await recordHistory(entries);
    const own = {
      complaintId,
      steps,
      files,
      stored,
      firstEventId,
      filingEventId,
      solutionOf: () => solution,
    };
    await insertRowsOf(ground.run, await rowsOfSteps(ground, [own]));
    await update(ground, addition);
  }
}
