import type { ReactElement, ReactNode } from 'react';

/** A piece of news as far as its text goes. */
export interface ToldNews {
  readonly text: string;
  readonly isRead: boolean;
  readonly complaint: { readonly id: number; readonly title: string } | null;
}

interface ToldTextProps {
  readonly news: ToldNews;
  /** Where its title leads; undefined: something around it leads there. */
  readonly href?: string;
  readonly moment: ReactNode;
}

/** A piece of news: the complaint, what happened to it, and when; that it is new is said as well. */
export function ToldText({ news, href, moment }: ToldTextProps): ReactElement {
  const { complaint, text, isRead } = news;
  const title = (
    <>
      {!isRead && <span className="visually-hidden">Unread: </span>}
      {complaint === null ? text : <bdi>{`#${complaint.id} ${complaint.title}`}</bdi>}
    </>
  );
  return (
    <div className="told-text">
      {href === undefined ? (
        <span className="told-title">{title}</span>
      ) : (
        <a className="told-title" href={href}>
          {title}
        </a>
      )}
      <span className="told-line">
        {complaint !== null && (
          <>
            <bdi>{text}</bdi> ·{' '}
          </>
        )}
        {moment}
      </span>
    </div>
  );
}
