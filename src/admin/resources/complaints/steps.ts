import type { ActionContext, ActionHandler, ActionResponse } from 'adminjs';
import { InvalidInputError } from '../../../errors.ts';
import type { Urgency } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import type { ComplaintStep } from '../../../policies/complaint.ts';
import { addNote } from '../../../use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../use-cases/complaints/steps/add-remark.ts';
import { askReporter } from '../../../use-cases/complaints/steps/ask-reporter.ts';
import { assignComplaint } from '../../../use-cases/complaints/steps/assign-complaint.ts';
import { changeUrgency } from '../../../use-cases/complaints/steps/change-urgency.ts';
import { claimComplaint } from '../../../use-cases/complaints/steps/claim-complaint.ts';
import { rejectComplaint } from '../../../use-cases/complaints/steps/reject-complaint.ts';
import { resolveComplaint } from '../../../use-cases/complaints/steps/resolve-complaint.ts';
import { startComplaint } from '../../../use-cases/complaints/steps/start-complaint.ts';
import { unassignComplaint } from '../../../use-cases/complaints/steps/unassign-complaint.ts';
import { payloadOf, recordOf } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { parseVersion, pick } from '../../request/values.ts';
import { done, type ConversationTerms } from './conversation.ts';

interface Target {
  readonly id: number;
  readonly version?: number | undefined;
  /** Drawn with the form: what it says is said once, however often it is sent. */
  readonly submissionKey?: string | undefined;
}

/** A step as the panel offers it. */
export interface PanelStep {
  /** What the policy calls it. */
  readonly policy: ComplaintStep;
  /** The one field of its form, and what its use case calls that. */
  readonly field?: { readonly name: string; readonly input: string };
  readonly take: (actor: Actor, target: Target, value: unknown) => Promise<unknown>;
  /** Said when it is done. */
  readonly told: string;
  readonly icon: string;
  readonly danger?: true;
}

const words = (name: string) => ({ name, input: 'remark' });

/** The steps that are taken in the panel, by the name of their action, in the order in which buttons stand. */
export const STEPS = {
  claim: {
    policy: 'claim',
    take: claimComplaint,
    told: 'The complaint is yours.',
    icon: 'UserCheck',
  },
  start: {
    policy: 'start',
    take: startComplaint,
    told: 'The complaint is in progress.',
    icon: 'Play',
  },
  ask: {
    policy: 'ask',
    field: words('remark'),
    take: (actor, target, remark) => askReporter(actor, { ...target, remark }),
    told: 'The question was put to the reporter.',
    icon: 'HelpCircle',
  },
  resolve: {
    policy: 'resolve',
    field: words('remark'),
    take: (actor, target, remark) => resolveComplaint(actor, { ...target, remark }),
    told: 'The complaint is resolved.',
    icon: 'CheckCircle',
  },
  assign: {
    policy: 'assign',
    field: { name: 'assigneeId', input: 'assigneeId' },
    take: (actor, target, assigneeId) =>
      // Checked by the use case.
      assignComplaint(actor, { ...target, assigneeId: assigneeId as string }),
    told: 'The complaint was assigned.',
    icon: 'UserPlus',
  },
  unassign: {
    policy: 'unassign',
    take: unassignComplaint,
    told: 'The complaint is open for all engineers again.',
    icon: 'UserMinus',
  },
  urgency: {
    policy: 'changeUrgency',
    field: { name: 'urgency', input: 'urgency' },
    take: (actor, target, urgency) => changeUrgency(actor, { ...target, urgency: urgency as Urgency }),
    told: 'The urgency was changed.',
    icon: 'Flag',
  },
  remark: {
    policy: 'remark',
    field: words('text'),
    take: (actor, { id, submissionKey }, remark) => addRemark(actor, { id, remark, submissionKey }),
    told: 'The reply was added.',
    icon: 'MessageSquare',
  },
  note: {
    policy: 'note',
    field: words('text'),
    take: (actor, { id, submissionKey }, remark) => addNote(actor, { id, remark, submissionKey }),
    told: 'The note was added.',
    icon: 'Lock',
  },
  reject: {
    policy: 'reject',
    field: words('reason'),
    take: (actor, target, remark) => rejectComplaint(actor, { ...target, remark }),
    told: 'The complaint is rejected.',
    icon: 'XCircle',
    danger: true,
  },
} as const satisfies Record<string, PanelStep>;

/** Runs `work`; a refusal is told at the field as the form names it. */
export async function atField<T>(field: PanelStep['field'], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InvalidInputError) || field === undefined) throw error;
    const fields = Object.entries(error.fields);
    throw new InvalidInputError(
      Object.fromEntries(fields.map(([name, told]) => [name === field.input ? field.name : name, told])),
      error.message,
    );
  }
}

/** Takes a step with the complaint of the call. */
export function takeStep(step: PanelStep, terms: ConversationTerms): ActionHandler<ActionResponse> {
  return async (request, _response, context: ActionContext) => {
    const payload = payloadOf(request);
    const target = {
      id: Number(recordOf(context).id()),
      version: parseVersion(pick(payload, 'version')),
      // Checked by the use case: a form can hold anything.
      submissionKey: pick(payload, 'submissionKey') as string | undefined,
    };
    const value = step.field === undefined ? undefined : pick(payload, step.field.name);
    await atField(step.field, () => step.take(actorBehind(context.currentAdmin), target, value));
    return done(step.told, context, terms);
  };
}
