import type { BasePropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { ShownValue } from '../parts/shown-value.tsx';

function readable(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(' ');
}

/** So many working minutes in hours and minutes. */
export default function WorkingTime({ property, record, where }: BasePropertyProps): ReactNode {
  const value: unknown = record?.params[property.path];
  return (
    <ShownValue property={property} where={where}>
      {typeof value === 'number' && value > 0 ? readable(value) : '–'}
    </ShownValue>
  );
}
