import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SavedView } from './use-queue.ts';
import { ViewMenu } from './view-menu.tsx';

interface SavedTabProps {
  readonly view: SavedView;
  readonly isPresent: boolean;
  /** It was saved on this page a moment ago. */
  readonly isNew: boolean;
  /** There is no room for it: it keeps its place unseen, and stands in the menu. */
  readonly isAway: boolean;
  readonly mayShare: boolean;
  readonly onChanged: () => void;
}

/** A view that somebody keeps, among the ready-made ones; what its owner can do with it stands beside it while it is shown. */
export function SavedTab({ view, isPresent, isNew, isAway, mayShare, onChanged }: SavedTabProps): ReactNode {
  const { translateLabel } = useTranslation();
  const link = useRef<HTMLAnchorElement>(null);
  // The button that saved it is gone.
  useEffect(() => {
    if (isNew) link.current?.focus();
  }, [isNew]);
  return (
    <li className={isAway ? 'p-view-saved p-view-away' : 'p-view-saved'}>
      <Link
        ref={link}
        to={`?${view.query}`}
        className="p-view"
        title={view.name}
        aria-current={isPresent ? 'page' : undefined}
      >
        {view.isShared && <Icon icon="Users" size={14} />}
        <bdi>{view.name}</bdi>
        {view.isShared && (
          <span className="visually-hidden"> ({translateLabel('sharedView', 'complaints')})</span>
        )}
      </Link>
      {isPresent && !isAway && view.isOwn && (
        <ViewMenu view={view} mayShare={mayShare} onChanged={onChanged} />
      )}
    </li>
  );
}
