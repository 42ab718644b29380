import { flat, useTranslation, type EditPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { asText } from '../parts/as-text.ts';
import { PropertyField } from '../parts/field.tsx';
import { ReferenceSelect } from '../parts/reference-select.tsx';

/** Edits a reference to a record of another resource. */
export default function ReferenceEdit({ property, record, onChange }: EditPropertyProps): ReactNode {
  const { translateLabel } = useTranslation();
  const value: unknown = flat.get(record.params, property.path);
  return (
    <PropertyField property={property} record={record}>
      {(control) => (
        <ReferenceSelect
          control={control}
          reference={property.reference ?? ''}
          chosen={asText(value)}
          title={record.populated?.[property.path]?.title}
          none={translateLabel(asText(property.custom.empty) || 'none', property.resourceId)}
          activeOnly={property.custom.activeOnly === true}
          onChange={(id) => onChange(property.path, id)}
        />
      )}
    </PropertyField>
  );
}
