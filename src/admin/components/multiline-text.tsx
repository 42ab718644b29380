import type { BasePropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { ShownValue } from './parts/shown-value.tsx';

/** A text with the line breaks that its author gave it; in a table its beginning. */
export default function MultilineText({ property, record, where }: BasePropertyProps): ReactNode {
  const value: unknown = record?.params[property.path];
  return (
    <ShownValue property={property} where={where}>
      <span className={where === 'list' ? 'p-clipped' : 'p-multiline'}>
        {typeof value === 'string' ? value : null}
      </span>
    </ShownValue>
  );
}
