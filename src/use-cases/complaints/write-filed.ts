import { insertChecked } from '../../database/insert-checked.ts';
import { insertRow } from '../../database/insert-row.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { record } from '../../journal/record.ts';
import { Complaint, type Urgency } from '../../models/complaint.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import type { ReceivedFile } from '../attachments/received-file.ts';
import { firstClock } from '../targets/move-clock.ts';
import type { DetailName } from './complaint-fields.ts';
import type { FilingGround } from './filing-ground.ts';
import type { Parties } from './filing-parties.ts';
import { indexFiled, type PreparedIndex } from './search/index-new.ts';

/** What a new complaint says, as it is stored. */
export interface FiledValues extends Readonly<Record<DetailName, string>> {
  readonly title: string;
  readonly description: string;
  readonly typeId: number;
  readonly urgency: Urgency;
  readonly submissionKey?: string | undefined;
  readonly attachments: readonly ReceivedFile[];
}

/** What is known of a complaint before it is written. */
export interface Filed {
  readonly parties: Parties;
  readonly values: FiledValues;
  readonly followUpOfId: number | null;
  readonly ground: FilingGround;
  readonly index: PreparedIndex;
}

async function writeRow({ parties, values, followUpOfId, ground }: Filed, at: Date): Promise<Complaint> {
  const { attachments: _files, submissionKey = null, ...said } = values;
  const moments = { createdAt: at, updatedAt: at, lastActivityAt: at };
  return insertChecked(Complaint, {
    ...said,
    ...moments,
    ...(await firstClock(values, at)),
    submissionKey,
    followUpOfId,
    reporterId: parties.reporter.id,
    statusId: ground.status.id,
  });
}

/** Writes a complaint, the first line of its history, its files and what it is found by; its values are checked. */
export async function writeFiled(filed: Filed): Promise<Complaint> {
  const { parties, values, followUpOfId, ground } = filed;
  const { status } = ground;
  const { filer, reporter } = parties;
  const createdAt = presentMoment();
  const complaint = await writeRow(filed, createdAt);
  const { id: complaintId } = complaint;
  const eventId = await record({
    name: 'complaint.filed',
    by: filer,
    subjectId: complaintId,
    complaintId,
    details: {
      changes: { status: { from: null, to: status } },
      followUpOfId,
      ...(reporter.id === filer.id ? {} : { for: { id: reporter.id, name: reporter.name } }),
    },
    at: createdAt,
  });
  await insertRow('status_changes', {
    complaint_id: complaintId,
    event_id: eventId,
    created_at: createdAt,
    from_status_id: null,
    to_status_id: status.id,
    changed_by_id: filer.id,
    note: '',
  });
  const target = { complaintId, eventId, createdAt, remarkId: null, uploaderId: filer.id };
  if (values.attachments.length > 0) await attachFiles(values.attachments, target);
  await indexFiled(complaintId, filed.index, ground.knownWords);
  return complaint;
}
