import { useTranslation, type FilterPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { asText } from './as-text.ts';
import { Field, type ControlProps } from './field.tsx';

interface FilterFieldProps {
  readonly property: FilterPropertyProps['property'];
  readonly children: (control: ControlProps) => ReactNode;
}

/** A filter's control with the property's label. */
export function FilterField({ property, children }: FilterFieldProps): ReactNode {
  const { translateProperty } = useTranslation();
  return (
    <Field name={`filter-${property.path}`} label={translateProperty(property.label, property.resourceId)}>
      {children}
    </Field>
  );
}

/** What a filter is set to, as text. */
export function filterValue(filter: unknown, key: string): string {
  return asText((filter as Record<string, unknown> | undefined)?.[key]);
}
