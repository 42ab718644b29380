import { useTranslation, type FilterPropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { FilterField, filterValue } from '../parts/filter-field.tsx';

/** Filters by a text, or by one of a few values. */
export default function TextFilter({ property, filter, onChange }: FilterPropertyProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { path, availableValues, resourceId } = property;
  const value = filterValue(filter, path);
  const change = (event: { target: { value: string } }): void => onChange(path, event.target.value);
  return (
    <FilterField property={property}>
      {(control) =>
        availableValues ? (
          <select {...control} value={value} onChange={change}>
            <option value="">{translateLabel('any')}</option>
            {availableValues.map((option) => (
              <option key={option.value} value={option.value}>
                {translateLabel(`${path}.${option.value}`, resourceId, { defaultValue: option.label })}
              </option>
            ))}
          </select>
        ) : (
          <input {...control} type="text" autoComplete="off" value={value} onChange={change} />
        )
      }
    </FilterField>
  );
}
