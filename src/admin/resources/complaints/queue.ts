import type { ActionContext, ActionHandler, ActionResponse } from 'adminjs';
import { bulkStepsFor } from '../../../use-cases/complaints/bulk/bulk-forms.ts';
import { listComplaints, type Queue } from '../../../use-cases/complaints/queue/list-complaints.ts';
import { countQueueChoices } from '../../../use-cases/complaints/queue/count-queue-choices.ts';
import { exportsAll } from '../../../use-cases/exports/complaint-numbers.ts';
import { neighbours, placeKey, type PlaceKey } from '../../../use-cases/complaints/queue/neighbours.ts';
import { queueChoices } from '../../../use-cases/complaints/queue/queue-choices.ts';
import { usualView } from '../../../use-cases/complaints/queue/usual-view.ts';
import { shownStatus } from '../../../policies/shown-status.ts';
import { recordOf as calledFor } from '../../table/actions.ts';
import { readChoices } from '../../table/counts.ts';
import { listed } from '../../table/listed.ts';
import { asked, BadQueryError } from '../../request/query.ts';
import { actorBehind, timeZoneOf } from '../../request/panel-admin.ts';
import { linesOf, packedLines } from './queue-lines.ts';
import { readChoice, readQueueQuery, type QueueQuery } from './queue-query.ts';
import { viewsBeside } from './saved-views.ts';

type Handler = ActionHandler<ActionResponse>;

function read({ input }: QueueQuery, { currentAdmin }: ActionContext): Promise<Queue> {
  return asked(listComplaints(actorBehind(currentAdmin), input, new Date(), timeZoneOf(currentAdmin)));
}

/** A page of the queue, with the number of complaints in each ready-made view. */
export const list: Handler = async (request, _response, context) => {
  const actor = actorBehind(context.currentAdmin);
  const query = readQueueQuery(request.query, usualView(actor));
  const asOf = new Date();
  const { sortBy, direction, perPage, input } = query;
  const [{ rows, total, page, pages, views }, saved] = await Promise.all([
    read(query, context),
    viewsBeside(actor, request.query ?? {}, input.view),
  ]);
  const meta = { total: total.count, page, perPage, sortBy, direction };
  return {
    // Beyond `more` nothing was counted.
    meta: {
      ...meta,
      more: total.more,
      pages,
      view: input.view,
      views,
      asOf,
      bulk: bulkStepsFor(actor),
      exportsAll: exportsAll(actor),
      ...saved,
    },
    ...listed(
      request,
      () => linesOf(rows, context),
      () => packedLines(rows, context),
    ),
  };
};

/** The best matches of a text, or where there is none the complaints with the latest activity. */
export const search: Handler = async (request, _response, context) => {
  const { searchProperty, ...rest } = request.query ?? {};
  if (searchProperty !== undefined && searchProperty !== 'title')
    throw new BadQueryError('This list cannot be searched by that.');
  const searched = { ...rest, 'filters.search': request.params.query ?? '' };
  const query = readQueueQuery(searched);
  const { rows } = await read(query, context);
  return { records: linesOf(rows, context) };
};

/** How many complaints of the list that the query describes each value of a filter would leave. */
export const counts: Handler = async ({ query = {} }, _response, { currentAdmin }) => {
  const { filter, values } = readChoices(query);
  const own = `filters.${filter}`;
  const isOwn = (key: string): boolean =>
    key === own || key.startsWith(`${own}.`) || key.startsWith(`${own}~~`);
  const others = Object.entries(query).filter(([key]) => !isOwn(key));
  const actor = actorBehind(currentAdmin);
  const { input } = readQueueQuery(Object.fromEntries(others), usualView(actor));
  const wanted = new Map(values.map((value) => [value, readChoice(filter, value)]));
  return {
    counts: await asked(countQueueChoices(actor, input, wanted, new Date(), timeZoneOf(currentAdmin))),
  };
};

/** What can be chosen in the queue's filters. */
export const choices: Handler = async (_request, _response, context) => {
  const { statuses, ...others } = await queueChoices(actorBehind(context.currentAdmin));
  const shown = statuses.map((status) => ({ ...status, name: shownStatus(status.name) }));
  return { choices: { ...others, statuses: shown } };
};

/** Where a complaint stood when it was opened, as the page kept it; what cannot be read is as if it kept nothing. */
function keptPlace(text: unknown): PlaceKey | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return placeKey.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What stands beside a complaint in the list that the query describes. */
export const beside: Handler = async (request, _response, context) => {
  const { currentAdmin } = context;
  const actor = actorBehind(currentAdmin);
  const { input } = readQueueQuery(request.query, usualView(actor));
  const id = Number(calledFor(context).id());
  const at = keptPlace(request.query?.at);
  return { beside: await asked(neighbours(actor, id, input, at, new Date(), timeZoneOf(currentAdmin))) };
};
