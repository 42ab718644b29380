import { useTranslation } from 'adminjs';
import { useId, type ReactNode } from 'react';
import { Field } from '../parts/field.tsx';
import type { Saved } from './saved-types.ts';

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  /** What the labels of the values begin with. */
  readonly prefix: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One of a few values. */
export function Choice({ name, label, value, values, prefix, error, onChange }: ChoiceProps): ReactNode {
  const { translateLabel } = useTranslation();
  const id = useId();
  return (
    <Field name={name} id={id} label={label} error={error}>
      {(control) => (
        <select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          {values.map((one) => (
            <option key={one} value={one}>
              {translateLabel(prefix + one, 'reports')}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface AskedProps {
  /** What it asks, and what the page asks now, in words. */
  readonly kept: string;
  readonly shown: string;
  readonly isShown: boolean;
  readonly onChange: (isShown: boolean) => void;
}

/** Whether a report goes on to ask what it asks, or asks what the page shows now. */
export function AskedChoice({ kept, shown, isShown, onChange }: AskedProps): ReactNode {
  const { translateLabel } = useTranslation();
  const id = useId();
  const choice = (label: string, words: string, isChosen: boolean): ReactNode => (
    <label className="p-choice">
      <input type="radio" name={id} checked={isChosen === isShown} onChange={() => onChange(isChosen)} />
      <span>
        {translateLabel(label, 'reports')}
        <span className="p-hint p-asked-words" dir="auto">
          {words}
        </span>
      </span>
    </label>
  );
  return (
    <fieldset className="p-field p-choices">
      <legend>{translateLabel('asks', 'reports')}</legend>
      {choice('asksAsBefore', kept, false)}
      {choice('asksAsShown', shown, true)}
    </fieldset>
  );
}

interface ReadersProps {
  readonly people: Saved['people'];
  readonly chosen: readonly number[];
  readonly error: string | undefined;
  readonly onChange: (chosen: readonly number[]) => void;
}

/** Who is told when it was made. */
export function Readers({ people, chosen, error, onChange }: ReadersProps): ReactNode {
  const { translateLabel } = useTranslation();
  const id = useId();
  const toggle = (person: number): void =>
    onChange(chosen.includes(person) ? chosen.filter((one) => one !== person) : [...chosen, person]);
  return (
    <fieldset
      className={`p-field p-choices p-readers${error ? ' p-refused' : ''}`}
      aria-describedby={error && `${id}-error`}
    >
      <legend>{translateLabel('recipients', 'reports')}</legend>
      {people.map((person) => (
        <label key={person.id} className="p-choice">
          <input type="checkbox" checked={chosen.includes(person.id)} onChange={() => toggle(person.id)} />
          <bdi>{person.name}</bdi>
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className="p-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
