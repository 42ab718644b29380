import type { ActionContext, RecordJSON } from 'adminjs';
import type { PackedList } from '../../components/parts/packed-list.ts';
import type { QueueRow } from '../../../use-cases/complaints/queue/queue-row.ts';
import { panelResource } from '../../table/actions.ts';
import { ListPacker } from '../../table/list-packer.ts';
import { offeredAmong, type Offered } from '../../table/offered-actions.ts';

const PLAIN = { populated: {}, baseError: null, errors: {}, recordActions: [], bulkActions: [] };

/** What else is referred to, as its id and title: nobody's record is opened from here. */
const named = (id: number, title: string): RecordJSON => ({
  ...PLAIN,
  id: String(id),
  title,
  params: { id },
});

/** The columns of a line, as AdminJS's pages know them. */
const COLUMNS: Readonly<Record<string, (row: QueueRow) => unknown>> = {
  id: ({ id }) => id,
  title: ({ title }) => title,
  typeId: ({ typeId }) => typeId,
  type: ({ type }) => type,
  urgency: ({ urgency }) => urgency,
  statusId: ({ statusId }) => statusId,
  status: ({ status }) => status,
  category: ({ category }) => category,
  code: ({ code }) => code,
  version: ({ version }) => version,
  createdAt: ({ createdAt }) => createdAt,
  lastActivityAt: ({ lastActivityAt }) => lastActivityAt,
  isOverdue: ({ isOverdue }) => isOverdue,
  reporterId: ({ reporter }) => reporter.id,
  reporter: ({ reporter }) => reporter.name,
  department: ({ reporter }) => reporter.department,
  assigneeId: ({ assignee }) => assignee?.id ?? null,
  assignee: ({ assignee }) => assignee?.name ?? null,
  dueAt: ({ due }) => due?.at ?? null,
  dueWhat: ({ due }) => due?.what ?? null,
};
const NAMES = Object.keys(COLUMNS);
const READERS = Object.values(COLUMNS);

const valuesOf = (row: QueueRow): unknown[] => READERS.map((read) => read(row));

function paramsOf(row: QueueRow): Record<string, unknown> {
  const values = valuesOf(row);
  return Object.fromEntries(NAMES.map((name, place) => [name, values[place]]));
}

/** What a line refers to. */
function populatedOf({ typeId, type, statusId, status, reporter, assignee }: QueueRow) {
  return {
    typeId: named(typeId, type),
    statusId: named(statusId, status),
    reporterId: named(reporter.id, reporter.name),
    ...(assignee === null ? {} : { assigneeId: named(assignee.id, assignee.name) }),
  };
}

/** What is offered with each line. */
function offeredIn(context: ActionContext): (row: QueueRow) => Offered {
  const resource = panelResource(context);
  const offered = offeredAmong(resource.table, context.currentAdmin);
  return (row) => {
    const { category, code, reporter, assignee } = row;
    const state = { category, code, reporterId: reporter.id, assigneeId: assignee?.id ?? null };
    return offered(state, () => resource.build(paramsOf(row)));
  };
}

/** Lines of the queue as AdminJS's pages take records. */
export function linesOf(rows: readonly QueueRow[], context: ActionContext): RecordJSON[] {
  const { table } = panelResource(context);
  const offered = offeredIn(context);
  return rows.map((row) => ({
    id: String(row.id),
    title: table.title({ id: row.id, title: row.title }),
    params: paramsOf(row),
    populated: populatedOf(row),
    baseError: null,
    errors: {},
    ...offered(row),
  }));
}

/** The same lines packed, without a record of each of them. */
export function packedLines(rows: readonly QueueRow[], context: ActionContext): PackedList {
  const { table } = panelResource(context);
  const offered = offeredIn(context);
  const packer = new ListPacker(NAMES);
  for (const row of rows) {
    const { id, title, typeId, type, statusId, status, reporter, assignee } = row;
    const refers = {
      typeId: packer.named('typeId', String(typeId), type),
      statusId: packer.named('statusId', String(statusId), status),
      reporterId: packer.named('reporterId', String(reporter.id), reporter.name),
      ...(assignee && { assigneeId: packer.named('assigneeId', String(assignee.id), assignee.name) }),
    };
    packer.add({
      id: String(id),
      title: table.title({ id, title }),
      values: valuesOf(row),
      refers,
      offered: offered(row),
    });
  }
  return packer.list;
}
