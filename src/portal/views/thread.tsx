import type { ReactElement, ReactNode } from 'react';
import type { Conversation } from '../../use-cases/complaints/conversation/get-conversation.ts';
import type { PersonName } from '../../use-cases/complaints/queue/queue-row.ts';
import { timeline, type Happened, type Rated, type Said, type TimelineEntry } from '../timeline.ts';
import { StatusBadge } from './badges.tsx';
import { Files } from './files.tsx';
import { Moment } from './moment.tsx';
import { RATINGS, Stars } from './stars.tsx';
import { TypedText } from './typed-text.tsx';

/** Who reads, and where. */
export interface Reading {
  readonly readerId: number;
  readonly timeZone: string;
}

const ROLE_NAMES: Readonly<Record<Said['role'], string | undefined>> = {
  solution: 'Solution',
  rejection: 'Reason for the rejection',
  question: 'Question',
  remark: undefined,
};

interface MessageProps extends Reading {
  readonly author: PersonName | null;
  readonly at: Date;
  readonly role?: string | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One message, one's own on the other side. */
function Message({ author, at, role, className = '', readerId, timeZone, children }: MessageProps) {
  const isOwn = author?.id === readerId;
  const name = author?.name ?? 'IT portal';
  return (
    <li className={`message ${isOwn ? 'message-own' : 'message-other'} ${className}`}>
      <p className="message-head">
        <span className="message-author" dir="auto">
          {isOwn ? `${name} (you)` : name}
        </span>
        {role !== undefined && <span className="message-role">{role}</span>}
        <span className="message-time">
          <Moment value={at} timeZone={timeZone} />
        </span>
      </p>
      {children}
    </li>
  );
}

function SaidEntry({ entry, ...reading }: Reading & { entry: Said }): ReactElement {
  const { remark, role, at } = entry;
  return (
    <Message
      {...reading}
      author={remark.author}
      at={at}
      role={ROLE_NAMES[role]}
      className={`message-${role}`}
    >
      <TypedText text={remark.text} />
      {remark.quoted !== null && (
        <details className="quoted">
          <summary>Show quoted text</summary>
          <div className="typed-text" dir="auto">
            {remark.quoted}
          </div>
        </details>
      )}
      <Files files={remark.attachments} />
    </Message>
  );
}

function HappenedEntry({ entry, timeZone }: { entry: Happened; timeZone: string }): ReactElement {
  return (
    <li className="happened">
      <span>
        <bdi>{entry.who ?? 'The portal'}</bdi> {entry.what}
        {entry.status !== null && (
          <>
            {' '}
            <StatusBadge name={entry.status.name} category={entry.status.category} />
          </>
        )}
      </span>{' '}
      <Moment value={entry.at} timeZone={timeZone} />
      {entry.replaced.map(({ field, from }) => (
        <details key={field} className="replaced">
          <summary>The {field} before</summary>
          <div className="typed-text" dir="auto">
            {from}
          </div>
        </details>
      ))}
    </li>
  );
}

function RatedEntry({ entry: { feedback } }: { entry: Rated }): ReactElement {
  return (
    <li className="rated">
      <p className="mb-0">
        <Stars rating={feedback.rating} /> <strong>{RATINGS[feedback.rating - 1]}</strong>
      </p>
      {feedback.comment !== '' && <TypedText text={feedback.comment} />}
    </li>
  );
}

function Entry({ entry, ...reading }: Reading & { entry: TimelineEntry }): ReactElement {
  switch (entry.kind) {
    case 'said':
      return <SaidEntry entry={entry} {...reading} />;
    case 'rated':
      return <RatedEntry entry={entry} />;
    default:
      return <HappenedEntry entry={entry} timeZone={reading.timeZone} />;
  }
}

/** The description and all that was said and done since, the oldest first. */
export function Thread({ conversation, ...reading }: Reading & { conversation: Conversation }): ReactElement {
  const { complaint, attachments, events, earlierThan, hasLater } = conversation;
  const page = `/complaints/${complaint.id}`;
  return (
    <ol className="thread">
      <Message {...reading} author={complaint.reporter} at={complaint.createdAt} className="message-first">
        <TypedText text={complaint.description} />
        <Files files={attachments} />
      </Message>
      {earlierThan !== null && (
        <li className="happened">
          <a href={`${page}?before=${earlierThan}#conversation`}>Show earlier</a>
        </li>
      )}
      {timeline(events).map((entry, index) => (
        // Nothing else names an entry, and the page is drawn once.
        <Entry key={index} entry={entry} {...reading} />
      ))}
      {hasLater && (
        <li className="happened">
          <a href={`${page}#latest`}>Show the newest</a>
        </li>
      )}
    </ol>
  );
}
