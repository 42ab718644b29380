import type { ActionRequest, PageContext } from 'adminjs';
import { overview } from '../use-cases/complaints/overview.ts';
import { actorBehind } from './panel-admin.ts';

/** What the panel's first page shows: how much there is to look after, and what came in last. */
export async function dashboard(
  _request: ActionRequest,
  _response: unknown,
  { currentAdmin, h }: PageContext,
) {
  const { counts, newest } = await overview(actorBehind(currentAdmin));
  return {
    cards: counts.map(({ label, count, resourceId, filters }) => {
      const search = new URLSearchParams(filters).toString();
      return { label, count, href: h.resourceUrl({ resourceId }) + (search === '' ? '' : `?${search}`) };
    }),
    complaints: newest.map((complaint) => ({
      ...complaint,
      href: h.recordActionUrl({
        resourceId: 'complaints',
        recordId: String(complaint.id),
        actionName: 'show',
      }),
    })),
  };
}
