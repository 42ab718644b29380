import type { ActionContext, RecordJSON } from 'adminjs';
import type { QueueRow } from '../../../use-cases/complaints/queue/queue-row.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { panelResource } from '../../table/actions.ts';

type Rights = Pick<RecordJSON, 'recordActions' | 'bulkActions'>;

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

/**
 * What may be done with the lines of one answer. It goes by the state of a complaint and by what the reader is to it, so
 * that AdminJS, which asks every action for every record, is asked once for all lines that are alike in that.
 */
function rightsOf(context: ActionContext): (row: QueueRow, params: object) => Rights {
  const resource = panelResource(context);
  const { id: reader } = actorBehind(context.currentAdmin);
  const known = new Map<string, Rights>();
  return (row, params) => {
    const holder = row.assignee === null ? 'nobody' : row.assignee.id === reader ? 'reader' : 'other';
    const alike = `${row.category} ${row.code} ${holder} ${row.reporter.id === reader}`;
    const before = known.get(alike);
    if (before !== undefined) return before;
    const { recordActions, bulkActions } = resource.build({ ...params }).toJSON(context.currentAdmin);
    known.set(alike, { recordActions, bulkActions });
    return { recordActions, bulkActions };
  };
}

/** Lines of the queue as AdminJS's pages take records. */
export function linesOf(rows: readonly QueueRow[], context: ActionContext): RecordJSON[] {
  const { table } = panelResource(context);
  const rights = rightsOf(context);
  return rows.map((row) => {
    const params = paramsOf(row);
    return {
      id: String(row.id),
      title: table.title(params),
      params,
      populated: populatedOf(row),
      baseError: null,
      errors: {},
      ...rights(row, params),
    };
  });
}
