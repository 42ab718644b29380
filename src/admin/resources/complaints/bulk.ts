import type { ActionContext, ActionHandler, ActionRequest, ActionResponse } from 'adminjs';
import type { Urgency } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { assignComplaints } from '../../../use-cases/complaints/steps/assign-complaints.ts';
import { changeUrgencies } from '../../../use-cases/complaints/steps/change-urgencies.ts';
import type { BulkOutcome } from '../../../use-cases/complaints/steps/in-bulk.ts';
import { rejectComplaints } from '../../../use-cases/complaints/steps/reject-complaints.ts';
import { resolveComplaints } from '../../../use-cases/complaints/steps/resolve-complaints.ts';
import { currentRecords, listUrl, payloadOf } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { parseVersion, pick } from '../../request/values.ts';
import { atField, STEPS, type PanelStep } from './steps.ts';

interface Chosen {
  readonly id: number;
  readonly version: number | undefined;
}

interface BulkStep {
  readonly field: NonNullable<PanelStep['field']>;
  readonly take: (actor: Actor, complaints: Chosen[], value: unknown) => Promise<BulkOutcome>;
  /** What was done with them, such as `resolved`. */
  readonly told: string;
}

/** The steps that are taken with many complaints at once, by the name of their action. */
export const BULK_STEPS = {
  assign: {
    field: STEPS.assign.field,
    take: (actor, complaints, assigneeId) =>
      // Checked by the use case.
      assignComplaints(actor, { complaints, assigneeId: assigneeId as string }),
    told: 'assigned',
  },
  urgency: {
    field: STEPS.urgency.field,
    take: (actor, complaints, urgency) => changeUrgencies(actor, { complaints, urgency: urgency as Urgency }),
    told: 'given the urgency',
  },
  resolve: {
    field: STEPS.resolve.field,
    take: (actor, complaints, remark) => resolveComplaints(actor, { complaints, remark }),
    told: 'resolved',
  },
  reject: {
    field: STEPS.reject.field,
    take: (actor, complaints, remark) => rejectComplaints(actor, { complaints, remark }),
    told: 'rejected',
  },
} as const satisfies Record<string, BulkStep>;

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
export function takeBulkStep(step: BulkStep): ActionHandler<ActionResponse> {
  return async (request, _response, context) => {
    const payload = payloadOf(request);
    const chosen = chosenOf(context, payload);
    const titles = new Map((context.records ?? []).map((record) => [Number(record.id()), record.title()]));
    const taken = await atField(step.field, () =>
      step.take(actorBehind(context.currentAdmin), chosen, pick(payload, step.field.name)),
    );
    const outcome = { done: taken.done, refused: [...taken.refused, ...goneOf(request, context)] };
    return {
      records: await currentRecords(context),
      redirectUrl: listUrl(context),
      notice: notice(outcome, step.told),
      done: outcome.done,
      refused: outcome.refused.map(({ id, reason }) => ({ id, name: titles.get(id) ?? `#${id}`, reason })),
    };
  };
}
