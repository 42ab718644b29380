import { useTranslation, type PropertyJSON, type RecordJSON } from 'adminjs';
import type { ReactNode } from 'react';

/** What a control needs so that label, hint and message are read out with it. */
export interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

interface FieldProps {
  readonly name: string;
  /** Where several forms of a page have a field of this name; else the name serves. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** The label follows its control on the same line, as with a check box. */
  readonly inline?: boolean;
  readonly children: (control: ControlProps) => ReactNode;
}

/** A control with its label, a hint, and the message of its refusal. */
export function Field({
  name,
  id = name,
  label,
  hint,
  error,
  required,
  disabled,
  inline,
  children,
}: FieldProps): ReactNode {
  const { translateLabel } = useTranslation();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const control = children({
    id,
    name,
    disabled: disabled === true,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
  });
  return (
    <div className={`p-field${error ? ' p-refused' : ''}${inline ? ' p-inline' : ''}`}>
      {inline && control}
      <label htmlFor={id}>
        {label}
        {required === false && !inline && <span className="p-optional"> {translateLabel('optional')}</span>}
      </label>
      {!inline && control}
      {hint && (
        <p id={`${id}-hint`} className="p-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="p-error">
          {error}
        </p>
      )}
    </div>
  );
}

interface PropertyFieldProps extends Pick<FieldProps, 'children' | 'inline'> {
  readonly property: PropertyJSON;
  readonly record: RecordJSON;
}

/** The field of a record's property, with the texts that belong to it. */
export function PropertyField({ property, record, inline = false, children }: PropertyFieldProps): ReactNode {
  const { translateProperty, translateMessage } = useTranslation();
  const error = record.errors?.[property.path]?.message;
  return (
    <Field
      name={property.path}
      label={translateProperty(property.label, property.resourceId)}
      hint={property.description && translateMessage(property.description, property.resourceId)}
      error={error && translateMessage(error, property.resourceId)}
      required={property.isRequired}
      disabled={property.isDisabled}
      inline={inline}
    >
      {children}
    </Field>
  );
}
