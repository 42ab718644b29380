import type { BasePropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { asText } from '../parts/as-text.ts';
import { ShownValue } from '../parts/shown-value.tsx';
import { Preview } from './preview.tsx';

/** An answer on its page, as the portal shows it. */
export default function ShownAnswer({ property, record, where }: BasePropertyProps): ReactNode {
  return (
    <ShownValue property={property} where={where}>
      <Preview answer={asText(record?.params[property.path])} />
    </ShownValue>
  );
}
