import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { isNarrowed } from '../filters/use-filters.ts';
import { MoreViews, type AwayView } from './more-views.tsx';
import { useRoom } from './room.ts';
import { SavedTab } from './saved-tab.tsx';
import { ViewMenu } from './view-menu.tsx';
import type { Count } from '../../../use-cases/records/listing/count-matches.ts';
import type { QueueMeta, SavedView } from './use-queue.ts';

/** A number, with a plus where nobody counted further. By hand: the browser's own way takes longer than drawing a list. */
export function readableCount({ count, more }: Count): string {
  return `${String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')}${more ? '+' : ''}`;
}

interface ViewsProps {
  /** As they are counted now. */
  readonly views: Readonly<Record<string, Count>>;
  readonly meta: QueueMeta;
  /** The view that was saved on this page last. */
  readonly newId: number | undefined;
  readonly onChanged: () => void;
}

/** A view as a tab or as an entry of the menu: a ready-made one has a count, another is a saved one. */
interface Tab extends AwayView {
  readonly count?: Count;
  readonly saved?: SavedView;
}

function useTabs({ views, meta: { view: present, saved, address } }: ViewsProps): readonly Tab[] {
  const { translateLabel } = useTranslation();
  const { search } = useLocation();
  const shown = saved.find(({ query }) => query === address);
  // Whoever leaves a view of their own leaves its filters.
  const kept = shown === undefined ? search : '';
  const hrefOf = (view: string): string => {
    const query = new URLSearchParams(kept);
    query.delete('page');
    query.set('filters.view', view);
    return `?${query}`;
  };
  return [
    ...Object.entries(views).map(([view, count]) => ({
      key: view,
      to: hrefOf(view),
      name: translateLabel(`view_${view}`, 'complaints'),
      isPresent: shown === undefined && view === present,
      // How many of a view a search and filters leave, nobody counted.
      ...(isNarrowed(kept) ? {} : { count }),
    })),
    ...saved.map((view) => ({
      key: String(view.id),
      to: `?${view.query}`,
      name: view.name,
      isPresent: view === shown,
      saved: view,
    })),
  ];
}

function ReadyTab({ tab, isAway }: { readonly tab: Tab; readonly isAway: boolean }): ReactNode {
  return (
    <li className={isAway ? 'p-view-away' : undefined}>
      <Link to={tab.to} className="p-view" aria-current={tab.isPresent ? 'page' : undefined}>
        {tab.name}
        {tab.count && <span className="p-view-count">{readableCount(tab.count)}</span>}
      </Link>
    </li>
  );
}

/** The ready-made views of the queue, each with the number of complaints in it, and those that people keep, in one line. */
export function Views(props: ViewsProps): ReactNode {
  const { newId, onChanged, meta } = props;
  const { translateLabel } = useTranslation();
  const tabs = useTabs(props);
  const { list, away } = useRoom(tabs.map(({ name, count }) => `${name} ${count !== undefined}`).join());
  const fit = tabs.length - away;
  const hidden = tabs.slice(fit);
  const present = hidden.find(({ isPresent }) => isPresent)?.saved;
  const menu = { mayShare: meta.mayShare, onChanged };
  const isNew = ({ saved }: Tab): boolean => saved !== undefined && saved.id === newId;
  return (
    <nav className="p-views" aria-label={translateLabel('views', 'complaints')}>
      <ul ref={list}>
        {tabs.map((tab, index) =>
          tab.saved ? (
            <SavedTab
              key={tab.key}
              {...menu}
              view={tab.saved}
              isPresent={tab.isPresent}
              isAway={index >= fit}
              isNew={isNew(tab)}
            />
          ) : (
            <ReadyTab key={tab.key} tab={tab} isAway={index >= fit} />
          ),
        )}
      </ul>
      {away > 0 && (
        <MoreViews views={hidden} isNew={hidden.some(isNew)}>
          {present?.isOwn && <ViewMenu {...menu} view={present} />}
        </MoreViews>
      )}
    </nav>
  );
}
