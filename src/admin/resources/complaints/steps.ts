import type { ActionContext, ActionHandler, ActionResponse } from 'adminjs';
import { InvalidInputError } from '../../../errors.ts';
import type { PanelStep } from '../../../use-cases/complaints/steps/panel-step.ts';
import type { StepField } from '../../../use-cases/complaints/steps/step-form.ts';
import { payloadOf, recordOf } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { keepingRefused } from '../../request/step-files.ts';
import { parseVersion, pick } from '../../request/values.ts';
import { done, type ConversationTerms } from './conversation.ts';

type Values = Readonly<Record<string, unknown>>;

/** What was sent in the fields of a step, as its use case calls them. */
export function saidIn(fields: readonly StepField[], payload: Values): Values {
  return Object.fromEntries(fields.map(({ name, input = name }) => [input, pick(payload, name)]));
}

/** Runs `work`; a refusal is told at the field as the form names it. */
export async function atFields<T>(fields: readonly StepField[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const names = new Map(fields.map(({ name, input = name }) => [input, name]));
    const told = Object.entries(error.fields).map(([name, message]) => [names.get(name) ?? name, message]);
    throw new InvalidInputError(Object.fromEntries(told) as Record<string, string>, error.message);
  }
}

/** Takes a step with the complaint of the call; the use case checks what was sent. */
export function takeStep(step: PanelStep, terms: ConversationTerms): ActionHandler<ActionResponse> {
  return async (request, response, context: ActionContext) => {
    const payload = payloadOf(request);
    const input = {
      id: Number(recordOf(context).id()),
      version: parseVersion(pick(payload, 'version')),
      submissionKey: pick(payload, 'submissionKey'),
      ...(step.speech === undefined ? {} : { attachments: payload.attachments }),
      ...saidIn(step.fields, payload),
    };
    const take = (): Promise<unknown> => step.take(actorBehind(context.currentAdmin), input, terms);
    await keepingRefused(response, () => atFields(step.fields, take));
    return done(step.told, context, terms);
  };
}
