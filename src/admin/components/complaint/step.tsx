import { useNotice, useTranslation, type ActionProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useNavigate } from 'react-router';
import { asText } from '../parts/as-text.ts';
import { renewed, wayBack } from '../parts/use-post.ts';
import { Refusal } from './refusal.tsx';
import { StepField } from './step-field.tsx';
import { requireStep } from './step-of.ts';
import { useStepForm } from './use-step-form.ts';

/** What the complaint has now of what a step changes. */
function presentOf({ record, action }: ActionProps): string | undefined {
  const value: unknown = record?.params[action.name === 'assign' ? 'assigneeId' : 'urgency'];
  return asText(value) || undefined;
}

/** A step as a page of its own, as the queue's menus lead to it. */
export default function ComplaintStep(props: ActionProps): ReactNode {
  const { action, record, resource } = props;
  const { translateAction, translateButton } = useTranslation();
  const step = requireStep(action);
  const addNotice = useNotice();
  const navigate = useNavigate();
  const version = String((record?.params.version as number | undefined) ?? '');
  const form = useStepForm(step, { recordId: String(record?.id) }, { version }, (result) => {
    if (!result.isDone) return;
    if (result.answer.notice) addNotice(result.answer.notice);
    navigate(renewed(result.answer.redirectUrl ?? wayBack(props)));
  });
  const name = translateAction(action.label, resource.id);
  return (
    <form ref={form.form} className="p-card p-form" aria-label={name} noValidate onSubmit={form.submit}>
      <Refusal message={form.message} />
      {step.fields.length === 0 && <p>{step.hint}</p>}
      <StepField
        step={step}
        value={form.value}
        onChange={form.setValue}
        error={form.error}
        present={presentOf(props)}
      />
      <div className="p-buttons">
        <button
          type="submit"
          className={`p-button ${action.variant === 'danger' ? 'p-danger' : 'p-primary'}`}
          disabled={form.busy}
        >
          {step.button}
        </button>
        <Link className="p-button" data-gives-up="" to={wayBack(props)}>
          {translateButton('cancel', resource.id)}
        </Link>
      </div>
    </form>
  );
}
