import { Loader } from '@adminjs/design-system';
import { ApiClient, Breadcrumbs, useTranslation, type ActionProps } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Composer } from '../composer/composer.tsx';
import { Beside } from '../queue/beside.tsx';
import { ActionLink } from '../parts/action-link.tsx';
import { PrintButton } from '../parts/print-button.tsx';
import { Due } from '../parts/due.tsx';
import { Age } from '../parts/age.tsx';
import { StatusBadge, UrgencyBadge } from './badges.tsx';
import { Facts } from './facts.tsx';
import { MakeAnswer } from './make-answer.tsx';
import { Files } from './files.tsx';
import { StepsCard } from './steps-card.tsx';
import { ComplaintNews } from '../live/complaint-news.tsx';
import { Thread } from './thread.tsx';
import { PdfLink } from './pdf-link.tsx';
import { Related } from './related.tsx';
import { stepsOf } from './step-of.ts';
import type { ComplaintRecord } from './types.ts';

/** What is done with the record as a whole, away from the steps. */
const BESIDE = new Set(['edit', 'delete']);

function isComplaint(record: object | undefined): record is ComplaintRecord {
  return record !== undefined && 'conversation' in record;
}

/** The record as it is shown, and how it is replaced by what a step left or by what the server has now. */
function useComplaint(given: ComplaintRecord): [ComplaintRecord, (record?: ComplaintRecord) => void] {
  const [record, setRecord] = useState(given);
  useEffect(() => setRecord(given), [given]);
  const reload = async (): Promise<void> => {
    const call = { resourceId: 'complaints', recordId: given.id, actionName: 'show' };
    const { data } = await new ApiClient().recordAction(call);
    // Whoever is signed out meanwhile gets the sign-in page, which has no record.
    if (isComplaint(data.record)) setRecord(data.record);
  };
  return [
    record,
    (next) => {
      if (next?.conversation) setRecord(next);
      // What cannot be loaded stays as it was; the refusal that led here is told already.
      else void reload().catch(() => undefined);
    },
  ];
}

/** Whether there is something that this person may say now. */
function isSpoken({ conversation, recordActions }: ComplaintRecord): boolean {
  return stepsOf(recordActions).some(
    ({ step }) => step.speech !== undefined && conversation.steps.includes(step.rule),
  );
}

/**
 * Leads the focus to what a step made: the box to write in, where that was not there before, else what happened last.
 * What the step was taken with may be gone.
 */
function useFocusOnMade(record: ComplaintRecord): () => void {
  const last = record.conversation.events.at(-1)?.id;
  const before = useRef({ last, spoken: isSpoken(record) });
  const isTaken = useRef(false);
  useEffect(() => {
    const spoken = isSpoken(record);
    const made = spoken && !before.current.spoken ? '[role=tabpanel] textarea' : `#event-${last}`;
    if (isTaken.current && last !== before.current.last) document.querySelector<HTMLElement>(made)?.focus();
    before.current = { last, spoken };
    isTaken.current = false;
  }, [record]);
  return () => {
    isTaken.current = true;
  };
}

interface ShownProps extends Pick<ActionProps, 'resource'> {
  readonly given: ComplaintRecord;
}

function Shown({ resource, given }: ShownProps): ReactNode {
  const { translateLabel } = useTranslation();
  const [record, setRecord] = useComplaint(given);
  const { complaint, attachments } = record.conversation;
  const expectMade = useFocusOnMade(record);
  const take = (next?: ComplaintRecord): void => {
    if (next !== undefined) expectMade();
    setRecord(next);
  };
  return (
    <div className="p-complaint">
      <header className="p-head">
        <Breadcrumbs resource={resource} actionName="show" record={record} />
        <div className="p-head-row">
          <h1 dir="auto">
            <span className="p-number">#{complaint.id}</span> {complaint.title}
          </h1>
          <div className="p-buttons">
            <Beside recordId={record.id} version={complaint.version} />
            {record.recordActions
              .filter(({ name }) => BESIDE.has(name))
              .map((action) => (
                <ActionLink
                  key={action.name}
                  action={action}
                  target={{ resourceId: resource.id, recordId: record.id }}
                  className={action.variant === 'danger' ? 'p-button p-danger' : 'p-button'}
                />
              ))}
            <MakeAnswer record={record} />
            <PdfLink complaintId={complaint.id} readsNotes={record.conversation.readsNotes} />
            <PrintButton className="p-button" />
          </div>
        </div>
        <p className="p-badges">
          <StatusBadge status={complaint.status} category={complaint.category} />
          <UrgencyBadge urgency={complaint.urgency} />
          {complaint.due && <Due {...complaint.due} />}
          <span className="p-hint">
            {translateLabel('filedBy', 'complaints', { name: complaint.reporter.name })}{' '}
            <Age value={complaint.createdAt} />
          </span>
        </p>
      </header>
      <section className="p-card p-description" aria-labelledby="p-description-title">
        <h2 id="p-description-title">{translateLabel('description', 'complaints')}</h2>
        <p className="p-multiline" dir="auto">
          {complaint.description}
        </p>
        <Files files={attachments} />
        <Related {...complaint} />
      </section>
      <div className="p-aside">
        <StepsCard key={record.id} record={record} onRecord={take} />
        <Facts complaint={complaint} />
      </div>
      <div className="p-talk">
        <Thread conversation={record.conversation} />
        <ComplaintNews
          complaintId={complaint.id}
          shown={record.conversation.events.at(-1)?.id ?? 0}
          onShow={() => {
            expectMade();
            setRecord();
          }}
        />
        <Composer key={record.id} record={record} onRecord={take} />
      </div>
    </div>
  );
}

/** A complaint as a conversation: what it is, what was said and done, and what can be done now. */
export default function ComplaintPage({ resource, record }: ActionProps): ReactNode {
  // AdminJS's types know nothing of what a complaint's page comes with.
  if (!isComplaint(record)) return <Loader />;
  return <Shown resource={resource} given={record} />;
}
