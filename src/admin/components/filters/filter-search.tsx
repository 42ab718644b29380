import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';

/** From so many choices on there is something to search in them. */
export const MANY_CHOICES = 8;

interface FilterSearchProps {
  /** What the choices are of. */
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Searches in the choices of a filter. */
export function FilterSearch({ label, text, onText }: FilterSearchProps): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <input
      type="search"
      className="p-filter-search"
      aria-label={translateLabel('searchIn', { name: label })}
      placeholder={translateLabel('search')}
      value={text}
      autoComplete="off"
      onChange={({ target }) => onText(target.value)}
    />
  );
}
