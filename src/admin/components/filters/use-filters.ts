import type { BasePropertyJSON, ResourceJSON } from 'adminjs';
import { useLocation, useNavigate } from 'react-router';

const FILTER = 'filters.';
/** Filters that a list shows elsewhere: as its search and as its view. */
const ELSEWHERE = new Set(['search', 'view']);
/** How the ends of a span of days are called in an address. */
export const ENDS = ['from', 'to'] as const;

/** The filters that stand in a list's address, and the ways to change them. */
export interface Filters {
  readonly search: string;
  /** What a filter is set to; empty where it is not. */
  readonly get: (name: string) => string;
  readonly set: (name: string, value: string) => void;
  /** Takes all filters away, and the search as well where nothing was found. */
  readonly clear: (andSearch?: boolean) => void;
}

/** The properties that a list is filtered by. */
export function filterable({ filterProperties }: ResourceJSON): BasePropertyJSON[] {
  return filterProperties.filter(({ propertyPath }) => !ELSEWHERE.has(propertyPath));
}

/** Whether a property's filter is set. */
export function isSet({ get }: Filters, name: string): boolean {
  return get(name) !== '' || ENDS.some((end) => get(`${name}~~${end}`) !== '');
}

/** Whether a list's address has a search or filters besides its view. */
export function isNarrowed(search: string): boolean {
  return [...new URLSearchParams(search)].some(
    ([key, value]) => key.startsWith(FILTER) && key !== `${FILTER}view` && value !== '',
  );
}

/** Reads and writes the filters of the list's address. */
export function useFilters(): Filters {
  const { search } = useLocation();
  const navigate = useNavigate();
  const query = new URLSearchParams(search);
  const show = (changed: URLSearchParams): void => {
    // The place in another list.
    for (const place of ['page', 'after']) changed.delete(place);
    navigate({ search: changed.toString() });
  };
  return {
    search,
    get: (name) => query.get(FILTER + name) ?? '',
    set(name, value) {
      // What is shown by now, not when this was drawn.
      const changed = new URLSearchParams(location.search);
      if (value === '') changed.delete(FILTER + name);
      else changed.set(FILTER + name, value);
      show(changed);
    },
    clear(andSearch = false) {
      const kept = [...query].filter(([key]) => {
        const [name = ''] = key.slice(FILTER.length).split('~~');
        return !key.startsWith(FILTER) || (ELSEWHERE.has(name) && !(andSearch && name === 'search'));
      });
      show(new URLSearchParams(kept));
    },
  };
}
