import type { InputHTMLAttributes, ReactElement, ReactNode } from 'react';
import type { FieldErrors } from '../../errors.ts';

/** Messages at the fields, and the labels under which people know them. */
export interface FormErrors {
  /** Said above the fields when it concerns none of them. */
  readonly message?: string | undefined;
  readonly fields: FieldErrors;
}

/** Nothing is wrong. */
export const noErrors: FormErrors = { fields: {} };

/** What every field has. */
export interface FieldProps {
  readonly name: string;
  /** Begins the ids, where a page has several forms. */
  readonly prefix?: string | undefined;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean | undefined;
  readonly errors: FormErrors;
}

/** Attributes that tie an input to its hint and its error. */
export function described({ name, prefix = '', hint, required, errors }: FieldProps) {
  const error = errors.fields[name];
  const id = prefix + name;
  const ids = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
  return {
    id,
    name,
    'aria-describedby': ids.join(' ') || undefined,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-required': required === true ? true : undefined,
  };
}

/** Label, hint and error around an input. */
export function Field({ children, ...props }: FieldProps & { readonly children: ReactNode }): ReactElement {
  const { name, prefix = '', label, hint, required = false, errors } = props;
  const error = errors.fields[name];
  const id = prefix + name;
  return (
    <div className="field">
      <label className="form-label" htmlFor={id}>
        {label}
        {!required && <span className="optional"> (optional)</span>}
      </label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

type Attributes = Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'required' | 'id' | 'prefix'>;

/** A line of text. */
export function TextField({
  name,
  prefix,
  label,
  hint,
  required,
  errors,
  ...attributes
}: FieldProps & Attributes): ReactElement {
  const field = { name, prefix, label, hint, required, errors };
  const invalid = errors.fields[name] === undefined ? '' : ' is-invalid';
  return (
    <Field {...field}>
      <input
        className={`form-control${invalid}`}
        type="text"
        dir="auto"
        {...attributes}
        {...described(field)}
      />
    </Field>
  );
}

interface AreaProps extends FieldProps {
  readonly rows: number;
  readonly maxLength: number;
  readonly defaultValue: string;
}

/** Several lines of text. */
export function AreaField({ rows, maxLength, defaultValue, ...field }: AreaProps): ReactElement {
  const invalid = field.errors.fields[field.name] === undefined ? '' : ' is-invalid';
  return (
    <Field {...field}>
      <textarea
        className={`form-control${invalid}`}
        dir="auto"
        rows={rows}
        maxLength={maxLength}
        // HTML drops the first line break of a text area.
        defaultValue={defaultValue.startsWith('\n') ? `\n${defaultValue}` : defaultValue}
        {...described(field)}
      />
    </Field>
  );
}

/** One choice of a list. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

interface ChoiceProps extends FieldProps {
  readonly choices: readonly Choice[];
  /** The first, empty choice; undefined: there is none. */
  readonly empty?: string;
  readonly defaultValue: string;
}

/** A choice from a list. */
export function ChoiceField({ choices, empty, defaultValue, ...field }: ChoiceProps): ReactElement {
  const invalid = field.errors.fields[field.name] === undefined ? '' : ' is-invalid';
  return (
    <Field {...field}>
      <select className={`form-select${invalid}`} defaultValue={defaultValue} {...described(field)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** What is wrong with a form, with links to the fields; read out as soon as the page is there. */
export function ErrorSummary({
  errors,
  labels,
  prefix = '',
}: {
  errors: FormErrors;
  labels: Readonly<Record<string, string>>;
  prefix?: string;
}) {
  const order = Object.keys(labels);
  // In the order in which the fields stand; what belongs to none comes first.
  const fields = Object.entries(errors.fields).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  if (fields.length === 0 && errors.message === undefined) return null;
  return (
    <div className="alert alert-danger" role="alert" id="errors" tabIndex={-1}>
      {errors.message !== undefined && <p className="mb-0">{errors.message}</p>}
      {fields.length > 0 && (
        <>
          <p className="summary-heading">Please check:</p>
          <ul className="mb-0">
            {fields.map(([name, message]) => (
              <li key={name}>{name in labels ? <a href={`#${prefix}${name}`}>{message}</a> : message}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
