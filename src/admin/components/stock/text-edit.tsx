import { useTranslation, type EditPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { asText } from '../parts/as-text.ts';
import { PropertyField } from '../parts/field.tsx';

const ROWS = 5;

/** Edits a text, on one line or on several, or chooses one of a few values. */
export default function TextEdit({ property, record, onChange }: EditPropertyProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { path, availableValues, props, type, resourceId } = property;
  const value = asText(record.params?.[path] ?? props.value);
  const change = (event: { target: { value: string } }): void => onChange(path, event.target.value);
  return (
    <PropertyField property={property} record={record}>
      {(control) => {
        if (availableValues) {
          return (
            <select {...control} {...props} value={value} onChange={change}>
              {!property.isRequired && <option value="" />}
              {availableValues.map((option) => (
                <option key={option.value} value={option.value}>
                  {translateLabel(`${path}.${option.value}`, resourceId, { defaultValue: option.label })}
                </option>
              ))}
            </select>
          );
        }
        if (type === 'textarea') {
          return <textarea {...control} rows={ROWS} {...props} value={value} onChange={change} />;
        }
        return (
          <input {...control} type="text" autoComplete="off" {...props} value={value} onChange={change} />
        );
      }}
    </PropertyField>
  );
}
