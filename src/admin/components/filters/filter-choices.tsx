import { useTranslation, type BasePropertyJSON } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { readableCount } from '../queue/views.tsx';
import { useChoices, type Choice } from './choices.ts';
import { useCounts } from './counts.ts';
import type { Filters } from './use-filters.ts';
import { FilterSearch, MANY_CHOICES } from './filter-search.tsx';

/** The server counts so many at once. */
const MOST = 100;

interface FilterChoicesProps {
  readonly property: BasePropertyJSON;
  readonly label: string;
  readonly filters: Filters;
}

interface OneProps {
  readonly name: string;
  readonly choice: Choice;
  readonly checked: boolean;
  readonly count: string | undefined;
  readonly onToggle: (value: string) => void;
}

function One({ name, choice: { value, label }, checked, count, onToggle }: OneProps): ReactNode {
  return (
    <label className="p-filter-choice">
      <input type="checkbox" name={name} value={value} checked={checked} onChange={() => onToggle(value)} />
      <span className="p-filter-label">{label}</span>
      <span className="p-filter-count">{count}</span>
    </label>
  );
}

/** The values of a filter, to tick: each with how many rows it would leave, and a search where there are many. */
export function FilterChoices({ property, label, filters }: FilterChoicesProps): ReactNode {
  const { translateMessage } = useTranslation();
  const { propertyPath: path, resourceId, type } = property;
  const [text, setText] = useState('');
  const [isLong, setLong] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const choices = useChoices(property, true, text);
  const chosen = filters.get(path).split(',').filter(Boolean);
  const fits = ({ label: one }: Choice): boolean => one.toLowerCase().includes(text.trim().toLowerCase());
  const shown = choices?.filter(fits) ?? [];
  const values = (choices ?? []).slice(0, MOST).map(({ value }) => value);
  const counts = useCounts(resourceId, path, values, filters.search);
  const isThere = choices !== undefined;
  useEffect(() => {
    if (choices && choices.length > MANY_CHOICES) setLong(true);
  }, [isThere]);
  useEffect(() => {
    if (isThere) body.current?.querySelector('input')?.focus();
  }, [isThere]);
  const toggle = (value: string): void => {
    const others = chosen.filter((one) => one !== value);
    const next = chosen.length > others.length ? others : [...(type === 'boolean' ? [] : chosen), value];
    filters.set(path, next.join(','));
  };
  const countOf = (value: string): string | undefined => {
    const count = counts?.[value];
    return count && readableCount(count);
  };
  return (
    <div ref={body} className="p-filter-body">
      {(isLong || (choices?.length ?? 0) > MANY_CHOICES) && (
        <FilterSearch label={label} text={text} onText={setText} />
      )}
      <div role="group" aria-label={label} aria-busy={!isThere} className="p-filter-list">
        {shown.map((choice) => (
          <One
            key={choice.value}
            name={`filter-${path}`}
            choice={choice}
            checked={chosen.includes(choice.value)}
            count={countOf(choice.value)}
            onToggle={toggle}
          />
        ))}
      </div>
      {isThere && shown.length === 0 && <p className="p-filter-none">{translateMessage('noMatches')}</p>}
    </div>
  );
}
