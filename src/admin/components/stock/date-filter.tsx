import { useTranslation, type FilterPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Field } from '../parts/field.tsx';
import { filterValue } from '../parts/filter-field.tsx';

/** How AdminJS writes the two ends of a range of dates. */
const ENDS = ['from', 'to'] as const;

/** Filters by a first and a last day. */
export default function DateFilter({ property, filter, onChange }: FilterPropertyProps): ReactNode {
  const { translateProperty } = useTranslation();
  return (
    <fieldset className="p-field p-choices">
      <legend>{translateProperty(property.label, property.resourceId)}</legend>
      {ENDS.map((end) => {
        const key = `${property.path}~~${end}`;
        return (
          <Field key={end} name={`filter-${key}`} label={translateProperty(end)}>
            {(control) => (
              <input
                {...control}
                type="date"
                value={filterValue(filter, key).slice(0, 10)}
                onChange={(event) => onChange(key, event.target.value)}
              />
            )}
          </Field>
        );
      })}
    </fieldset>
  );
}
