import type { ReactElement } from 'react';
import { AreaField, ErrorSummary } from '../../web/views/fields.tsx';
import { FileField } from './file-field.tsx';
import { errorsOf, Hidden, LABELS, marksFor, wordsFor, type StepProps } from './step-form.tsx';

function RemarkFields(props: StepProps & { isAnswer: boolean; words: string }): ReactElement {
  const { conversation, refused, isAnswer, words } = props;
  const errors = errorsOf('remarks', refused);
  return (
    <form
      method="post"
      action={`/complaints/${conversation.complaint.id}/remarks`}
      encType="multipart/form-data"
      noValidate
      data-once
    >
      <ErrorSummary errors={errors} labels={LABELS.remarks} prefix="answer-" />
      {/* A remark replaces nothing, so it does not matter what changed meanwhile; an answer does. */}
      <Hidden {...props} form="remarks" version={isAnswer} />
      <AreaField
        name="remark"
        prefix="answer-"
        label={isAnswer ? 'What do you answer?' : 'What do you want to add?'}
        required
        rows={4}
        maxLength={10_000}
        defaultValue={words}
        errors={errors}
      />
      <FileField prefix="answer-" errors={errors} marks={marksFor('remarks', props)} />
      <div className="form-actions">
        <button type="submit" className="btn btn-primary">
          {isAnswer ? 'Send answer' : 'Add remark'}
        </button>
      </div>
    </form>
  );
}

/** An answer where IT waits for one, else a remark; folded away where something else is expected first. */
export function RemarkForm(props: StepProps): ReactElement {
  const { steps } = props.conversation;
  const isAnswer = steps.includes('answer');
  const words = wordsFor('remarks', props);
  const fields = <RemarkFields {...props} isAnswer={isAnswer} words={words} />;
  if (steps.includes('confirm') || steps.includes('reopen') || steps.includes('followUp')) {
    return (
      <details className="panel step" id="answer" open={words !== '' || props.refused?.form === 'remarks'}>
        <summary>Add a remark</summary>
        {fields}
      </details>
    );
  }
  return (
    <section className="panel step" id="answer" aria-labelledby="answer-heading">
      <h2 id="answer-heading">{isAnswer ? 'Your answer' : 'Add a remark'}</h2>
      {fields}
    </section>
  );
}
