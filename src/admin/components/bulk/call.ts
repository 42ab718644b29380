import { ApiClient } from 'adminjs';
import { formData, refusalOf, type Values } from '../parts/use-post.ts';
import type { Chosen, Plan, Run, Taker } from './types.ts';

/** What the server answers. */
interface Answer {
  readonly run?: Run;
  readonly runs?: readonly Run[];
  readonly plan?: Plan;
  readonly people?: readonly Taker[];
  readonly notice?: { readonly message: string };
}

/** What the server refused, in its own words. */
export class Refused extends Error {}

async function call(actionName: string, more: object): Promise<Answer> {
  try {
    const { data } = await new ApiClient().resourceAction({ resourceId: 'complaints', actionName, ...more });
    return data;
  } catch (error) {
    throw new Refused(refusalOf(error).message);
  }
}

async function post(actionName: string, values: Values): Promise<Answer> {
  const answer = await call(actionName, { method: 'POST', data: formData(values) });
  if (answer.run === undefined && answer.plan === undefined)
    throw new Refused(answer.notice?.message ?? 'actionFailed');
  return answer;
}

/** Begins a step with these complaints. */
export async function startRun(step: string, chosen: Chosen, said: Values): Promise<Run> {
  // A key of its own, so that the same call sent again begins no second run.
  const runKey = Array.from(crypto.getRandomValues(new Uint32Array(4)), (one) => one.toString(36)).join('-');
  const { run } = await post('bulkStart', { step, runKey, selection: JSON.stringify(chosen), ...said });
  return run as Run;
}

/** Ends a run before all of its complaints were looked at. */
export async function stopRun(id: number): Promise<Run> {
  return (await post('bulkStop', { runId: String(id) })).run as Run;
}

/** Begins to put back what a run changed. */
export async function undoRun(id: number): Promise<Run> {
  return (await post('bulkUndo', { runId: String(id) })).run as Run;
}

/** Who would have how much after the complaints were spread; without people: over those who usually work. */
export async function askPlan(chosen: Chosen, assigneeIds: readonly number[] | undefined): Promise<Plan> {
  const ids: Values = assigneeIds === undefined ? {} : { assigneeIds: assigneeIds.map(String) };
  return (await post('bulkPlan', { selection: JSON.stringify(chosen), ...ids })).plan as Plan;
}

/** How far a run is. */
export async function askRun(id: number): Promise<Run> {
  return (await call('bulkRuns', { params: { id: String(id) } })).run as Run;
}

/** The person's own runs that are not done or ended a moment ago. */
export async function askRuns(): Promise<readonly Run[]> {
  return (await call('bulkRuns', {})).runs ?? [];
}

/** Those whom complaints can be assigned to, the least busy first. */
export async function askPeople(): Promise<readonly Taker[]> {
  return (await call('assignable', {})).people ?? [];
}

/** The types of complaints that are in use. */
export async function askTypes(): Promise<readonly { readonly id: number; readonly name: string }[]> {
  const { choices } = (await call('choices', {})) as {
    choices?: { types?: readonly { readonly id: number; readonly name: string }[] };
  };
  return choices?.types ?? [];
}
