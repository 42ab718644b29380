import type { Action, ActionContext, ActionResponse } from 'adminjs';
import type { Actor } from '../../policies/actor.ts';
import { journalPolicy } from '../../policies/journal.ts';
import { listEvents, MOST_EVENTS, type EventList } from '../../use-cases/journal/list-events.ts';
import { components } from '../components/index.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { allowedBy, panelResource, recordOf } from './actions.ts';
import { asked, parseId, withinPages } from '../request/query.ts';

/** A page of the log; a filter that cannot be understood is a fault of the address. */
export function readEvents(actor: Actor, input: object): Promise<ActionResponse & EventList> {
  return asked(listEvents(actor, input));
}

function isAccessible(context: ActionContext): boolean {
  const { historyOf } = panelResource(context).table;
  const mayRead = journalPolicy.may(actorBehind(context.currentAdmin), 'list');
  return historyOf !== undefined && mayRead && allowedBy('read')(context);
}

/** What the journal tells of one record, on a page of its own. */
export const historyAction: Partial<Action<ActionResponse>> = {
  actionType: 'record',
  icon: 'Clock',
  component: components.AuditLog,
  isAccessible,
  handler: async (request, _response, context) => {
    const record = recordOf(context);
    const { after, perPage } = request.query ?? {};
    const input = {
      ...panelResource(context).table.historyOf?.({ ...record.params, id: Number(record.id()) }),
      ...(after === undefined || after === '' ? {} : { after: parseId(after) ?? 0 }),
      ...(perPage === undefined ? {} : { limit: withinPages(perPage, MOST_EVENTS, MOST_EVENTS) }),
    };
    const page = await readEvents(actorBehind(context.currentAdmin), input);
    return { ...page, record: record.toJSON(context.currentAdmin) };
  },
};
