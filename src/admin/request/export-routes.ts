import type { ActionContext, AdminJS, CurrentAdmin } from 'adminjs';
import { ViewHelpers } from 'adminjs';
import { Router, type RequestHandler } from 'express';
import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { sendFile } from '../../web/send-file.ts';
import { beginExport } from '../../use-cases/exports/begin-export.ts';
import { exportFormat } from '../../use-cases/exports/export-format.ts';
import { exportRows } from '../table/export-rows.ts';
import { PanelResource } from '../table/panel-resource.ts';
import { findAction, mayInvoke } from './access.ts';
import { MethodError } from './api-controller.ts';
import { actorBehind, timeZoneOf } from './panel-admin.ts';
import { asked, BadQueryError } from './query.ts';

/** What an address says beside what the list shows. */
const NOT_LISTED = new Set(['format', 'page', 'perPage', 'after', 'packed', 'refresh']);
const FILTER = /^(?:filters\.|sortBy$|direction$)/;

type Query = Readonly<Record<string, unknown>>;

/** What is listed, without where in it somebody is. */
const listedBy = (query: Query): Query =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !NOT_LISTED.has(name)));

/** What the journal tells of an address. */
function filtersIn(query: Query): Record<string, string> {
  const chosen = Object.entries(query).filter(([name, value]) => FILTER.test(name) && value !== '');
  return Object.fromEntries(chosen.map(([name, value]) => [name.replace('filters.', ''), String(value)]));
}

function contextOf(panel: AdminJS, currentAdmin: CurrentAdmin, id: unknown) {
  const resource = panel.resources.find((one) => one.id() === id);
  const action = resource && findAction(resource, 'list', 'resource');
  if (!(resource instanceof PanelResource) || action === undefined) throw new NotFoundError();
  const shared = { h: new ViewHelpers(panel), _admin: panel, currentAdmin };
  const context: ActionContext = { ...shared, resource, action };
  if (!mayInvoke(action, currentAdmin)) throw new ForbiddenError();
  return { resource, context };
}

const send =
  (panel: AdminJS): RequestHandler =>
  async (request, response) => {
    if (request.method !== 'GET') throw new MethodError();
    // Put there for this request, behind everything that decides who gets here.
    const { adminUser } = request.session as { readonly adminUser?: CurrentAdmin };
    if (adminUser === undefined) throw new NotFoundError();
    const { resource, context } = contextOf(panel, adminUser, request.params.resourceId);
    const format = exportFormat(request.query.format);
    if (format === undefined) throw new BadQueryError('A list is exported as csv, excel, xlsx or jsonl.');
    const query = listedBy(request.query);
    const actor = actorBehind(adminUser);
    const timeZone = timeZoneOf(adminUser);
    const own = resource.table.exported;
    const source = await asked(
      own === undefined ? exportRows(resource, query, context) : own(actor, query, timeZone),
    );
    const wish = { format, timeZone, filters: filtersIn(query) };
    await sendFile(request, response, await beginExport(actor, source, wish));
  };

/** `/exports/:resourceId`: every list as a file, with the filters, the search and the order of the address. */
export function exportRoutes(panel: AdminJS): Router {
  const router = Router();
  router.all('/exports/:resourceId', send(panel));
  return router;
}
