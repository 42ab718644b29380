import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import { drawKey } from '../parts/draw-key.ts';
import { useUnsaved } from '../parts/unsaved.ts';
import type { Values } from '../parts/use-post.ts';
import { postStep, type StepResult, type StepTarget } from './post-step.ts';
import type { StepView } from './step-of.ts';

/** The form of a step. */
export interface StepForm {
  readonly form: RefObject<HTMLFormElement>;
  readonly value: string;
  readonly setValue: (value: string) => void;
  readonly busy: boolean;
  /** Why it was refused, where no field is to blame. */
  readonly message: string;
  /** Why it was refused at the field. */
  readonly error: string | undefined;
  readonly submit: (event: FormEvent) => void;
}

/**
 * Keeps what is typed into a step's form and sends it; what was refused stays as it was typed.
 *
 * @param extra what is sent with it, such as the version that was seen.
 * @param onResult hears of what was done and what was refused alike.
 */
export function useStepForm(
  step: StepView,
  target: StepTarget,
  extra: Values,
  onResult: (result: StepResult) => void,
): StepForm {
  const form = useRef<HTMLFormElement>(null);
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<StepResult>();
  useUnsaved(value !== '' && result?.isDone !== true);
  const field = step.fields[0]?.name ?? '';
  const error = result?.errors[field];
  // Who was told what others did meanwhile may go on from there.
  const told = useRef(-1);
  const [submissionKey] = useState(drawKey);
  const send = async (): Promise<void> => {
    setBusy(true);
    const values: Record<string, string | readonly string[]> = { ...extra, submissionKey };
    if (extra.version !== undefined) values.version = String(Math.max(Number(extra.version), told.current));
    if (field !== '') values[field] = value;
    const found = await postStep(step.name, target, values);
    if (!found.isDone) told.current = Number(found.answer.record?.params.version ?? -1);
    setBusy(false);
    setResult(found);
    onResult(found);
  };
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [result]);
  return {
    form,
    value,
    setValue,
    busy,
    error,
    message: result && !result.isDone && error === undefined ? result.message : '',
    submit: (event) => {
      event.preventDefault();
      if (!busy) void send();
    },
  };
}
