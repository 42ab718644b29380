import { useTranslation, ViewHelpers } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { StatusBadge } from './badges.tsx';
import type { ComplaintView } from './types.ts';

const views = new ViewHelpers();

function Numbers({ label, ids }: { readonly label: string; readonly ids: readonly number[] }): ReactNode {
  const { translateLabel } = useTranslation();
  if (ids.length === 0) return null;
  return (
    <p className="p-related">
      {translateLabel(label, 'complaints')}{' '}
      {ids.map((id) => (
        <Link key={id} to={views.showUrl('complaints', String(id))}>
          #{id}{' '}
        </Link>
      ))}
    </p>
  );
}

const one = (id: number | null): readonly number[] => (id === null ? [] : [id]);

/** The complaints that have to do with this one. */
export function Related(complaint: ComplaintView): ReactNode {
  const { translateLabel } = useTranslation();
  const { links } = complaint;
  return (
    <>
      <Numbers label="mergedInto" ids={one(complaint.mergedIntoId)} />
      <Numbers label="merged" ids={complaint.mergedIds} />
      <Numbers label="followUpOf" ids={one(complaint.followUpOfId)} />
      <Numbers label="followedUpBy" ids={complaint.followUpIds} />
      {links.length > 0 && (
        <div className="p-related">
          {translateLabel('linked', 'complaints')}
          <ul className="p-links">
            {links.map(({ id, title, status, category }) => (
              <li key={id}>
                <Link to={views.showUrl('complaints', String(id))} dir="auto">
                  #{id} {title}
                </Link>{' '}
                <StatusBadge status={status} category={category} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
