import { addNote } from './add-note.ts';
import { addRemark } from './add-remark.ts';
import { askReporter } from './ask-reporter.ts';
import { assignComplaint } from './assign-complaint.ts';
import { changeUrgency } from './change-urgency.ts';
import { claimComplaint } from './claim-complaint.ts';
import { rejectComplaint } from './reject-complaint.ts';
import { resolveComplaint } from './resolve-complaint.ts';
import { startComplaint } from './start-complaint.ts';
import type { PanelStep } from './panel-step.ts';
import { RELATED_STEPS } from './related-steps.ts';
import { said } from './step-form.ts';
import { unassignComplaint } from './unassign-complaint.ts';

/** The steps of those who solve complaints, by the name of their action, in the order in which buttons stand. */
export const PANEL_STEPS = {
  claim: {
    step: 'claim',
    label: 'Claim',
    button: 'Claim',
    hint: 'The complaint becomes yours. It is in your view “Mine” from then on.',
    fields: [],
    told: 'The complaint is yours.',
    icon: 'UserCheck',
    isFirst: true,
    take: claimComplaint,
  },
  start: {
    step: 'start',
    label: 'Start',
    button: 'Start',
    hint: 'The complaint is shown as being in progress, also to its reporter.',
    fields: [],
    told: 'The complaint is in progress.',
    icon: 'Play',
    isFirst: true,
    take: startComplaint,
  },
  remark: {
    step: 'remark',
    label: 'Reply',
    button: 'Send the reply',
    hint: 'The reporter reads this.',
    fields: [said('Your reply', { name: 'text', input: 'remark' })],
    told: 'The reply was added.',
    icon: 'MessageSquare',
    speech: { kind: 'reply', send: 'Send' },
    take: addRemark,
  },
  ask: {
    step: 'ask',
    label: 'Ask the reporter',
    button: 'Send the question',
    hint: 'The reporter reads this; the complaint waits for the answer.',
    fields: [said('Your question')],
    told: 'The question was put to the reporter.',
    icon: 'HelpCircle',
    speech: { kind: 'reply', send: 'and ask the reporter' },
    take: askReporter,
  },
  resolve: {
    step: 'resolve',
    label: 'Resolve',
    button: 'Resolve the complaint',
    hint: 'The reporter reads this, and confirms the solution or reopens the complaint.',
    fields: [said('How it was solved')],
    told: 'The complaint is resolved.',
    icon: 'CheckCircle',
    speech: { kind: 'reply', send: 'and resolve', isEnd: true },
    take: resolveComplaint,
  },
  note: {
    step: 'note',
    label: 'Note',
    button: 'Add the note',
    hint: 'Only those who work on complaints read this, never the reporter.',
    fields: [said('Your note', { name: 'text', input: 'remark' })],
    told: 'The note was added.',
    icon: 'Lock',
    speech: { kind: 'note', send: 'Add note' },
    take: addNote,
  },
  assign: {
    step: 'assign',
    label: 'Assign',
    button: 'Assign the complaint',
    hint: 'Those with the least to do come first.',
    fields: [{ name: 'assigneeId', kind: 'person', label: 'Assign to', isRequired: true }],
    told: 'The complaint was assigned.',
    icon: 'UserPlus',
    take: assignComplaint,
  },
  unassign: {
    step: 'unassign',
    label: 'Unassign',
    button: 'Unassign',
    hint: 'The complaint is open for all engineers again.',
    fields: [],
    told: 'The complaint is open for all engineers again.',
    icon: 'UserMinus',
    take: unassignComplaint,
  },
  urgency: {
    step: 'changeUrgency',
    label: 'Urgency',
    button: 'Change the urgency',
    hint: 'The reporter sees the urgency, too.',
    fields: [{ name: 'urgency', kind: 'urgency', label: 'Urgency', isRequired: true }],
    told: 'The urgency was changed.',
    icon: 'Flag',
    take: changeUrgency,
  },
  ...RELATED_STEPS,
  reject: {
    step: 'reject',
    label: 'Reject',
    button: 'Reject the complaint',
    hint: 'The reporter reads this. A rejected complaint cannot be reopened.',
    fields: [said('Why it is rejected', { name: 'reason', input: 'remark' })],
    told: 'The complaint is rejected.',
    icon: 'XCircle',
    isDangerous: true,
    take: rejectComplaint,
  },
} as const satisfies Record<string, PanelStep>;
