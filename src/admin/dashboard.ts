import type { ActionRequest, PageContext } from 'adminjs';
import { overview } from '../use-cases/complaints/queue/overview.ts';
import { readDashboard } from '../use-cases/reports/read-dashboard.ts';
import { linked } from './linked.ts';
import { asked } from './request/query.ts';
import { actorBehind, timeZoneOf } from './request/panel-admin.ts';
import { readReportQuery } from './request/report-query.ts';
import { queueSearch } from './resources/complaints/queue-link.ts';

/** What the panel's first page shows: how things stand and went, what there is to look after, and what of it comes first. */
export async function dashboard(
  { query = {} }: ActionRequest,
  _response: unknown,
  { currentAdmin, h }: PageContext,
) {
  const actor = actorBehind(currentAdmin);
  const input = readReportQuery(query, timeZoneOf(currentAdmin));
  const [figures, { views, lists, activeUsers }] = await Promise.all([
    asked(readDashboard(actor, input)),
    overview(actor),
  ]);
  const queue = h.resourceUrl({ resourceId: 'complaints' });
  const hrefOf = (view: string): string => `${queue}?filters.view=${view}`;
  const page = (id: number): string =>
    h.recordActionUrl({ resourceId: 'complaints', recordId: String(id), actionName: 'show' });
  return {
    ...linked(figures, (list) => `${queue}?${queueSearch(list)}`),
    views: Object.entries(views).map(([view, count]) => ({ view, ...count, href: hrefOf(view) })),
    lists: lists.map(({ view, rows }) => ({
      view,
      href: hrefOf(view),
      complaints: rows.map((row) => ({ ...row, href: page(row.id) })),
    })),
    people:
      activeUsers === null
        ? null
        : { count: activeUsers, href: `${h.resourceUrl({ resourceId: 'users' })}?filters.isActive=true` },
  };
}
