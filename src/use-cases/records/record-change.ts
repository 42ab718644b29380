import type { Model } from 'sequelize';
import type { Author, Changes } from '../../journal/events.ts';
import { record } from '../../journal/record.ts';
import { beginningOf, nounOf } from '../../journal/row-changes.ts';
import { Complaint } from '../../models/complaint.ts';

/** What a row is called. */
function calledOf(row: Model): string {
  const { name, title, question } = row.get({ plain: true }) as Readonly<Record<string, string | undefined>>;
  return name ?? title ?? question ?? '';
}

/** Tells that a plain record was created, with what it and what belongs to it begin with. */
export async function recordCreated(by: Author, row: Model, others: Changes = {}): Promise<void> {
  const noun = nounOf(row);
  if (noun === undefined) return;
  const subjectId = Number(row.get('id'));
  const changes = { ...beginningOf(row), ...others };
  await record({ name: `${noun}.created`, by, subjectId, details: { changes } });
}

/** Tells what was changed of a plain record. */
export async function recordUpdated(by: Author, row: Model, changes: Changes): Promise<void> {
  const noun = nounOf(row);
  if (noun === undefined) return;
  await record({ name: `${noun}.updated`, by, subjectId: Number(row.get('id')), details: { changes } });
}

/** Tells that a record is gone, and what it was called: no more of it outlives it. */
export async function recordDeleted(by: Author, row: Model): Promise<void> {
  const subjectId = Number(row.get('id'));
  const details = { called: calledOf(row) };
  const noun = nounOf(row);
  if (row instanceof Complaint)
    await record({ name: 'complaint.deleted', by, subjectId, complaintId: subjectId, details });
  else if (noun !== undefined) await record({ name: `${noun}.deleted`, by, subjectId, details });
}
