import { Icon } from '@adminjs/design-system';
import { useTranslation, ViewHelpers } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { askBeside, type Beside as BesideAnswer, type Place } from './places.ts';
import { readableCount } from './views.tsx';

const views = new ViewHelpers();

interface WayProps {
  readonly side: 'previous' | 'next';
  readonly to: Place | null;
}

function Way({ side, to }: WayProps): ReactNode {
  const { translateLabel } = useTranslation();
  const label = translateLabel(`${side}InList`, 'complaints');
  const icon = <Icon icon={side === 'previous' ? 'ChevronLeft' : 'ChevronRight'} />;
  if (to === null) return <span className="p-icon-button p-beside-end">{icon}</span>;
  return (
    <Link
      className="p-icon-button"
      to={views.showUrl('complaints', String(to.id))}
      aria-label={label}
      title={label}
      data-hotkey={side}
    >
      {icon}
    </Link>
  );
}

/** The way to the complaints before and after this one, in the list that it was opened from. */
export function Beside({
  recordId,
  version,
}: {
  readonly recordId: string;
  readonly version: unknown;
}): ReactNode {
  const { translateLabel } = useTranslation();
  const [beside, setBeside] = useState<BesideAnswer>();
  useEffect(() => {
    let wanted = true;
    askBeside(recordId).then(
      (found) => wanted && setBeside(found),
      // The way through the list itself is still there.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [recordId, version]);
  if (beside === undefined) return null;
  const { previous, next, place, total } = beside;
  return (
    <nav className="p-beside" aria-label={translateLabel('inList', 'complaints')}>
      <Way side="previous" to={previous} />
      <span>
        {place === null
          ? translateLabel('leftList', 'complaints')
          : translateLabel('placeInList', 'complaints', { place, total: readableCount(total) })}
      </span>
      <Way side="next" to={next} />
    </nav>
  );
}
