import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Moment } from '../parts/moment.tsx';
import { StatusBadge } from './badges.tsx';
import { eventsOf, type ComplaintEvent } from './events.ts';
import { Files } from './files.tsx';
import type { ConversationView, FeedbackView, StatusChangeView } from './types.ts';

const MOST_STARS = 5;

function Led({ change }: { readonly change: StatusChangeView | undefined }): ReactNode {
  if (change === undefined) return null;
  return (
    <span className="p-led">
      <Icon icon="ArrowRight" />
      <StatusBadge status={change.to} category={change.category} />
    </span>
  );
}

/** The stars of a rating, which are read out as a number. */
function Stars({ rating }: Pick<FeedbackView, 'rating'>): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <span className="p-stars" role="img" aria-label={translateLabel('stars', 'complaints', { rating })}>
      {'★'.repeat(rating)}
      {'☆'.repeat(MOST_STARS - rating)}
    </span>
  );
}

/** Something said by a person: to everybody, or among those who work on the complaint. */
function Said({
  event,
  reporterId,
}: {
  readonly event: ComplaintEvent;
  readonly reporterId: number;
}): ReactNode {
  const { translateLabel } = useTranslation();
  const { remark, feedback, statusChange, at } = event;
  const author = remark?.author ?? statusChange?.by ?? null;
  const byReporter = author?.id === reporterId;
  const kind = remark?.isInternal ? 'note' : feedback ? 'feedback' : byReporter ? 'reporter' : 'answer';
  return (
    <li className={`p-said p-said-${kind}`}>
      <div className="p-said-head">
        <strong>{author?.name}</strong>
        <span className={`p-kind p-kind-${kind}`}>
          {kind === 'note' && <Icon icon="Lock" />}
          {translateLabel(`said_${kind}`, 'complaints')}
        </span>
        <Led change={statusChange} />
        <span className="p-said-at">
          <Moment value={at} />
        </span>
      </div>
      {feedback && <Stars rating={feedback.rating} />}
      <p className="p-multiline">{remark?.text ?? feedback?.comment}</p>
      <Files files={remark?.attachments ?? []} />
    </li>
  );
}

/** Something done, in a line. */
function Done({ event }: { readonly event: ComplaintEvent }): ReactNode {
  const { translateLabel } = useTranslation();
  const { remark, statusChange, change, at } = event;
  const who = change?.by?.name ?? statusChange?.by?.name ?? translateLabel('thePortal', 'complaints');
  const what = change?.what ?? statusChange?.note ?? '';
  return (
    <li className="p-done">
      <span>{remark?.text ?? `${who} ${what}`}</span>
      <Led change={statusChange} />
      <Moment value={at} />
    </li>
  );
}

/** What was said and done since the complaint was filed. */
export function Thread({ conversation }: { readonly conversation: ConversationView }): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const events = eventsOf(conversation);
  const { reporter } = conversation.complaint;
  return (
    <section className="p-thread" aria-labelledby="p-thread-title">
      <h2 id="p-thread-title">{translateLabel('conversation', 'complaints')}</h2>
      {conversation.earlierLeftOut && (
        <p className="p-hint">{translateMessage('earlierLeftOut', 'complaints')}</p>
      )}
      {events.length === 0 && <p className="p-hint">{translateMessage('nothingSaid', 'complaints')}</p>}
      <ol>
        {events.map((event) =>
          (event.remark && event.remark.author !== null) || event.feedback ? (
            <Said key={event.key} event={event} reporterId={reporter.id} />
          ) : (
            <Done key={event.key} event={event} />
          ),
        )}
      </ol>
    </section>
  );
}
