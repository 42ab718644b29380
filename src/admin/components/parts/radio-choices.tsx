import type { ReactNode } from 'react';

interface RadioChoicesProps<Value extends string> {
  readonly name: string;
  readonly legend: string;
  readonly values: readonly Value[];
  readonly labelOf: (value: Value) => string;
  readonly chosen: Value;
  readonly error?: string | undefined;
  readonly onChange: (value: Value) => void;
}

/** A few choices of which one holds, each in words. */
export function RadioChoices<Value extends string>(props: RadioChoicesProps<Value>): ReactNode {
  const { name, legend, values, labelOf, chosen, error, onChange } = props;
  return (
    <fieldset className="p-field p-choices">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value} className="p-choice">
          <input
            type="radio"
            name={name}
            value={value}
            checked={chosen === value}
            onChange={() => onChange(value)}
          />
          <span>{labelOf(value)}</span>
        </label>
      ))}
      {error && <p className="p-error">{error}</p>}
    </fieldset>
  );
}
