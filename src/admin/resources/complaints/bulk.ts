import type { ActionContext, ActionHandler, ActionRequest, ActionResponse } from 'adminjs';
import type { BulkOutcome } from '../../../use-cases/complaints/steps/in-bulk.ts';
import type { PanelStep } from '../../../use-cases/complaints/steps/panel-step.ts';
import { stepInBulk } from '../../../use-cases/complaints/steps/step-in-bulk.ts';
import { currentRecords, listUrl, payloadOf } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { parseVersion, pick } from '../../request/values.ts';
import { atFields, saidIn } from './steps.ts';

interface Chosen {
  readonly id: number;
  readonly version: number | undefined;
}

/** The chosen complaints, each as of the version that the form was opened with, where it names one. */
function chosenOf(context: ActionContext, payload: Readonly<Record<string, unknown>>): Chosen[] {
  return (context.records ?? []).map((record) => {
    const id = Number(record.id());
    return { id, version: parseVersion(pick(payload, `versions.${id}`)) };
  });
}

function notice({ done, refused }: BulkOutcome, told: string): NonNullable<ActionResponse['notice']> {
  const were = `${done.length} ${done.length === 1 ? 'complaint was' : 'complaints were'} ${told}.`;
  if (refused.length === 0) return { message: were, type: 'success' };
  const not = `${refused.length} ${refused.length === 1 ? 'was' : 'were'} not.`;
  return { message: `${were} ${not}`, type: done.length > 0 ? 'info' : 'error' };
}

/** Those that were chosen and are gone by now. */
function goneOf(request: ActionRequest, { records = [] }: ActionContext): BulkOutcome['refused'] {
  const present = new Set(records.map((record) => Number(record.id())));
  const chosen = new Set(
    String(request.query?.recordIds ?? '')
      .split(',')
      .map(Number),
  );
  const gone = [...chosen].filter((id) => !present.has(id));
  return gone.map((id) => ({ id, reason: 'There is no such complaint any more.' }));
}

/** Takes a step with many complaints; which were left out, and why, is told by name. */
export function takeBulkStep(
  { step, told }: NonNullable<PanelStep['bulk']>,
  fields: PanelStep['fields'],
): ActionHandler<ActionResponse> {
  return async (request, _response, context) => {
    const payload = payloadOf(request);
    const chosen = chosenOf(context, payload);
    const titles = new Map((context.records ?? []).map((record) => [Number(record.id()), record.title()]));
    const input = { complaints: chosen, ...saidIn(fields, payload) };
    const taken = await atFields(fields, () => stepInBulk(actorBehind(context.currentAdmin), step, input));
    const outcome = { done: taken.done, refused: [...taken.refused, ...goneOf(request, context)] };
    return {
      records: await currentRecords(context),
      redirectUrl: listUrl(context),
      notice: notice(outcome, told),
      done: outcome.done,
      refused: outcome.refused.map(({ id, reason }) => ({ id, name: titles.get(id) ?? `#${id}`, reason })),
    };
  };
}
