import type { BasePropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Moment } from './parts/moment.tsx';
import { ShownValue } from './parts/shown-value.tsx';

/** A moment in the portal's time zone. */
export default function LocalTime({ property, record, where }: BasePropertyProps): ReactNode {
  const value: unknown = record?.params[property.path];
  // AdminJS's own slot for lists names no place; a table's cell has no room for a label.
  return (
    <ShownValue property={property} where={where ?? 'list'}>
      <Moment value={value} />
    </ShownValue>
  );
}
