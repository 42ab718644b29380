import type { ReactElement } from 'react';
import { Notice } from '../../look/states.tsx';
import { shownStatus } from '../../policies/shown-status.ts';
import type { Conversation } from '../../use-cases/complaints/conversation/get-conversation.ts';
import { ASKED_STEPS, type AskedStep } from '../../use-cases/complaints/steps/asked-step.ts';

interface OutdatedStepProps {
  /** What the reader came to do. */
  readonly asked: AskedStep | undefined;
  readonly conversation: Conversation;
}

/** Says that what the reader came to do is done already, or not possible now. */
export function OutdatedStep({ asked, conversation }: OutdatedStepProps): ReactElement | null {
  const { steps, complaint } = conversation;
  if (asked === undefined || steps.includes(asked)) return null;
  return (
    <Notice kind="done">
      {ASKED_STEPS[asked]}: this complaint is {shownStatus(complaint.status)}.
    </Notice>
  );
}
