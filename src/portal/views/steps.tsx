import type { ReactElement } from 'react';
import type { Conversation } from '../../use-cases/complaints/get-conversation.ts';
import { AreaField, ErrorSummary, noErrors, type FormErrors } from '../../web/views/fields.tsx';
import { FileField } from './file-field.tsx';
import { StarField } from './stars.tsx';

/** The forms of the page, by the address they are sent to. */
export type StepForm = 'remarks' | 'confirm' | 'reopen';

/** A form that was refused, as typed. */
export interface RefusedForm {
  readonly form: StepForm;
  readonly typed: { readonly remark: string; readonly rating: string; readonly comment: string };
  readonly errors: FormErrors;
}

interface StepProps {
  readonly conversation: Conversation;
  /** Draws the key of one form. */
  readonly submissionKey: string;
  readonly refused: RefusedForm | undefined;
}

const LABELS: Readonly<Record<StepForm, Readonly<Record<string, string>>>> = {
  remarks: { remark: 'Answer', attachments: 'Attachments' },
  confirm: { rating: 'Stars', comment: 'Comment' },
  reopen: { remark: 'Reason', attachments: 'Attachments' },
};

/** What is wrong with this form, if it is the one that was refused. */
function errorsOf(form: StepForm, refused: RefusedForm | undefined): FormErrors {
  return refused?.form === form ? refused.errors : noErrors;
}

/** What was typed as a remark; it is kept in whatever form has a place for it. */
function wordsFor(form: 'remarks' | 'reopen', { conversation, refused }: StepProps): string {
  if (refused === undefined) return '';
  if (refused.form === form) return refused.typed.remark;
  const isGone = refused.form !== 'remarks' && !conversation.steps.includes(refused.form);
  return form === 'remarks' && isGone ? refused.typed.remark || refused.typed.comment : '';
}

function Hidden({ conversation, submissionKey, version }: StepProps & { version: boolean }): ReactElement {
  return (
    <>
      <input type="hidden" name="submissionKey" value={submissionKey} />
      {version && <input type="hidden" name="version" value={conversation.complaint.version} />}
    </>
  );
}

/** An answer where IT waits for one, else a remark. */
export function RemarkForm(props: StepProps): ReactElement {
  const { conversation, refused } = props;
  const isAnswer = conversation.steps.includes('answer');
  const errors = errorsOf('remarks', refused);
  return (
    <form
      className="panel step"
      id="answer"
      method="post"
      action={`/complaints/${conversation.complaint.id}/remarks`}
      encType="multipart/form-data"
      noValidate
      data-once
    >
      <h2>{isAnswer ? 'Your answer' : 'Add a remark'}</h2>
      <ErrorSummary errors={errors} labels={LABELS.remarks} prefix="answer-" />
      {/* A remark replaces nothing, so it does not matter what changed meanwhile; an answer does. */}
      <Hidden {...props} version={isAnswer} />
      <AreaField
        name="remark"
        prefix="answer-"
        label={isAnswer ? 'What do you answer?' : 'What do you want to add?'}
        required
        rows={4}
        maxLength={10_000}
        defaultValue={wordsFor('remarks', props)}
        errors={errors}
      />
      <FileField prefix="answer-" errors={errors} />
      <div className="form-actions">
        <button type="submit" className="btn btn-primary">
          {isAnswer ? 'Send answer' : 'Add remark'}
        </button>
      </div>
    </form>
  );
}

/** Says that the problem is solved, with stars. */
export function ConfirmForm(props: StepProps): ReactElement {
  const { conversation, refused } = props;
  const errors = errorsOf('confirm', refused);
  const typed = refused?.form === 'confirm' ? refused.typed : undefined;
  return (
    <form
      className="panel step step-confirm"
      id="confirm"
      method="post"
      action={`/complaints/${conversation.complaint.id}/confirm`}
      noValidate
      data-once
    >
      <h2>Is your problem solved?</h2>
      <ErrorSummary errors={errors} labels={LABELS.confirm} prefix="confirm-" />
      <Hidden {...props} version />
      <StarField chosen={typed?.rating ?? ''} errors={errors} />
      <AreaField
        name="comment"
        prefix="confirm-"
        label="Comment"
        rows={2}
        maxLength={2000}
        defaultValue={typed?.comment ?? ''}
        errors={errors}
      />
      <div className="form-actions">
        <button type="submit" className="btn btn-primary">
          Yes, it is solved
        </button>
      </div>
    </form>
  );
}

/** Says that the problem is not solved; folded away until it is wanted. */
export function ReopenForm(props: StepProps): ReactElement {
  const { conversation, refused } = props;
  const errors = errorsOf('reopen', refused);
  const isConfirmable = conversation.steps.includes('confirm');
  return (
    <details className="panel step" id="reopen" open={refused?.form === 'reopen'}>
      <summary>
        {isConfirmable ? 'No, it is not solved' : 'The problem is back? Reopen the complaint'}
      </summary>
      <form
        method="post"
        action={`/complaints/${conversation.complaint.id}/reopen`}
        encType="multipart/form-data"
        noValidate
        data-once
      >
        <ErrorSummary errors={errors} labels={LABELS.reopen} prefix="reopen-" />
        <Hidden {...props} version />
        <AreaField
          name="remark"
          prefix="reopen-"
          label="What does not work?"
          required
          rows={4}
          maxLength={10_000}
          defaultValue={wordsFor('reopen', props)}
          errors={errors}
        />
        <FileField prefix="reopen-" errors={errors} />
        <div className="form-actions">
          <button type="submit" className="btn btn-primary">
            Reopen complaint
          </button>
        </div>
      </form>
    </details>
  );
}

/** Leads to a new complaint that continues this one. */
export function FollowUp({ id }: { id: number }): ReactElement {
  return (
    <section className="panel step" aria-labelledby="follow-up">
      <h2 id="follow-up">The problem is back?</h2>
      <p>This complaint is closed for too long to be reopened. File a new one; it will refer to this one.</p>
      <a className="btn btn-outline-secondary" href={`/complaints/new?followUp=${id}`}>
        File a follow-up complaint
      </a>
    </section>
  );
}
