import type { ActionContext, RecordJSON } from 'adminjs';
import type { QueueRow } from '../../../use-cases/complaints/queue/queue-row.ts';
import { panelResource } from '../../table/actions.ts';
import { offeredAmong } from '../../table/offered-actions.ts';

const PLAIN = { populated: {}, baseError: null, errors: {}, recordActions: [], bulkActions: [] };

/** What else is referred to, as its id and title: nobody's record is opened from here. */
const named = (id: number, title: string): RecordJSON => ({
  ...PLAIN,
  id: String(id),
  title,
  params: { id },
});

/** The columns of a line, as AdminJS's pages know them. */
function paramsOf({ reporter, assignee, due, ...columns }: QueueRow) {
  return {
    ...columns,
    reporterId: reporter.id,
    reporter: reporter.name,
    department: reporter.department,
    assigneeId: assignee?.id ?? null,
    assignee: assignee?.name ?? null,
    dueAt: due?.at ?? null,
    dueWhat: due?.what ?? null,
  };
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

/** Lines of the queue as AdminJS's pages take records. */
export function linesOf(rows: readonly QueueRow[], context: ActionContext): RecordJSON[] {
  const resource = panelResource(context);
  const offered = offeredAmong(resource.table, context.currentAdmin);
  return rows.map((row) => {
    const params = paramsOf(row);
    return {
      id: String(row.id),
      title: resource.table.title(params),
      params,
      populated: populatedOf(row),
      baseError: null,
      errors: {},
      ...offered(params, () => resource.build(params)),
    };
  });
}
