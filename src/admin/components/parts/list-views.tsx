import { useTranslation, type ResourceJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { isNarrowed } from '../filters/use-filters.ts';
import { readableCount } from '../queue/views.tsx';
import type { ViewsMeta } from './use-list-page.ts';

/** Where an address says which view is shown; the first one is shown where it says nothing. */
const VIEW = 'filters.view';

interface ListViewsProps {
  readonly resource: ResourceJSON;
  readonly meta: ViewsMeta | undefined;
}

/**
 * The ready-made views of a list, each with the number of its records; filters and order stay when another is chosen, and a
 * number of what they would leave is not known.
 */
export function ListViews({ resource, meta }: ListViewsProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { search } = useLocation();
  if (meta?.views === undefined) return null;
  const [first] = Object.keys(meta.views);
  const hrefOf = (view: string): string => {
    const query = new URLSearchParams(search);
    query.delete('page');
    if (view === first) query.delete(VIEW);
    else query.set(VIEW, view);
    return `?${query}`;
  };
  return (
    <nav className="p-views" aria-label={translateLabel('views', resource.id)}>
      <ul>
        {Object.entries(meta.views).map(([view, count]) => (
          <li key={view}>
            <Link to={hrefOf(view)} className="p-view" aria-current={view === meta.view ? 'page' : undefined}>
              {translateLabel(`view_${view}`, resource.id)}
              {!isNarrowed(search) && <span className="p-view-count">{readableCount(count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
