import { useTranslation, type BasePropertyProps } from 'adminjs';
import { ValueGroup } from '@adminjs/design-system';
import type { ReactNode } from 'react';

interface ShownValueProps extends Pick<BasePropertyProps, 'property' | 'where'> {
  readonly children: ReactNode;
}

/** A value in a table's cell, or under its label on a record's page. */
export function ShownValue({ property, where, children }: ShownValueProps): ReactNode {
  const { translateProperty } = useTranslation();
  if (where === 'list') return children;
  return <ValueGroup label={translateProperty(property.label, property.resourceId)}>{children}</ValueGroup>;
}
