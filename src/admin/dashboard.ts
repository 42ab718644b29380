import type { ActionRequest, PageContext } from 'adminjs';
import { overview } from '../use-cases/complaints/queue/overview.ts';
import { actorBehind } from './request/panel-admin.ts';

/** What the panel's first page shows: how much there is to look after, and what of it comes first. */
export async function dashboard(
  _request: ActionRequest,
  _response: unknown,
  { currentAdmin, h }: PageContext,
) {
  const { views, lists, activeUsers } = await overview(actorBehind(currentAdmin));
  const queue = h.resourceUrl({ resourceId: 'complaints' });
  const hrefOf = (view: string): string => `${queue}?filters.view=${view}`;
  const page = (id: number): string =>
    h.recordActionUrl({ resourceId: 'complaints', recordId: String(id), actionName: 'show' });
  return {
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
