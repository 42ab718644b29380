import { useTranslation } from 'adminjs';
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

const linesIn = (text: unknown): string[] =>
  typeof text === 'string' && text !== '' ? text.split('\n') : [];

/** What a group lets its members do, behind the number of it. */
function Allows({ lines, of }: { readonly lines: readonly string[]; readonly of: string }): ReactNode {
  const { translateLabel } = useTranslation();
  if (lines.length === 0) return <p className="p-hint">{translateLabel('allowsNothing', 'groups')}</p>;
  return (
    <details>
      <summary>
        {translateLabel('allows', 'groups', { count: lines.length })}
        <span className="visually-hidden"> {of}</span>
      </summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
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
      {choices?.map(({ id, title, params }) => (
        <div key={id} className="p-explained">
          <label className="p-choice">
            <input
              type="checkbox"
              name={name}
              value={id}
              checked={chosen.includes(id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
            <span>{title}</span>
          </label>
          {'allows' in params && <Allows lines={linesIn(params.allows)} of={title} />}
        </div>
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
