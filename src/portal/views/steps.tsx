import type { ReactElement } from 'react';
import type { QueueRow } from '../../use-cases/complaints/queue/queue-row.ts';
import { AreaField, ErrorSummary } from '../../web/views/fields.tsx';
import { FileField } from './file-field.tsx';
import { StarField } from './stars.tsx';
import { errorsOf, Hidden, LABELS, marksFor, wordsFor, type StepProps } from './step-form.tsx';

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
      <Hidden {...props} form="confirm" version />
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
        <Hidden {...props} form="reopen" version />
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
        <FileField prefix="reopen-" errors={errors} marks={marksFor('reopen', props)} />
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
export function FollowUp({ id, code }: Pick<QueueRow, 'id' | 'code'>): ReactElement {
  const why = code === 'rejected' ? 'was rejected, so it cannot be' : 'has been closed for too long to be';
  return (
    <section className="panel step" aria-labelledby="follow-up">
      <h2 id="follow-up">The problem is back?</h2>
      <p>This complaint {why} reopened. File a new one; it will refer to this one.</p>
      <a className="btn btn-outline-secondary" href={`/complaints/new?followUp=${id}`}>
        File a follow-up complaint
      </a>
    </section>
  );
}
