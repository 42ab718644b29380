import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { said, type OfferedStep } from '../steps/step-form.ts';
import { BULK_STEPS, type BulkStepName } from './bulk-steps.ts';

/** A step as the bar under the queue offers it. */
export interface OfferedBulk extends OfferedStep {
  readonly icon: string;
  /** Used often enough for a button of its own. */
  readonly isFirst: boolean;
}

type Form = Omit<OfferedBulk, 'name' | 'isDangerous' | 'isFirst'> & {
  readonly isDangerous?: true;
  readonly isFirst?: true;
};

/** The steps in the order in which their buttons stand; what puts back another is offered with that one's result. */
const FORMS: Readonly<Partial<Record<BulkStepName, Form>>> = {
  assign: {
    label: 'Assign to',
    button: 'Assign',
    hint: 'Those with the least to do come first.',
    fields: [{ name: 'assigneeId', kind: 'person', label: 'Assign to', isRequired: true }],
    icon: 'UserPlus',
    isFirst: true,
  },
  spread: {
    label: 'Spread evenly',
    button: 'Spread',
    hint: 'Everybody you choose has as much open work as the others afterwards.',
    fields: [],
    icon: 'Users',
    isFirst: true,
  },
  urgency: {
    label: 'Urgency',
    button: 'Change the urgency',
    hint: 'The reporters see the urgency, too.',
    fields: [{ name: 'urgency', kind: 'urgency', label: 'Urgency', isRequired: true }],
    icon: 'Flag',
    isFirst: true,
  },
  type: {
    label: 'Type',
    button: 'Change the type',
    hint: '',
    fields: [{ name: 'typeId', kind: 'line', label: 'Type', isRequired: true }],
    icon: 'List',
  },
  unassign: {
    label: 'Unassign',
    button: 'Unassign',
    hint: 'They are open for all engineers again.',
    fields: [],
    icon: 'UserMinus',
  },
  resolve: {
    label: 'Resolve',
    button: 'Resolve them',
    hint: 'Each reporter reads this, and confirms the solution or reopens the complaint.',
    fields: [said('How it was solved')],
    icon: 'CheckCircle',
  },
  reject: {
    label: 'Reject',
    button: 'Reject them',
    hint: 'Each reporter reads this. A rejected complaint cannot be reopened.',
    fields: [said('Why they are rejected')],
    icon: 'XCircle',
    isDangerous: true,
  },
};

/** The steps that this actor may take with many complaints; what a complaint's own state has to say, the result tells. */
export function bulkStepsFor(actor: Actor): OfferedBulk[] {
  if (!complaintPolicy.may(actor, 'bulk')) return [];
  const own = { reporterId: 0, assigneeId: actor.id };
  return Object.entries(FORMS).flatMap(([name, { isDangerous = false, isFirst = false, ...form }]) =>
    complaintPolicy.may(actor, BULK_STEPS[name as BulkStepName].rule, own)
      ? [{ name, isDangerous, isFirst, ...form }]
      : [],
  );
}
