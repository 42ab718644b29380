import { useTranslation, type EditPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { asText } from './parts/as-text.ts';
import { Field } from './parts/field.tsx';
import { Moment } from './parts/moment.tsx';

/** What a form shows and cannot change. */
export default function ReadOnlyField({ property, record }: EditPropertyProps): ReactNode {
  const { translateProperty, translateLabel, translateMessage } = useTranslation();
  const value: unknown = record.params[property.path];
  const text = record.populated[property.path]?.title ?? asText(value);
  const moment = property.type === 'datetime' ? <Moment value={value} /> : undefined;
  return (
    <Field
      name={property.path}
      label={translateProperty(property.label, property.resourceId)}
      hint={property.description && translateMessage(property.description, property.resourceId)}
    >
      {({ id }) => (
        <output id={id} className="p-output">
          {text === '' ? translateLabel('none') : (moment ?? text)}
        </output>
      )}
    </Field>
  );
}
