import type { ActionContext, ActionHandler, ActionResponse } from 'adminjs';
import { InvalidInputError } from '../../../errors.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { found } from '../../../policies/policy.ts';
import { planSpread } from '../../../use-cases/complaints/bulk/plan-spread.ts';
import { listBulkRuns, readBulkRun } from '../../../use-cases/complaints/bulk/read-bulk-run.ts';
import { startBulkRun } from '../../../use-cases/complaints/bulk/start-bulk-run.ts';
import { stopBulkRun } from '../../../use-cases/complaints/bulk/stop-bulk-run.ts';
import { undoBulkRun } from '../../../use-cases/complaints/bulk/undo-bulk-run.ts';
import { usualView } from '../../../use-cases/complaints/queue/usual-view.ts';
import { payloadOf, scriptAction, type Actions } from '../../table/actions.ts';
import { actorBehind, timeZoneOf } from '../../request/panel-admin.ts';
import { parseId } from '../../request/query.ts';
import { pick } from '../../request/values.ts';
import { readAddress } from './queue-address.ts';
import { readQueueQuery } from './queue-query.ts';

type Payload = Readonly<Record<string, unknown>>;
type Handler = ActionHandler<ActionResponse>;

/** What the address of a list says beside what it shows. */
const NOT_CHOSEN = new Set(['page', 'perPage', 'sortBy', 'direction', 'refresh', 'packed']);

function unreadable(): never {
  throw new InvalidInputError({ selection: 'Choose the complaints anew.' });
}

function readJson(text: unknown): Payload {
  if (typeof text !== 'string') return unreadable();
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : unreadable();
  } catch {
    return unreadable();
  }
}

/** The filters and the search of a list's address, as the queue takes them. */
function viewOf(query: unknown, actor: Actor) {
  const address = Object.entries(readAddress(typeof query === 'string' ? query : unreadable()));
  const chosen = Object.fromEntries(address.filter(([name]) => !NOT_CHOSEN.has(name)));
  const { page: _page, pageSize: _size, ...input } = readQueueQuery(chosen, usualView(actor)).input;
  return input;
}

function selectionOf(payload: Payload, actor: Actor) {
  const { complaints, query, asOf } = readJson(pick(payload, 'selection'));
  if (query === undefined) return { complaints };
  const moment = typeof asOf === 'string' ? new Date(asOf) : undefined;
  return { view: viewOf(query, actor), asOf: moment };
}

function inputOf(payload: Payload, actor: Actor) {
  const fields = ['step', 'runKey', 'assigneeId', 'urgency', 'typeId', 'remark'];
  return {
    ...Object.fromEntries(fields.map((name) => [name, pick(payload, name)])),
    assigneeIds: pick(payload, 'assigneeIds', true),
    selection: selectionOf(payload, actor),
  };
}

const start: Handler = async (request, _response, { currentAdmin }) => {
  const actor = actorBehind(currentAdmin);
  const id = await startBulkRun(actor, inputOf(payloadOf(request), actor), timeZoneOf(currentAdmin));
  return { run: await readBulkRun(actor, id) };
};

const undo: Handler = async (request, _response, { currentAdmin }) => {
  const actor = actorBehind(currentAdmin);
  const id = await undoBulkRun(actor, found(parseId(pick(payloadOf(request), 'runId'))));
  return { run: await readBulkRun(actor, id) };
};

const stop: Handler = async (request, _response, { currentAdmin }) => {
  const actor = actorBehind(currentAdmin);
  const id = found(parseId(pick(payloadOf(request), 'runId')));
  await stopBulkRun(actor, id);
  return { run: await readBulkRun(actor, id) };
};

const plan: Handler = async (request, _response, { currentAdmin }) => {
  const actor = actorBehind(currentAdmin);
  const input = inputOf(payloadOf(request), actor);
  return { plan: await planSpread(actor, input, timeZoneOf(currentAdmin)) };
};

const read: Handler = async ({ query }, _response, { currentAdmin }) => {
  const actor = actorBehind(currentAdmin);
  if (query?.id === undefined) return { runs: await listBulkRuns(actor) };
  return { run: await readBulkRun(actor, found(parseId(query.id))) };
};

const isAccessible = ({ currentAdmin }: ActionContext): boolean =>
  complaintPolicy.may(actorBehind(currentAdmin), 'bulk');

const action = (handler: Handler): Actions[string] => scriptAction('resource', isAccessible, handler);

/** Steps with many complaints: begun, looked after while they are worked off, stopped, and taken back. */
export const bulkRunActions: Actions = {
  bulkStart: action(start),
  bulkStop: action(stop),
  bulkUndo: action(undo),
  bulkPlan: action(plan),
  bulkRuns: action(read),
};
