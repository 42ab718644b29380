import { insertPlain } from '../../../database/insert-plain.ts';
import { recordHistory } from '../../../journal/record.ts';
import type { ReceivedFile } from '../../attachments/received-file.ts';
import { indexNew } from '../../complaints/search/index-new.ts';
import type { IndexedTexts } from '../../complaints/search/search-indexed.ts';
import type { ImportRun } from '../import-run.ts';
import type { Draft } from '../story/dossier.ts';
import type { Step } from '../story/story.ts';
import type { Ground } from './ground.ts';
import type { FileOf } from './plan-files.ts';
import type { PlannedComplaint } from './plan-complaint.ts';
import { addStep, complaintRow, entryOf, noRows, type Row, type Rows } from './rows.ts';

/** A complaint that is ready to be written. */
export interface ReadyComplaint {
  readonly planned: PlannedComplaint;
  readonly index: IndexedTexts;
  readonly stored: ReadonlyMap<FileOf, ReceivedFile>;
}

/** Numbers that the old portal's rows keep, as far as they are free. */
async function keptNumbers({ numbers }: Ground, steps: readonly Step[], files: readonly FileOf[]) {
  const remarks = steps.flatMap(({ said }) => said?.remarkId ?? []);
  const attached = files.flatMap(({ source }) => source?.id ?? []);
  await numbers.status_changes.refresh();
  await numbers.feedback.refresh();
  return {
    remarks: await numbers.remarks.give(remarks),
    attachments: await numbers.attachments.give(attached),
  };
}

/** Writes the rows of the steps of complaints whose events stand. */
export async function rowsOfSteps(
  ground: Ground,
  complaints: readonly {
    readonly complaintId: number;
    readonly steps: readonly Step[];
    readonly files: readonly FileOf[];
    readonly stored: ReadonlyMap<FileOf, ReceivedFile>;
    readonly firstEventId: number;
    /** Of the filing, to which the complaint's own files belong. */
    readonly filingEventId: number;
    readonly solutionOf?: (draft: Draft) => number | undefined;
  }[],
): Promise<Rows> {
  const { numbers } = ground;
  const kept = await keptNumbers(
    ground,
    complaints.flatMap(({ steps }) => steps),
    complaints.flatMap(({ files }) => files),
  );
  const rows = noRows();
  for (const { complaintId, steps, files, stored, firstEventId, filingEventId, solutionOf } of complaints) {
    const solutions = new Map<Draft, number>();
    const remarks = new Map<Step, number>();
    for (const [index, step] of steps.entries()) {
      const status = step.move === undefined ? 0 : numbers.status_changes.another();
      if (step.move !== undefined) solutions.set(step, status);
      const remark =
        step.said === undefined
          ? 0
          : (kept.remarks.get(step.said.remarkId ?? 0) ?? numbers.remarks.another());
      remarks.set(step, remark);
      const feedback = step.rated === undefined ? 0 : numbers.feedback.another();
      const own = { complaintId, eventId: firstEventId + index, status, remark, feedback };
      addStep(rows, step, { ...own, solutionOf: (draft) => solutions.get(draft) ?? solutionOf?.(draft) });
    }
    for (const file of files) {
      const received = stored.get(file);
      if (received === undefined) continue;
      const id = kept.attachments.get(file.source?.id ?? 0) ?? numbers.attachments.another();
      const index = file.step === undefined ? -1 : steps.indexOf(file.step);
      const eventId = index < 0 ? filingEventId : firstEventId + index;
      const remarkId = file.step === undefined ? null : (remarks.get(file.step) ?? null);
      rows.attachments.push(attachmentRow(file, received, { id, complaintId, eventId, remarkId }));
      if (file.source !== undefined) rows.became.push({ ...file.source, targetId: id, as: 'row' });
    }
  }
  return rows;
}

function attachmentRow(
  { at, uploaderId }: FileOf,
  { key, name, contentType, sizeBytes, sha256 }: ReceivedFile,
  to: {
    readonly id: number;
    readonly complaintId: number;
    readonly eventId: number;
    readonly remarkId: number | null;
  },
): Row {
  return {
    id: to.id,
    complaint_id: to.complaintId,
    remark_id: to.remarkId,
    uploader_id: uploaderId,
    original_name: name,
    storage_key: key,
    size_bytes: sizeBytes,
    content_type: contentType,
    sha256,
    event_id: to.eventId,
    created_at: at,
  };
}

/** Inserts rows in the order in which they refer to each other. */
export async function insertRowsOf(
  { imported }: ImportRun,
  { status_changes, remarks, feedback, attachments, became }: Rows,
): Promise<void> {
  await insertPlain('status_changes', status_changes);
  await insertPlain('remarks', remarks);
  await insertPlain('feedback', feedback);
  await insertPlain('attachments', attachments);
  await imported.remember(became);
}

/** Writes new complaints with all that belongs to them, in the running transaction; returns their numbers. */
export async function writeNew(
  ground: Ground,
  ready: readonly ReadyComplaint[],
): Promise<Map<number, number>> {
  const { run, numbers } = ground;
  const given = await numbers.complaints.give(ready.map(({ planned }) => planned.dossier.id));
  const idOf = ({ planned }: ReadyComplaint): number => given.get(planned.dossier.id) ?? 0;
  const entries = ready.flatMap((one) => one.planned.story.steps.map((step) => entryOf(step, idOf(one))));
  let next = await recordHistory(entries);
  const placed = ready.map((one) => {
    const { story, files } = one.planned;
    const firstEventId = next;
    next += story.steps.length;
    return {
      complaintId: idOf(one),
      steps: story.steps,
      files,
      stored: one.stored,
      firstEventId,
      filingEventId: firstEventId,
    };
  });
  await insertPlain(
    'complaints',
    ready.map(({ planned }, index) => {
      const { complaintId = 0, firstEventId = 0, steps = [] } = placed[index] ?? {};
      return complaintRow(planned, complaintId, {
        lastEventId: firstEventId + steps.length - 1,
        now: run.now,
      });
    }),
  );
  await insertRowsOf(run, await rowsOfSteps(ground, placed));
  await indexNew(ready.map((one) => ({ id: idOf(one), index: one.index })));
  await run.imported.remember(
    ready.map((one) => ({
      table: 'complaints_complaint',
      id: one.planned.dossier.id,
      targetId: idOf(one),
      as: 'row' as const,
    })),
  );
  return given;
}
