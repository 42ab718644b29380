import { type ActionContext, type ActionHandler, type ActionResponse, type NoticeMessage } from 'adminjs';
import {
  allowedBy,
  currentRecord,
  idsOf,
  listUrl,
  payloadOf,
  panelResource,
  recordOf,
  scriptAction,
  success,
  type Actions,
} from './actions.ts';
import { counts } from './counts.ts';
import { historyAction } from './history.ts';
import { impact } from './impact.ts';
import type { RowPage } from '../../use-cases/records/listing/list-rows.ts';
import { ALL_VIEW } from '../../use-cases/records/listing/listing.ts';
import { asked, BadQueryError } from '../request/query.ts';
import { readListQuery, type ListQuery } from './list-query.ts';
import { packList } from './list-packer.ts';
import { listed } from './listed.ts';
import { offeredAmong } from './offered-actions.ts';
import { PanelRecord } from './panel-record.ts';
import type { PanelResource } from './panel-resource.ts';
import { populate } from './populate.ts';

type Handler = ActionHandler<ActionResponse>;

/** The page that was asked for. One beyond the last is the last, as what stood there may have been deleted since. */
async function pageOf(resource: PanelResource, query: ListQuery, context: ActionContext): Promise<RowPage> {
  const found = await asked(resource.list(query, context));
  const last = Math.ceil((found.total ?? 0) / found.pageSize);
  if (last === 0 || found.page <= last) return found;
  return asked(resource.list({ ...query, page: last }, context));
}

const list: Handler = async (request, _response, context) => {
  const resource = panelResource(context);
  const query = readListQuery(request.query ?? {}, resource.table.list);
  const { rows, total, page, pageSize, sort, direction } = await pageOf(resource, query, context);
  const records = rows.map((row) => new PanelRecord(row, resource));
  await populate(records, context);
  const views = await resource.views(context);
  const offered = offeredAmong(resource.table, context.currentAdmin);
  const told = () =>
    records.map((record) =>
      record.toJSON(
        context.currentAdmin,
        offered(record.params, () => record),
      ),
    );
  return {
    meta: {
      total: total ?? 0,
      page,
      perPage: pageSize,
      sortBy: sort,
      direction,
      ...(views === undefined ? {} : { views, view: query.view ?? ALL_VIEW }),
    },
    ...listed(request, told, () => packList(told())),
  };
};

const search: Handler = async (request, _response, context) => {
  const resource = panelResource(context);
  const { searchProperty, ...query } = request.query ?? {};
  const known = [resource.decorate().titleProperty().name(), ...Object.keys(resource.table.list.filters)];
  if (searchProperty !== undefined && !known.includes(String(searchProperty))) {
    throw new BadQueryError('This list cannot be searched by that.');
  }
  const perPage = query.perPage ?? '50';
  const page = readListQuery({ ...query, perPage }, resource.table.list, request.params.query);
  const { rows } = await asked(resource.list(page, context));
  const records = rows.map((row) => new PanelRecord(row, resource));
  return { records: records.map((record) => record.toJSON(context.currentAdmin)) };
};

/** The notice of a row that was saved, with what should be known of it. */
async function saved({ table }: PanelResource, id: unknown, done: string): Promise<NoticeMessage> {
  const note = await table.noteOn?.(Number(id));
  const told = `The ${table.nouns[0]} was ${done}.`;
  return note === undefined ? success(told) : { message: `${told} ${note}`, type: 'info' };
}

const create: Handler = async (request, _response, context) => {
  const resource = panelResource(context);
  const { id } = await resource.create(payloadOf(request), context);
  return {
    record: await currentRecord(id, context),
    redirectUrl: listUrl(context),
    notice: await saved(resource, id, 'created'),
  };
};

const edit: Handler = async (request, _response, context) => {
  const resource = panelResource(context);
  const { id } = await resource.update(recordOf(context).id(), payloadOf(request), context);
  return {
    record: await currentRecord(id, context),
    redirectUrl: listUrl(context),
    notice: await saved(resource, id, 'saved'),
  };
};

const remove: Handler = async (_request, _response, context) => {
  const record = recordOf(context);
  const resource = panelResource(context);
  const { note } = await resource.deleteMany([record.id()], context);
  const told = `The ${resource.table.nouns[0]} was deleted.`;
  return {
    record: record.toJSON(context.currentAdmin),
    redirectUrl: listUrl(context),
    notice: success(note === undefined ? told : `${told} ${note}`),
  };
};

const removeMany: Handler = async (_request, _response, context) => {
  const { records = [] } = context;
  const resource = panelResource(context);
  const { note } = await resource.deleteMany(idsOf(context), context);
  const [one, many] = resource.table.nouns;
  const told = records.length === 1 ? `1 ${one} was deleted.` : `${records.length} ${many} were deleted.`;
  return {
    records: records.map((record) => record.toJSON(context.currentAdmin)),
    redirectUrl: listUrl(context),
    notice: success(note === undefined ? told : `${told} ${note}`),
  };
};

/** AdminJS's own actions, each allowed by the table's policy and done by this panel's handlers. */
export function tableActions(): Actions {
  return {
    // Filters stand above the rows, in a bar of the panel's own.
    list: { isAccessible: allowedBy('list'), handler: list, showFilter: false },
    counts: scriptAction('resource', allowedBy('list'), counts),
    search: { isAccessible: allowedBy('list'), handler: search },
    show: { isAccessible: allowedBy('read') },
    history: historyAction,
    new: { isAccessible: allowedBy('create'), handler: create },
    edit: { isAccessible: allowedBy('update'), handler: edit },
    delete: { isAccessible: allowedBy('delete'), handler: remove },
    impact: scriptAction('resource', allowedBy('delete'), impact),
    bulkDelete: { isAccessible: allowedBy('delete'), handler: removeMany },
  };
}
