import type { ReactElement } from 'react';
import type { Conversation } from '../../use-cases/complaints/get-conversation.ts';
import { noErrors, type FormErrors } from '../../web/views/fields.tsx';

/** The forms of the page, by the address they are sent to. */
export type StepForm = 'remarks' | 'confirm' | 'reopen';

/** A form that was refused, as typed. */
export interface RefusedForm {
  readonly form: StepForm;
  readonly typed: { readonly remark: string; readonly rating: string; readonly comment: string };
  readonly errors: FormErrors;
}

/** What every form of the page needs. */
export interface StepProps {
  readonly conversation: Conversation;
  /** Draws the key of one form. */
  readonly submissionKey: string;
  readonly refused: RefusedForm | undefined;
}

/** Under which names the fields are known. */
export const LABELS: Readonly<Record<StepForm, Readonly<Record<string, string>>>> = {
  remarks: { remark: 'Answer', attachments: 'Attachments' },
  confirm: { rating: 'Stars', comment: 'Comment' },
  reopen: { remark: 'Reason', attachments: 'Attachments' },
};

/** What is wrong with this form, if it is the one that was refused. */
export function errorsOf(form: StepForm, refused: RefusedForm | undefined): FormErrors {
  return refused?.form === form ? refused.errors : noErrors;
}

/** What was typed as a remark; it is kept in whatever form has a place for it. */
export function wordsFor(form: 'remarks' | 'reopen', { conversation, refused }: StepProps): string {
  if (refused === undefined) return '';
  if (refused.form === form) return refused.typed.remark;
  const isGone = refused.form !== 'remarks' && !conversation.steps.includes(refused.form);
  return form === 'remarks' && isGone ? refused.typed.remark || refused.typed.comment : '';
}

/** The fields that nobody sees; `version`: whether it matters what changed meanwhile. */
export function Hidden({
  conversation,
  submissionKey,
  version,
}: StepProps & { version: boolean }): ReactElement {
  return (
    <>
      <input type="hidden" name="submissionKey" value={submissionKey} />
      {version && <input type="hidden" name="version" value={conversation.complaint.version} />}
    </>
  );
}
