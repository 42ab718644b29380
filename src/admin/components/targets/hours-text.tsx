import type { BasePropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { ShownValue } from '../parts/shown-value.tsx';
import { weekInLines } from './week.ts';

/** The hours of a week as people write them, such as `Mon-Fri 09:00-18:00`. */
export default function HoursText({ property, record, where }: BasePropertyProps): ReactNode {
  const lines = weekInLines(record?.params[property.path]);
  return (
    <ShownValue property={property} where={where}>
      <span className={where === 'list' ? undefined : 'p-multiline'}>
        {lines.join(where === 'list' ? ' · ' : '\n')}
      </span>
    </ShownValue>
  );
}
