import { Loader } from '@adminjs/design-system';
import { ApiClient, Breadcrumbs, useTranslation, type ActionProps } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { ActionLink } from '../parts/action-link.tsx';
import { Age } from '../parts/age.tsx';
import { OverdueMark, StatusBadge, UrgencyBadge } from './badges.tsx';
import { Facts } from './facts.tsx';
import { Files } from './files.tsx';
import { StepsCard } from './steps-card.tsx';
import { Thread } from './thread.tsx';
import { Related } from './related.tsx';
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

interface ShownProps extends Pick<ActionProps, 'resource'> {
  readonly given: ComplaintRecord;
}

function Shown({ resource, given }: ShownProps): ReactNode {
  const { translateLabel } = useTranslation();
  const [record, setRecord] = useComplaint(given);
  const { complaint, attachments } = record.conversation;
  return (
    <div className="p-complaint">
      <header className="p-head">
        <Breadcrumbs resource={resource} actionName="show" record={record} />
        <div className="p-head-row">
          <h1 dir="auto">
            <span className="p-number">#{complaint.id}</span> {complaint.title}
          </h1>
          <div className="p-buttons">
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
          </div>
        </div>
        <p className="p-badges">
          <StatusBadge status={complaint.status} category={complaint.category} />
          <UrgencyBadge urgency={complaint.urgency} />
          {complaint.isOverdue && <OverdueMark />}
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
        <StepsCard key={record.id} record={record} onRecord={setRecord} />
        <Facts complaint={complaint} />
      </div>
      <Thread conversation={record.conversation} />
    </div>
  );
}

/** A complaint as a conversation: what it is, what was said and done, and what can be done now. */
export default function ComplaintPage({ resource, record }: ActionProps): ReactNode {
  // Coming from a form, AdminJS draws once with the form's record before it asks for this page's.
  if (!isComplaint(record)) return <Loader />;
  return <Shown resource={resource} given={record} />;
}
