import type { ReactElement } from 'react';
import { EmptyState } from '../../look/states.tsx';
import { ToldText } from '../../look/told.tsx';
import type { Person } from '../../policies/actor.ts';
import type { OwnNotifications } from '../../use-cases/notifications/inbox/list-notifications.ts';
import type { OwnNews } from '../../use-cases/notifications/inbox/present-news.ts';
import { Layout } from '../../web/views/layout.tsx';
import { Marks, type FormMarks } from './form-marks.tsx';
import { Moment } from './moment.tsx';

/** What the page of one's notifications shows. */
export interface NotificationsPageProps {
  readonly person: Person;
  readonly list: OwnNotifications;
  /** Only what was not read yet. */
  readonly isUnread: boolean;
  /** It does not begin with the newest. */
  readonly isPaged: boolean;
  readonly timeZone: string;
  readonly marks: FormMarks;
}

type Forms = Pick<NotificationsPageProps, 'marks' | 'isUnread'>;

function Hidden({ marks, isUnread }: Forms): ReactElement {
  return (
    <>
      <Marks marks={marks} />
      {isUnread && <input type="hidden" name="show" value="unread" />}
    </>
  );
}

function Row({ news, timeZone, ...forms }: Forms & { news: OwnNews; timeZone: string }): ReactElement {
  const { id, isRead, at, path } = news;
  return (
    <li className={isRead ? 'told' : 'told told-unread'}>
      <div className="told-row">
        <ToldText news={news} href={path} moment={<Moment value={at} timeZone={timeZone} />} />
        {!isRead && (
          <form method="post" action={`/notifications/${id}/read`}>
            <Hidden {...forms} />
            <button
              type="submit"
              className="btn btn-outline-secondary"
              aria-label={`Mark read: ${news.complaint?.title ?? news.text}`}
            >
              Mark read
            </button>
          </form>
        )}
      </div>
    </li>
  );
}

function Tools({ list, ...forms }: Forms & { list: OwnNotifications }): ReactElement {
  const newest = list.items[0]?.id;
  const views = [
    { name: 'All', href: '/notifications', isCurrent: !forms.isUnread },
    { name: 'Unread', href: '/notifications?show=unread', isCurrent: forms.isUnread },
  ];
  return (
    <div className="list-tools">
      <nav className="views" aria-label="Which notifications">
        <ul>
          {views.map(({ name, href, isCurrent }) => (
            <li key={href}>
              <a href={href} aria-current={isCurrent ? 'true' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {newest !== undefined && list.unread > 0 && (
        <form method="post" action="/notifications/read">
          <Hidden {...forms} />
          <input type="hidden" name="newest" value={newest} />
          <button type="submit" className="btn btn-outline-secondary">
            Mark all read
          </button>
        </form>
      )}
    </div>
  );
}

function Nothing({ isUnread, isPaged }: Pick<NotificationsPageProps, 'isUnread' | 'isPaged'>): ReactElement {
  const text = isUnread
    ? 'You have read everything.'
    : 'When something happens to your complaints, you find it here.';
  return (
    <div className="panel">
      <EmptyState
        heading={isUnread ? 'Nothing unread' : 'Nothing yet'}
        text={isPaged ? 'Nothing older.' : text}
      />
    </div>
  );
}

/** What somebody was told in the portal, the newest first. */
export function NotificationsPage(props: NotificationsPageProps): ReactElement {
  const { person, list, isUnread, isPaged, timeZone, marks } = props;
  const older = new URLSearchParams({
    ...(isUnread ? { show: 'unread' } : {}),
    before: String(list.nextBefore),
  });
  return (
    <Layout title="Notifications" person={person} current="/notifications" narrow>
      <div className="page-heading">
        <h1>Notifications</h1>
        <a href="/notifications/settings">Settings</a>
      </div>
      <Tools list={list} isUnread={isUnread} marks={marks} />
      {list.items.length === 0 && <Nothing isUnread={isUnread} isPaged={isPaged} />}
      {list.items.length > 0 && (
        <ul className="panel panel-table told-list">
          {list.items.map((news) => (
            <Row key={news.id} news={news} timeZone={timeZone} isUnread={isUnread} marks={marks} />
          ))}
        </ul>
      )}
      {list.nextBefore !== undefined && (
        <nav className="pages" aria-label="Pages">
          <a className="btn btn-outline-secondary" href={`/notifications?${older.toString()}`} rel="next">
            Older
          </a>
        </nav>
      )}
    </Layout>
  );
}
