import type { ActionContext, ActionHandler, ActionResponse, RecordJSON } from 'adminjs';
import { listComplaints, type Queue } from '../../../use-cases/complaints/queue/list-complaints.ts';
import { queueChoices } from '../../../use-cases/complaints/queue/queue-choices.ts';
import type { QueueRow } from '../../../use-cases/complaints/queue/queue-row.ts';
import { panelResource } from '../../table/actions.ts';
import { listed } from '../../table/listed.ts';
import { asked, BadQueryError } from '../../request/query.ts';
import { actorBehind, timeZoneOf } from '../../request/panel-admin.ts';
import { readQueueQuery, type QueueQuery } from './queue-query.ts';

type Handler = ActionHandler<ActionResponse>;

/** What else is referred to, as its id and title: nobody's record is opened from here. */
function named(id: number, title: string): RecordJSON {
  return {
    id: String(id),
    title,
    params: { id },
    populated: {},
    baseError: null,
    errors: {},
    recordActions: [],
    bulkActions: [],
  };
}

/** A line of the queue as AdminJS's pages take records. */
function recordOf(row: QueueRow, context: ActionContext): RecordJSON {
  const { reporter, assignee, ...columns } = row;
  const record = panelResource(context).build({
    ...columns,
    reporterId: reporter.id,
    reporter: reporter.name,
    department: reporter.department,
    assigneeId: assignee?.id ?? null,
    assignee: assignee?.name ?? null,
  });
  const populated = {
    typeId: named(row.typeId, row.type),
    statusId: named(row.statusId, row.status),
    reporterId: named(reporter.id, reporter.name),
    ...(assignee === null ? {} : { assigneeId: named(assignee.id, assignee.name) }),
  };
  return { ...record.toJSON(context.currentAdmin), populated };
}

function read({ input }: QueueQuery, { currentAdmin }: ActionContext): Promise<Queue> {
  return asked(listComplaints(actorBehind(currentAdmin), input, new Date(), timeZoneOf(currentAdmin)));
}

/** A page of the queue, with the number of complaints in each ready-made view. */
export const list: Handler = async (request, _response, context) => {
  const query = readQueueQuery(request.query);
  const { rows, total, page, pages, views } = await read(query, context);
  const { sortBy, direction, perPage, input } = query;
  const meta = { total: total.count, page, perPage, sortBy, direction };
  return {
    // Beyond `more` nothing was counted.
    meta: { ...meta, more: total.more, pages, view: input.view ?? 'all', views },
    ...listed(
      request,
      rows.map((row) => recordOf(row, context)),
    ),
  };
};

/** The best matches of a text, or where there is none the complaints with the latest activity. */
export const search: Handler = async (request, _response, context) => {
  const { searchProperty, ...rest } = request.query ?? {};
  if (searchProperty !== undefined && searchProperty !== 'title')
    throw new BadQueryError('This list cannot be searched by that.');
  const searched = { ...rest, 'filters.search': request.params.query ?? '' };
  const query = readQueueQuery(searched, 50);
  const { rows } = await read(query, context);
  return { records: rows.map((row) => recordOf(row, context)) };
};

/** What can be chosen in the queue's filters. */
export const choices: Handler = async (_request, _response, context) => ({
  choices: await queueChoices(actorBehind(context.currentAdmin)),
});
