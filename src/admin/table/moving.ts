import type { Actor } from '../../policies/actor.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { allowedBy, currentRecord, payloadOf, recordOf, scriptAction, type Actions } from './actions.ts';

/** Moves a row by one place among others. */
type Move = (actor: Actor, id: number, input: unknown) => Promise<void>;

/** The action by which a list's buttons move a row up or down. */
export function moving(move: Move): Actions[string] {
  return scriptAction('record', allowedBy('move'), async (request, _response, context) => {
    const id = recordOf(context).id();
    await move(actorBehind(context.currentAdmin), Number(id), payloadOf(request));
    return { record: await currentRecord(id, context) };
  });
}
