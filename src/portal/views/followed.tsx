import type { ReactElement } from 'react';
import type { FollowedComplaint } from '../../use-cases/complaints/related/list-followed.ts';
import { StatusBadge } from './badges.tsx';
import { Moment } from './moment.tsx';

/** What the list of followed complaints shows. */
export interface FollowedProps {
  readonly followed: readonly FollowedComplaint[];
  readonly timeZone: string;
}

/** Complaints of others that somebody asked this person to follow; nothing where there are none. */
export function Followed({ followed, timeZone }: FollowedProps): ReactElement | null {
  if (followed.length === 0) return null;
  return (
    <section className="followed" aria-labelledby="followed">
      <h2 id="followed">You follow</h2>
      <ul className="panel followed-list">
        {followed.map(({ id, title, status, category, reporter, lastActivityAt }) => (
          <li key={id}>
            <a href={`/complaints/${id}`} dir="auto">
              <span className="number">#{id}</span> {title}
            </a>
            <span className="followed-about">
              <StatusBadge name={status} category={category} />{' '}
              <span className="muted">
                <span dir="auto">{reporter}</span> · <Moment value={lastActivityAt} timeZone={timeZone} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
