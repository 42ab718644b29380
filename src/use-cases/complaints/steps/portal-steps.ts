import { COMMENT_LENGTH } from '../../../models/feedback.ts';
import { REMARK_LENGTH } from '../../../models/remark.ts';
import type { ComplaintStep } from '../../../policies/complaint-steps.ts';
import { addRemark } from './add-remark.ts';
import { answerComplaint } from './answer-complaint.ts';
import { FOLLOWER_STEPS } from './follower-steps.ts';
import { confirmComplaint } from './confirm-complaint.ts';
import { reopenComplaint } from './reopen-complaint.ts';
import { withdrawComplaint } from './withdraw-complaint.ts';
import type { PortalStep } from './portal-step.ts';
import { offered, said, type OfferedStep, type StepField } from './step-form.ts';

const words = (label: string, more: Partial<StepField> = {}): StepField =>
  said(label, { most: REMARK_LENGTH, rows: 4, ...more });
const FILES: StepField = { name: 'attachments', kind: 'files', label: 'Attachments', isRequired: false };

/** The steps of whoever reported a complaint, in the order in which their forms stand. */
export const PORTAL_STEPS = {
  confirm: {
    step: 'confirm',
    form: 'confirm',
    label: 'Confirm',
    heading: () => 'Is your problem solved?',
    isFolded: () => false,
    asOfVersion: true,
    fields: [
      { name: 'rating', kind: 'stars', label: 'Stars', isRequired: false },
      {
        name: 'comment',
        kind: 'words',
        label: 'Comment',
        isRequired: false,
        most: COMMENT_LENGTH,
        rows: 2,
      },
    ],
    button: 'Yes, it is solved',
    told: 'Thank you. The complaint is closed.',
    take: confirmComplaint,
  },
  reopen: {
    step: 'reopen',
    form: 'reopen',
    label: 'Reopen',
    heading: (beside) =>
      beside.includes('confirm') ? 'No, it is not solved' : 'The problem is back? Reopen the complaint',
    isFolded: () => true,
    asOfVersion: true,
    fields: [words('What does not work?'), FILES],
    button: 'Reopen complaint',
    told: 'The complaint is open again.',
    take: (actor, input, { reopenDays }) => reopenComplaint(actor, input, reopenDays),
  },
  answer: {
    step: 'answer',
    form: 'remarks',
    label: 'Answer',
    heading: () => 'Your answer',
    isFolded: () => false,
    asOfVersion: true,
    fields: [words('What do you answer?'), FILES],
    button: 'Send answer',
    told: 'Your words were added.',
    take: answerComplaint,
  },
  remark: {
    step: 'remark',
    form: 'remarks',
    label: 'Reply',
    heading: () => 'Reply',
    isFolded: (beside) =>
      beside.some((step) => step === 'confirm' || step === 'reopen' || step === 'followUp'),
    // It replaces nothing.
    asOfVersion: false,
    fields: [words('Your reply'), FILES],
    button: 'Send reply',
    told: 'Your words were added.',
    take: addRemark,
  },
  withdraw: {
    step: 'withdraw',
    form: 'withdraw',
    label: 'Withdraw',
    heading: () => 'You need no help any more? Withdraw the complaint',
    isFolded: () => true,
    asOfVersion: true,
    hint: 'The complaint is closed and IT stops working on it.',
    fields: [words('Why?', { isRequired: false, rows: 2 })],
    button: 'Withdraw complaint',
    told: 'The complaint is withdrawn.',
    take: withdrawComplaint,
  },
  ...FOLLOWER_STEPS,
} as const satisfies Record<string, PortalStep>;

/** A form of the complaint's page, drawn from this alone. */
export interface PortalForm extends OfferedStep {
  readonly form: string;
  readonly heading: string;
  readonly isFolded: boolean;
  readonly asOfVersion: boolean;
}

/** What the page of a complaint offers of these steps. */
export function portalForms(steps: readonly ComplaintStep[]): PortalForm[] {
  const forms = Object.entries<PortalStep>(PORTAL_STEPS).filter(([, { step }]) => steps.includes(step));
  return forms.map(([name, { form, heading, isFolded, asOfVersion, ...rest }]) => ({
    ...offered(name, rest),
    form,
    asOfVersion,
    heading: heading(steps),
    isFolded: isFolded(steps),
  }));
}

/** Where the page's forms are sent, below the complaint's own address. */
export const PORTAL_FORMS = [...new Set(Object.values<PortalStep>(PORTAL_STEPS).map(({ form }) => form))];

/** The step that a form takes: where IT waits, it has the version that was seen, and is the answer. */
export function portalStep(form: string, hasVersion: boolean): PortalStep | undefined {
  const steps = Object.values<PortalStep>(PORTAL_STEPS).filter((step) => step.form === form);
  return steps.find((step) => step.asOfVersion === hasVersion) ?? steps[0];
}
