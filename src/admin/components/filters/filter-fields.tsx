import { useTranslation, type BasePropertyJSON } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ENDS, type Filters } from './use-filters.ts';

interface FilterFieldsProps {
  readonly property: BasePropertyJSON;
  readonly label: string;
  readonly filters: Filters;
}

/** After how long a text that is typed is looked for, in milliseconds. */
const PAUSE = 350;

/** A part of a text, looked for as it is typed. */
export function FilterText({ property, label, filters }: FilterFieldsProps): ReactNode {
  const path = property.propertyPath;
  const [text, setText] = useState(filters.get(path));
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef(filters);
  latest.current = filters;
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (text.trim() === latest.current.get(path)) return undefined;
    const timer = setTimeout(() => latest.current.set(path, text.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="p-filter-body">
      <label className="p-filter-field">
        <span>{label}</span>
        <input
          ref={field}
          type="text"
          inputMode={property.type === 'number' ? 'numeric' : undefined}
          name={`filter-${path}`}
          value={text}
          maxLength={255}
          autoComplete="off"
          onChange={({ target }) => setText(target.value)}
        />
      </label>
    </div>
  );
}

/** The first and the last day of a span, either of which may be left open. */
export function FilterDays({ property, label, filters }: FilterFieldsProps): ReactNode {
  const { translateProperty } = useTranslation();
  const path = property.propertyPath;
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div className="p-filter-body" role="group" aria-label={label}>
      {ENDS.map((end) => (
        <label key={end} className="p-filter-field">
          <span>{translateProperty(end)}</span>
          <input
            ref={end === 'from' ? first : null}
            type="date"
            name={`filter-${path}~~${end}`}
            defaultValue={filters.get(`${path}~~${end}`).slice(0, 10)}
            max="9999-12-31"
            onChange={({ target }) => {
              // A year that is being typed is no day to look for yet.
              if (target.value === '' || target.value >= '1000') filters.set(`${path}~~${end}`, target.value);
            }}
          />
        </label>
      ))}
    </div>
  );
}
