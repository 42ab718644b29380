import { useCurrentAdmin } from 'adminjs';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { BellFace } from '../../../look/bell.tsx';
import {
  bellName,
  countInTitle,
  hearBell,
  unreadText,
  type BellItem,
  type BellNews,
} from '../../../look/public/bell.js';
import { siteUrl } from '../parts/site-url.ts';
import { BellList } from './bell-list.tsx';

const ID = 'bell-pop';

/** Goes to where a piece of news is told in full, which may be in the portal. */
function useGo(): (path: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (path) => {
      if (path.startsWith('/admin/')) navigate(siteUrl(path));
      else location.assign(siteUrl(path));
    },
    [navigate],
  );
}

/** What is unread, as all windows of this person hear it. */
function useUnread(personId: string, go: (path: string) => void): number {
  const [unread, setUnread] = useState(0);
  const opened = useRef(go);
  opened.current = go;
  useEffect(() => {
    const title = countInTitle();
    return hearBell({
      address: () => siteUrl(`/notifications/stream?bell=1&person=${personId}`),
      name: `bell:${siteUrl('/')}:${personId}`,
      told: (news: BellNews) => {
        setUnread(news.unread);
        title(news.unread === 0 ? '' : unreadText(news.unread));
      },
      opened: (path) => opened.current(path),
    });
  }, [personId]);
  return unread;
}

interface Latest {
  readonly items: readonly BellItem[];
}

/** The latest news; nothing yet while it is undefined, null where it could not be asked for. */
async function askLatest(): Promise<readonly BellItem[] | null> {
  try {
    const answer = await fetch(siteUrl('/notifications?latest=1'), {
      headers: { Accept: 'application/json' },
      redirect: 'error',
    });
    return answer.ok ? ((await answer.json()) as Latest).items : null;
  } catch {
    return null;
  }
}

/** The bell of the panel, which opens the latest news over the page. */
export function Bell(): ReactNode {
  const [admin] = useCurrentAdmin();
  const pop = useRef<HTMLDivElement>(null);
  const go = useGo();
  const unread = useUnread(String(admin?.id), go);
  const [isOpen, setOpen] = useState(false);
  const [items, setItems] = useState<readonly BellItem[] | null>();
  useEffect(() => {
    const changed = (event: Event): void => setOpen(Reflect.get(event, 'newState') === 'open');
    const element = pop.current;
    element?.addEventListener('toggle', changed);
    return () => element?.removeEventListener('toggle', changed);
  }, []);
  useEffect(() => {
    if (isOpen) void askLatest().then(setItems);
  }, [isOpen, unread]);
  return (
    <>
      <button
        type="button"
        className="bell"
        aria-label={bellName(unread)}
        aria-expanded={isOpen}
        {...{ popovertarget: ID }}
      >
        <BellFace unread={unread} />
      </button>
      <div id={ID} ref={pop} className="menu bell-pop" {...{ popover: 'auto' }}>
        {isOpen && (
          <BellList
            items={items}
            onGo={(path) => {
              pop.current?.hidePopover();
              go(path);
            }}
          />
        )}
      </div>
    </>
  );
}
