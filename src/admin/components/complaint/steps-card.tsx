import { Icon } from '@adminjs/design-system';
import { useNotice, useTranslation } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { postStep, type StepResult } from './post-step.ts';
import { Refusal } from './refusal.tsx';
import { StepField } from './step-field.tsx';
import { stepsOf, type StepView } from './step-of.ts';
import type { ComplaintRecord, ComplaintView } from './types.ts';
import { useStepForm } from './use-step-form.ts';
import { siteUrl } from '../parts/site-url.ts';

interface StepsCardProps {
  readonly record: ComplaintRecord;
  /** Takes the record as a step left it; without one the page is asked for anew. */
  readonly onRecord: (record?: ComplaintRecord) => void;
}

function presentOf(step: string, { assignee, urgency }: ComplaintView): string | undefined {
  if (step === 'assign') return assignee === null ? undefined : String(assignee.id);
  return step === 'urgency' ? urgency : undefined;
}

interface OpenStepProps extends StepsCardProps {
  readonly step: StepView;
  readonly onClose: () => void;
}

/** The form of one step. What is typed stays until it is done or given up, whatever happens to the complaint. */
function OpenStep({ step, record, onRecord, onClose }: OpenStepProps): ReactNode {
  const { translateButton } = useTranslation();
  const addNotice = useNotice();
  const { complaint } = record.conversation;
  const version = String(complaint.version);
  const form = useStepForm(step, { recordId: record.id }, { version }, (result) => {
    onRecord(result.isDone ? result.answer.record : undefined);
    if (!result.isDone) return;
    if (result.answer.notice) addNotice(result.answer.notice);
    onClose();
  });
  useEffect(() => form.form.current?.querySelector<HTMLElement>('textarea, select')?.focus(), []);
  return (
    <form ref={form.form} className="p-step-form" aria-label={step.label} noValidate onSubmit={form.submit}>
      <Refusal message={form.message} />
      <StepField
        step={step}
        value={form.value}
        onChange={form.setValue}
        error={form.error}
        present={presentOf(step.name, complaint)}
      />
      <div className="p-buttons">
        <button
          type="submit"
          className={`p-button ${step.isDangerous ? 'p-danger' : 'p-primary'}`}
          disabled={form.busy}
        >
          {step.button}
        </button>
        <button type="button" className="p-button" onClick={onClose}>
          {translateButton('cancel', 'complaints')}
        </button>
      </div>
    </form>
  );
}

/** Something that a reporter does, who happens to use the panel. */
function OwnComplaint({ record }: Pick<StepsCardProps, 'record'>): ReactNode {
  const { translateMessage, translateButton } = useTranslation();
  if (!record.conversation.isOwn) return null;
  return (
    <p className="p-own">
      {translateMessage('ownComplaint', 'complaints')}{' '}
      <a href={siteUrl(`/complaints/${record.id}`)}>{translateButton('openInPortal', 'complaints')}</a>
    </p>
  );
}

/** The steps that this person may take now, as buttons; those that need words open their form below. */
export function StepsCard({ record, onRecord }: StepsCardProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const addNotice = useNotice();
  const [open, setOpen] = useState<StepView>();
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const opener = useRef<HTMLButtonElement | null>(null);
  const steps = stepsOf(record.recordActions);
  const primary = steps.find(({ step }) => step.isFirst)?.step.name;
  const take = (result: StepResult): void => {
    onRecord(result.isDone ? result.answer.record : undefined);
    setRefusal(result.isDone ? '' : result.message);
    if (result.isDone && result.answer.notice) addNotice(result.answer.notice);
  };
  const begin = async (step: StepView): Promise<void> => {
    setRefusal('');
    if (step.fields.length > 0) return setOpen(step.name === open?.name ? undefined : step);
    setBusy(true);
    const version = String(record.conversation.complaint.version);
    take(await postStep(step.name, { recordId: record.id }, { version }));
    setBusy(false);
  };
  const close = (): void => {
    setOpen(undefined);
    opener.current?.focus();
  };
  return (
    <section className="p-card p-steps" aria-labelledby="p-steps-title">
      <h2 id="p-steps-title">{translateLabel('steps', 'complaints')}</h2>
      <Refusal message={refusal} />
      {steps.length === 0 && <p className="p-hint">{translateMessage('noSteps', 'complaints')}</p>}
      <div className="p-buttons">
        {steps.map(({ action, step }) => (
          <button
            key={step.name}
            type="button"
            className={`p-button${step.name === primary ? ' p-primary' : ''}${step.isDangerous ? ' p-danger' : ''}`}
            aria-expanded={step.fields.length === 0 ? undefined : step.name === open?.name}
            disabled={busy}
            onClick={(event) => {
              opener.current = event.currentTarget;
              void begin(step);
            }}
          >
            <Icon icon={action.icon ?? 'ArrowRight'} />
            <span>{step.label}</span>
          </button>
        ))}
      </div>
      {open && <OpenStep key={open.name} step={open} record={record} onRecord={onRecord} onClose={close} />}
      <OwnComplaint record={record} />
    </section>
  );
}
