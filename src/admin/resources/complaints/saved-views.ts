import type { ActionContext, ActionHandler, ActionResponse } from 'adminjs';
import type { Actor } from '../../../policies/actor.ts';
import { found } from '../../../policies/policy.ts';
import { savedViewPolicy } from '../../../policies/saved-view.ts';
import type { QueueView } from '../../../use-cases/complaints/queue/queue-filter.ts';
import { usualView } from '../../../use-cases/complaints/queue/usual-view.ts';
import { deleteView } from '../../../use-cases/saved-views/delete-view.ts';
import { listViews } from '../../../use-cases/saved-views/list-views.ts';
import { renameView } from '../../../use-cases/saved-views/rename-view.ts';
import { replaceView } from '../../../use-cases/saved-views/replace-view.ts';
import { saveView } from '../../../use-cases/saved-views/save-view.ts';
import { payloadOf, scriptAction, type Actions } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { parseId, singleText } from '../../request/query.ts';
import { pick } from '../../request/values.ts';
import { addressOf, readAddress } from './queue-address.ts';
import { readQueueQuery } from './queue-query.ts';

type Payload = Readonly<Record<string, unknown>>;
type Handler = ActionHandler<ActionResponse>;

const wordsOf = (payload: Payload) => ({
  name: pick(payload, 'name'),
  isShared: pick(payload, 'isShared') === 'true',
});

const idOf = (payload: Payload): number => found(parseId(pick(payload, 'viewId')));

/** What the page shows, in the one text of all addresses that show it. */
function queryOf(payload: Payload, actor: Actor): string {
  const asked = readAddress(singleText(pick(payload, 'query')));
  const { input } = readQueueQuery(asked, usualView(actor));
  return addressOf(asked, input.view);
}

const save: Handler = async (request, _response, { currentAdmin }) => {
  const actor = actorBehind(currentAdmin);
  const payload = payloadOf(request);
  const id = await saveView(actor, { ...wordsOf(payload), query: queryOf(payload, actor) });
  return { viewId: id };
};

const replace: Handler = async (request, _response, { currentAdmin }) => {
  const actor = actorBehind(currentAdmin);
  const payload = payloadOf(request);
  await replaceView(actor, idOf(payload), { query: queryOf(payload, actor) });
  return { viewId: idOf(payload) };
};

const rename: Handler = async (request, _response, { currentAdmin }) => {
  const payload = payloadOf(request);
  await renameView(actorBehind(currentAdmin), idOf(payload), wordsOf(payload));
  return { viewId: idOf(payload) };
};

const remove: Handler = async (request, _response, { currentAdmin }) => {
  const payload = payloadOf(request);
  await deleteView(actorBehind(currentAdmin), idOf(payload));
  return { viewId: idOf(payload) };
};

const isAccessible = ({ currentAdmin }: ActionContext): boolean =>
  savedViewPolicy.may(actorBehind(currentAdmin), 'create');

const action = (handler: Handler): Actions[string] => scriptAction('resource', isAccessible, handler);

/** What a page of the queue tells of saved views: those there are, whether one can be shared, and what it shows itself. */
export async function viewsBeside(actor: Actor, query: Payload, view: QueueView | undefined) {
  return {
    saved: await listViews(actor),
    mayShare: savedViewPolicy.may(actor, 'share'),
    address: addressOf(query, view),
  };
}

/** Views of the queue that people keep: saved, filled with something else, called otherwise, shared and deleted. */
export const savedViewActions: Actions = {
  saveView: action(save),
  replaceView: action(replace),
  renameView: action(rename),
  deleteView: action(remove),
};
