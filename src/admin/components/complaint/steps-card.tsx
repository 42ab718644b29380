import { Icon } from '@adminjs/design-system';
import { useNotice, useTranslation, type ActionJSON } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { postStep, type StepResult } from './post-step.ts';
import { Refusal } from './refusal.tsx';
import { STEP_FIELDS, StepField } from './step-field.tsx';
import type { ComplaintRecord, ComplaintView } from './types.ts';
import { useStepForm } from './use-step-form.ts';
import { siteUrl } from '../parts/site-url.ts';

/** The panel's names of the steps, in the order in which buttons stand. */
const STEPS = [
  'claim',
  'start',
  'resolve',
  'ask',
  'remark',
  'note',
  'assign',
  'unassign',
  'urgency',
  'reject',
];
/** Those that a reporter takes, in the portal. */
const REPORTER_STEPS = new Set(['answer', 'confirm', 'reopen', 'followUp']);
/** What is most likely to be done next. */
const FIRST = ['claim', 'start', 'resolve'];

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
  readonly action: ActionJSON;
  readonly onClose: () => void;
}

/** The form of one step. What is typed stays until it is done or given up, whatever happens to the complaint. */
function OpenStep({ action, record, onRecord, onClose }: OpenStepProps): ReactNode {
  const { translateAction, translateButton } = useTranslation();
  const addNotice = useNotice();
  const { complaint } = record.conversation;
  const version = String(complaint.version);
  const form = useStepForm(action.name, { recordId: record.id }, { version }, (result) => {
    onRecord(result.isDone ? result.answer.record : undefined);
    if (!result.isDone) return;
    if (result.answer.notice) addNotice(result.answer.notice);
    onClose();
  });
  useEffect(() => form.form.current?.querySelector<HTMLElement>('textarea, select')?.focus(), []);
  const name = translateAction(action.label, 'complaints');
  return (
    <form ref={form.form} className="p-step-form" aria-label={name} noValidate onSubmit={form.submit}>
      <Refusal message={form.message} />
      <StepField
        step={action.name}
        value={form.value}
        onChange={form.setValue}
        error={form.error}
        present={presentOf(action.name, complaint)}
      />
      <div className="p-buttons">
        <button
          type="submit"
          className={`p-button ${action.variant === 'danger' ? 'p-danger' : 'p-primary'}`}
          disabled={form.busy}
        >
          {translateButton(`do_${action.name}`, 'complaints')}
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
  if (!record.conversation.steps.some((step) => REPORTER_STEPS.has(step))) return null;
  return (
    <p className="p-own">
      {translateMessage('ownComplaint', 'complaints')}{' '}
      <a href={siteUrl(`/complaints/${record.id}`)}>{translateButton('openInPortal', 'complaints')}</a>
    </p>
  );
}

/** The steps that this person may take now, as buttons; those that need words open their form below. */
export function StepsCard({ record, onRecord }: StepsCardProps): ReactNode {
  const { translateAction, translateLabel, translateMessage } = useTranslation();
  const addNotice = useNotice();
  const [open, setOpen] = useState<ActionJSON>();
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const opener = useRef<HTMLButtonElement | null>(null);
  const actions = STEPS.flatMap((name) => record.recordActions.filter((action) => action.name === name));
  const primary = FIRST.find((name) => actions.some((action) => action.name === name));
  const take = (result: StepResult): void => {
    onRecord(result.isDone ? result.answer.record : undefined);
    setRefusal(result.isDone ? '' : result.message);
    if (result.isDone && result.answer.notice) addNotice(result.answer.notice);
  };
  const begin = async (action: ActionJSON): Promise<void> => {
    setRefusal('');
    if (STEP_FIELDS[action.name] !== undefined)
      return setOpen(action.name === open?.name ? undefined : action);
    setBusy(true);
    const version = String(record.conversation.complaint.version);
    take(await postStep(action.name, { recordId: record.id }, { version }));
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
      {actions.length === 0 && <p className="p-hint">{translateMessage('noSteps', 'complaints')}</p>}
      <div className="p-buttons">
        {actions.map((action) => (
          <button
            key={action.name}
            type="button"
            className={`p-button${action.name === primary ? ' p-primary' : ''}${action.variant === 'danger' ? ' p-danger' : ''}`}
            aria-expanded={STEP_FIELDS[action.name] === undefined ? undefined : action.name === open?.name}
            disabled={busy}
            onClick={(event) => {
              opener.current = event.currentTarget;
              void begin(action);
            }}
          >
            <Icon icon={action.icon ?? 'ArrowRight'} />
            <span>{translateAction(action.label, 'complaints')}</span>
          </button>
        ))}
      </div>
      {open && <OpenStep key={open.name} action={open} record={record} onRecord={onRecord} onClose={close} />}
      <OwnComplaint record={record} />
    </section>
  );
}
