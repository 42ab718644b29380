import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'adminjs';
import { ToldText } from '../../../look/told.tsx';
import type { BellItem } from '../../../look/public/bell.js';
import { Age } from '../parts/age.tsx';
import { siteUrl } from '../parts/site-url.ts';

interface BellListProps {
  /** Undefined: they are asked for; null: that failed. */
  readonly items: readonly BellItem[] | null | undefined;
  readonly onGo: (path: string) => void;
}

function Items({ items, onGo }: BellListProps): ReactNode {
  const { translateLabel } = useTranslation();
  if (items === undefined) return null;
  if (items === null || items.length === 0) {
    return <p className="bell-quiet">{translateLabel(items === null ? 'noNews' : 'nothingTold', 'bell')}</p>;
  }
  const go = (event: MouseEvent, path: string): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onGo(path);
  };
  return (
    <ul className="told-list">
      {items.map((item) => (
        <li key={item.id}>
          <a
            className={item.isRead ? 'told' : 'told told-unread'}
            href={siteUrl(item.path)}
            onClick={(event) => go(event, item.path)}
          >
            <ToldText news={item} moment={<Age value={item.at} />} />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Remembers that all of these were read; the bell hears of it as every other window does. */
function markRead(newest: number): void {
  const body = new URLSearchParams({ newest: String(newest) });
  const headers = { Accept: 'application/json' };
  void fetch(siteUrl('/notifications/read'), { method: 'POST', body, headers }).catch(() => undefined);
}

/** The latest news, and the ways to all of it and to what one wants to be told. */
export function BellList({ items, onGo }: BellListProps): ReactNode {
  const { translateLabel, translateButton } = useTranslation();
  const newest = items?.[0]?.id;
  const hasUnread = items?.some(({ isRead }) => !isRead) === true;
  return (
    <>
      <div className="bell-head">
        <h2>{translateLabel('notifications', 'bell')}</h2>
        {newest !== undefined && hasUnread && (
          <button type="button" className="p-button" onClick={() => markRead(newest)}>
            {translateButton('markAllRead', 'bell')}
          </button>
        )}
      </div>
      <Items items={items} onGo={onGo} />
      <div className="bell-ways">
        <a className="menu-item" href={siteUrl('/notifications')}>
          {translateLabel('allNotifications', 'bell')}
        </a>
        <a className="menu-item" href={siteUrl('/notifications/settings')}>
          {translateLabel('notificationSettings', 'bell')}
        </a>
      </div>
    </>
  );
}
