import type { ReactElement } from 'react';
import type { Conversation } from '../../use-cases/complaints/conversation/get-conversation.ts';
import { noErrors, type FormErrors } from '../../web/views/fields.tsx';
import { emptyMarks, Marks, type FormMarks } from './form-marks.tsx';

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
  readonly marks: FormMarks;
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

/** The marks of this form: files that came before stand in the form that has their words. */
export function marksFor(form: StepForm, { conversation, refused, marks }: StepProps): FormMarks {
  if (refused === undefined) return emptyMarks(marks);
  const isGone = refused.form !== 'remarks' && !conversation.steps.includes(refused.form);
  const isMoved = form === 'remarks' && isGone;
  return refused.form === form || isMoved ? marks : emptyMarks(marks);
}

/** The fields that nobody sees; `version`: whether it matters what changed meanwhile. */
export function Hidden(props: StepProps & { form: StepForm; version: boolean }): ReactElement {
  const { form, conversation, submissionKey, version } = props;
  return (
    <>
      <Marks marks={marksFor(form, props)} />
      <input type="hidden" name="submissionKey" value={submissionKey} />
      {version && <input type="hidden" name="version" value={conversation.complaint.version} />}
    </>
  );
}
