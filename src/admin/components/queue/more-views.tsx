import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Popover } from '../parts/popover.tsx';

/** A view that has no room beside the others. */
export interface AwayView {
  readonly key: string;
  readonly to: string;
  readonly name: string;
  readonly isPresent: boolean;
}

interface MoreViewsProps {
  readonly views: readonly AwayView[];
  /** One of them was saved on this page a moment ago. */
  readonly isNew: boolean;
  /** What can be done with the one that is shown. */
  readonly children: ReactNode;
}

/** The views that have no room beside the others, behind a button that names the one that is shown. */
export function MoreViews({ views, isNew, children }: MoreViewsProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  // The button that saved it is gone.
  useEffect(() => {
    if (isNew) place.current?.querySelector('button')?.focus();
  }, [isNew]);
  const present = views.find(({ isPresent }) => isPresent);
  return (
    <div ref={place} className={present ? 'p-view-more p-view-more-present' : 'p-view-more'}>
      <Popover
        className="p-view"
        name={
          <>
            {present ? <bdi>{present.name}</bdi> : translateButton('moreViews', 'complaints')}
            <Icon icon="ChevronDown" size={14} />
          </>
        }
        label={translateLabel('moreViews', 'complaints')}
      >
        {(close) => (
          <div className="p-filter-list" onClick={close}>
            {views.map(({ key, to, name, isPresent }) => (
              <Link
                key={key}
                to={to}
                className="p-filter-choice"
                aria-current={isPresent ? 'page' : undefined}
              >
                <bdi>{name}</bdi>
              </Link>
            ))}
          </div>
        )}
      </Popover>
      {children}
    </div>
  );
}
