import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import type { Count } from './use-queue.ts';

/** A number, with a plus where nobody counted further. By hand: the browser's own way takes longer than drawing a list. */
export function readableCount({ count, more }: Count): string {
  return `${String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')}${more ? '+' : ''}`;
}

interface ViewsProps {
  readonly views: Readonly<Record<string, Count>>;
  readonly present: string;
}

/** The ready-made views of the queue, each with the number of complaints in it. */
export function Views({ views, present }: ViewsProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { search } = useLocation();
  const hrefOf = (view: string): string => {
    const query = new URLSearchParams(search);
    query.delete('page');
    if (view === 'all') query.delete('filters.view');
    else query.set('filters.view', view);
    return `?${query}`;
  };
  return (
    <nav className="p-views" aria-label={translateLabel('views', 'complaints')}>
      <ul>
        {Object.entries(views).map(([view, count]) => (
          <li key={view}>
            <Link to={hrefOf(view)} className="p-view" aria-current={view === present ? 'page' : undefined}>
              {translateLabel(`view_${view}`, 'complaints')}
              <span className="p-view-count">{readableCount(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
