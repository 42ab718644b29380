import { useNotice, useTranslation, ViewHelpers, type ActionProps } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useNavigate } from 'react-router';
import { Names } from '../parts/action-form.tsx';
import { renewed } from '../parts/use-post.ts';
import type { StepResult } from './post-step.ts';
import { Refusal } from './refusal.tsx';
import { StepField } from './step-field.tsx';
import { requireStep } from './step-of.ts';
import { useStepForm } from './use-step-form.ts';

const views = new ViewHelpers();
const QUEUE = views.resourceUrl({ resourceId: 'complaints' });

/** How many were done, and which were not, each with the reason. */
function Outcome({ message, answer }: StepResult): ReactNode {
  const { translateButton, translateMessage } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { refused = [] } = answer;
  return (
    <div className="p-card p-form" role="status">
      <h2 ref={heading} tabIndex={-1}>
        {message}
      </h2>
      <p>{translateMessage('someRefused', 'complaints', { count: refused.length })}</p>
      <ul className="p-refused-list" tabIndex={0}>
        {refused.map(({ id, name, reason }) => (
          <li key={id}>
            <Link to={views.showUrl('complaints', String(id))}>{name}</Link>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
      <div className="p-buttons">
        <Link className="p-button p-primary" to={renewed(QUEUE)}>
          {translateButton('backToQueue', 'complaints')}
        </Link>
      </div>
    </div>
  );
}

/** Takes a step with all complaints that are ticked in the queue; then says which were left out, and why. */
export default function ComplaintBulkStep({ action, records = [], resource }: ActionProps): ReactNode {
  const { translateAction, translateButton, translateMessage } = useTranslation();
  const addNotice = useNotice();
  const navigate = useNavigate();
  const step = requireStep(action);
  const [outcome, setOutcome] = useState<StepResult>();
  const target = { recordIds: records.map(({ id }) => id) };
  const versions = Object.fromEntries(
    records.map(({ id, params }) => [`versions.${id}`, String(params.version)] as const),
  );
  const form = useStepForm(step, target, versions, (result) => {
    if (!result.isDone) return;
    if (result.answer.refused?.length) return setOutcome(result);
    if (result.answer.notice) addNotice(result.answer.notice);
    navigate(renewed(QUEUE));
  });
  if (outcome) return <Outcome {...outcome} />;
  const name = translateAction(action.label, resource.id);
  return (
    <form ref={form.form} className="p-card p-form" aria-label={name} noValidate onSubmit={form.submit}>
      <Refusal message={form.message} />
      <p>{translateMessage('bulkIntro', resource.id, { count: records.length })}</p>
      <Names records={records} />
      <StepField step={step} value={form.value} onChange={form.setValue} error={form.error} />
      <div className="p-buttons" aria-live="polite">
        <button
          type="submit"
          className={`p-button ${action.variant === 'danger' ? 'p-danger' : 'p-primary'}`}
          disabled={form.busy}
        >
          {form.busy ? translateButton('working', resource.id) : step.button}
        </button>
        <Link className="p-button" data-gives-up="" to={QUEUE}>
          {translateButton('cancel', resource.id)}
        </Link>
      </div>
    </form>
  );
}
