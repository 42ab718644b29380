import type { BasePropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { idsIn } from './parts/list-value.ts';
import { ShownValue } from './parts/shown-value.tsx';

/** The titles of the records that a list property refers to, as badges. */
export default function GroupsList({ property, record, where }: BasePropertyProps): ReactNode {
  const titles = idsIn(record, property.path).map(
    (id, index) => record?.populated[`${property.path}.${index}`]?.title ?? id,
  );
  return (
    <ShownValue property={property} where={where}>
      {titles.length > 0 && (
        <span className="p-badges">
          {titles.map((title) => (
            <span key={title} className="p-badge">
              {title}
            </span>
          ))}
        </span>
      )}
    </ShownValue>
  );
}
