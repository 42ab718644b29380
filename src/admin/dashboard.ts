import type { ActionRequest, PageContext } from 'adminjs';
import { can, type Actor } from '../policies/actor.ts';
import { faqPolicy } from '../policies/faq.ts';
import { overview } from '../use-cases/complaints/queue/overview.ts';
import { countFaqUse } from '../use-cases/faq/count-faq-use.ts';
import { readDashboard } from '../use-cases/reports/read-dashboard.ts';
import { dayAt } from '../use-cases/targets/open-hours.ts';
import { linked } from './linked.ts';
import { asked } from './request/query.ts';
import { actorBehind, timeZoneOf } from './request/panel-admin.ts';
import { readReportQuery } from './request/report-query.ts';
import { queueSearch } from './resources/complaints/queue-link.ts';

/** Of so many days, today among them, it is told what the FAQ did. */
const FAQ_DAYS = 30;

/** What the FAQ answered lately, for those who see all figures. */
async function faqUse(actor: Actor, timeZone: string) {
  if (!can(actor, 'reports.view')) return null;
  const today = dayAt(Date.now(), timeZone);
  const from = today.subtract({ days: FAQ_DAYS - 1 }).toString();
  const use = await countFaqUse(actor, { from, to: today.toString() }, timeZone);
  return { ...use, days: FAQ_DAYS };
}

/** What the panel's first page shows: how things stand and went, what there is to look after, and what of it comes first. */
export async function dashboard(
  { query = {} }: ActionRequest,
  _response: unknown,
  { currentAdmin, h }: PageContext,
) {
  const actor = actorBehind(currentAdmin);
  const timeZone = timeZoneOf(currentAdmin);
  const input = readReportQuery(query, timeZone);
  const [figures, { views, lists, activeUsers }, faq] = await Promise.all([
    asked(readDashboard(actor, input)),
    overview(actor),
    faqUse(actor, timeZone),
  ]);
  const queue = h.resourceUrl({ resourceId: 'complaints' });
  const hrefOf = (view: string): string => `${queue}?filters.view=${view}`;
  const page = (id: number): string =>
    h.recordActionUrl({ resourceId: 'complaints', recordId: String(id), actionName: 'show' });
  return {
    ...linked(figures, (list) => `${queue}?${queueSearch(list)}`),
    views: Object.entries(views ?? {}).map(([view, count]) => ({ view, ...count, href: hrefOf(view) })),
    lists: lists.map(({ view, rows }) => ({
      view,
      href: hrefOf(view),
      complaints: rows.map((row) => ({ ...row, href: page(row.id) })),
    })),
    faq: faq && {
      ...faq,
      href: faqPolicy.may(actor, 'list')
        ? `${h.resourceUrl({ resourceId: 'faqs' })}?sortBy=deflections&direction=desc`
        : null,
    },
    people:
      activeUsers === null
        ? null
        : { count: activeUsers, href: `${h.resourceUrl({ resourceId: 'users' })}?filters.isActive=true` },
  };
}
