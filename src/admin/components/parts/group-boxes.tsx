import type { ReactNode } from 'react';
import { useRecordsOf } from './use-records-of.ts';

interface GroupBoxesProps {
  readonly name: string;
  readonly legend: string;
  readonly reference: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** A check box for each record of a small resource. */
export function GroupBoxes(props: GroupBoxesProps): ReactNode {
  const { name, legend, reference, chosen, onChange, hint, error, disabled } = props;
  const choices = useRecordsOf(reference);
  const toggle = (id: string, on: boolean): void =>
    onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      className={`p-field p-choices${error ? ' p-refused' : ''}`}
      aria-describedby={described || undefined}
      disabled={disabled}
    >
      <legend>{legend}</legend>
      {choices === undefined && <p className="p-hint">Loading …</p>}
      {choices?.length === 0 && <p className="p-hint">There are none to choose from.</p>}
      {choices?.map(({ id, title }) => (
        <label key={id} className="p-choice">
          <input
            type="checkbox"
            name={name}
            value={id}
            checked={chosen.includes(id)}
            onChange={(event) => toggle(id, event.target.checked)}
          />
          <span>{title}</span>
        </label>
      ))}
      {hint && (
        <p id={`${name}-hint`} className="p-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="p-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
