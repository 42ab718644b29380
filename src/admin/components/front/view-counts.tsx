import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { readableCount } from '../queue/views.tsx';
import type { ViewCount } from './front-types.ts';

/** The ready-made views of the queue, for those who look at complaints and neither work on them nor see figures. */
export function ViewCounts({ views }: { readonly views: readonly ViewCount[] }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <ul className="p-stats">
      {views.map(({ view, href, ...count }) => (
        <li key={view}>
          <Link to={href} className="p-stat">
            <span className="p-stat-label">{translateLabel(`view_${view}`, 'complaints')}</span>
            <strong>{readableCount(count)}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}
