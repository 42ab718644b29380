import { useNotice, useTranslation } from 'adminjs';
import { useEffect, type ReactNode } from 'react';
import type { StepResult } from './post-step.ts';
import { Refusal } from './refusal.tsx';
import { StepField } from './step-field.tsx';
import type { StepView } from './step-of.ts';
import type { ComplaintRecord, ComplaintView } from './types.ts';
import { useStepForm } from './use-step-form.ts';

interface OpenStepProps {
  readonly step: StepView;
  /** Whether it is the form that is looked at. */
  readonly isOpen: boolean;
  /** Whether there is a button that opens it. */
  readonly isOffered: boolean;
  readonly record: ComplaintRecord;
  /** Hears of what was done and what was refused alike. */
  readonly onResult: (result: StepResult) => void;
  /** Done, or given up; `hadFocus`: the person was in it. */
  readonly onClose: (name: string, hadFocus: boolean) => void;
}

function presentOf(step: string, { assignee, urgency }: ComplaintView): string | undefined {
  if (step === 'assign') return assignee === null ? undefined : String(assignee.id);
  return step === 'urgency' ? urgency : undefined;
}

/**
 * The form of one step. What is typed stays until it is done or given up, whatever happens to the complaint and
 * whichever other form is looked at meanwhile; where no button leads back to it, it is always shown.
 */
export function OpenStep({ step, isOpen, isOffered, record, onResult, onClose }: OpenStepProps): ReactNode {
  const { translateButton } = useTranslation();
  const addNotice = useNotice();
  const { complaint } = record.conversation;
  const version = String(complaint.version);
  const form = useStepForm(step, { recordId: record.id }, { version }, (result) => {
    onResult(result);
    if (!result.isDone) return;
    if (result.answer.notice) addNotice(result.answer.notice);
    close();
  });
  const close = (): void => {
    const { activeElement } = document;
    // A button that is pressed and disabled loses the focus to the page.
    const isInside = form.form.current?.contains(activeElement) === true;
    onClose(step.name, isInside || activeElement === document.body);
  };
  const isShown = isOpen || (!isOffered && form.value !== '');
  useEffect(() => {
    if (isOpen) form.form.current?.querySelector<HTMLElement>('textarea, select, input')?.focus();
  }, [isOpen]);
  return (
    <form
      ref={form.form}
      className="p-step-form"
      aria-label={step.label}
      noValidate
      hidden={!isShown}
      onSubmit={form.submit}
    >
      <Refusal message={form.message} />
      <StepField
        step={step}
        value={form.value}
        onChange={form.setValue}
        error={form.error}
        present={presentOf(step.name, complaint)}
        complaint={complaint}
      />
      <div className="p-buttons">
        <button
          type="submit"
          className={`p-button ${step.isDangerous ? 'p-danger' : 'p-primary'}`}
          disabled={form.busy}
        >
          {step.button}
        </button>
        <button type="button" className="p-button" onClick={close}>
          {translateButton('cancel', 'complaints')}
        </button>
      </div>
    </form>
  );
}
