import { Icon } from '@adminjs/design-system';
import { useNotice, useTranslation } from 'adminjs';
import { useRef, useState, type ReactNode } from 'react';
import { OpenStep } from './open-step.tsx';
import { SESSION_ENDED } from '../../../web/session-ended.ts';
import { postStep, type StepResult } from './post-step.ts';
import { Refusal } from './refusal.tsx';
import { stepsOf, type StepView } from './step-of.ts';
import type { ComplaintRecord } from './types.ts';
import { siteUrl } from '../parts/site-url.ts';

interface StepsCardProps {
  readonly record: ComplaintRecord;
  /** Takes the record as a step left it; without one the page is asked for anew. */
  readonly onRecord: (record?: ComplaintRecord) => void;
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
  // The form that is looked at, and all that were begun.
  const [open, setOpen] = useState<string>();
  const [begun, setBegun] = useState<readonly StepView[]>([]);
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const opener = useRef<HTMLButtonElement | null>(null);
  const possible = record.conversation.steps;
  const offered = stepsOf(record.recordActions).filter(({ step }) => possible.includes(step.rule));
  // What is said is written below the conversation.
  const steps = offered.filter(({ step }) => step.speech === undefined);
  const primary = steps.find(({ step }) => step.isFirst)?.step.name;
  const hear = (result: StepResult): void => {
    // Without a session the page would be asked for in vain, and be led to the sign-in page with what is typed in it.
    if (result.message !== SESSION_ENDED) onRecord(result.isDone ? result.answer.record : undefined);
  };
  const take = (result: StepResult): void => {
    hear(result);
    setRefusal(result.isDone ? '' : result.message);
    if (result.isDone && result.answer.notice) addNotice(result.answer.notice);
  };
  const begin = async (step: StepView): Promise<void> => {
    setRefusal('');
    if (step.fields.length > 0) {
      setBegun((forms) => (forms.some(({ name }) => name === step.name) ? forms : [...forms, step]));
      return setOpen(step.name === open ? undefined : step.name);
    }
    setBusy(true);
    const version = String(record.conversation.complaint.version);
    take(await postStep(step.name, { recordId: record.id }, { version }));
    setBusy(false);
  };
  const close = (name: string, hadFocus: boolean): void => {
    setBegun((forms) => forms.filter((form) => form.name !== name));
    setOpen((now) => (now === name ? undefined : now));
    if (hadFocus) opener.current?.focus();
  };
  if (steps.length === 0 && offered.length > 0 && !record.conversation.isOwn) return null;
  return (
    <section className="p-card p-steps" aria-labelledby="p-steps-title">
      <h2 id="p-steps-title">{translateLabel('steps', 'complaints')}</h2>
      <Refusal message={refusal} />
      {offered.length === 0 && <p className="p-hint">{translateMessage('noSteps', 'complaints')}</p>}
      <div className="p-buttons">
        {steps.map(({ action, step }) => (
          <button
            key={step.name}
            type="button"
            className={`p-button${step.name === primary ? ' p-primary' : ''}${step.isDangerous ? ' p-danger' : ''}`}
            aria-expanded={step.fields.length === 0 ? undefined : step.name === open}
            disabled={busy}
            data-hotkey={step.name}
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
      {begun.map((step) => (
        <OpenStep
          key={step.name}
          step={step}
          isOpen={step.name === open}
          isOffered={steps.some((one) => one.step.name === step.name)}
          record={record}
          onResult={hear}
          onClose={close}
        />
      ))}
      <OwnComplaint record={record} />
    </section>
  );
}
