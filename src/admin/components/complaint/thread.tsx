import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Age } from '../parts/age.tsx';
import { StatusBadge } from './badges.tsx';
import { Files } from './files.tsx';
import { Refusal } from './refusal.tsx';
import type { ConversationView, EventView } from './types.ts';
import { useEarlier } from './use-earlier.ts';

const MOST_STARS = 5;

function Led({ status }: Pick<EventView, 'status'>): ReactNode {
  if (status === null) return null;
  return (
    <span className="p-led">
      <Icon icon="ArrowRight" />
      <StatusBadge status={status.name} category={status.category} />
    </span>
  );
}

/** The stars of a rating, which are read out as a number. */
function Stars({ rating }: { readonly rating: number }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <span className="p-stars" role="img" aria-label={translateLabel('stars', 'complaints', { rating })}>
      {'★'.repeat(rating)}
      {'☆'.repeat(MOST_STARS - rating)}
    </span>
  );
}

interface SaidProps {
  readonly event: EventView;
  readonly reporterId: number;
}

/** Something said: to everybody, or among those who work on the complaint. */
function Said({ event, reporterId }: SaidProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { remark, feedback, status, at } = event;
  const author = remark === null ? event.by : remark.author;
  const byReporter = author?.id === reporterId;
  const kind = remark?.isInternal ? 'note' : feedback ? 'feedback' : byReporter ? 'reporter' : 'answer';
  return (
    <li id={`event-${event.id}`} tabIndex={-1} className={`p-said p-said-${kind}`}>
      <div className="p-said-head">
        <strong>{author?.name ?? translateLabel('thePortal', 'complaints')}</strong>
        <span className={`p-kind p-kind-${kind}`}>
          {kind === 'note' && <Icon icon="Lock" />}
          {translateLabel(`said_${kind}`, 'complaints')}
        </span>
        <Led status={status} />
        <span className="p-said-at">
          <Age value={at} />
        </span>
      </div>
      {feedback && <Stars rating={feedback.rating} />}
      <p className="p-multiline">{remark?.text ?? feedback?.comment}</p>
      {typeof remark?.quoted === 'string' && (
        <details className="p-quoted">
          <summary>{translateLabel('quotedText', 'complaints')}</summary>
          <p className="p-multiline" dir="auto">
            {remark.quoted}
          </p>
        </details>
      )}
      <Files files={remark?.attachments ?? []} />
    </li>
  );
}

/** Something done, in a line that names who did it. */
function Done({ event: { id, by, what, status, at, replaced } }: Pick<SaidProps, 'event'>): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <li id={`event-${id}`} tabIndex={-1} className="p-done">
      <span dir="auto">
        <bdi>{by?.name ?? translateLabel('thePortal', 'complaints')}</bdi> {what}
      </span>
      <Led status={status} />
      <Age value={at} />
      {replaced.map(({ field, from }) => (
        <details key={field}>
          <summary>{translateLabel(`replaced_${field}`, 'complaints')}</summary>
          <p className="p-multiline" dir="auto">
            {from}
          </p>
        </details>
      ))}
    </li>
  );
}

/** What was said and done since the complaint was filed, which the description above tells. */
export function Thread({ conversation }: { readonly conversation: ConversationView }): ReactNode {
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const { events, hasEarlier, isBusy, refusal, showEarlier } = useEarlier(conversation);
  const { reporter } = conversation.complaint;
  const told = events.filter(({ name }) => name !== 'complaint.filed');
  return (
    <section className="p-thread" aria-labelledby="p-thread-title">
      <h2 id="p-thread-title">{translateLabel('conversation', 'complaints')}</h2>
      <Refusal message={refusal} />
      {hasEarlier && (
        <button type="button" className="p-button" disabled={isBusy} onClick={showEarlier}>
          {translateButton('showEarlier', 'complaints')}
        </button>
      )}
      {told.length === 0 && <p className="p-hint">{translateMessage('nothingSaid', 'complaints')}</p>}
      <ol>
        {told.map((event) =>
          event.remark || event.feedback ? (
            <Said key={event.id} event={event} reporterId={reporter.id} />
          ) : (
            <Done key={event.id} event={event} />
          ),
        )}
      </ol>
    </section>
  );
}
