import type { ComponentProps, ReactElement } from 'react';
import { EmptyState, Notice } from '../../look/states.tsx';
import type { Person } from '../../policies/actor.ts';
import type { OwnComplaint, OwnComplaints, OwnView } from '../../use-cases/complaints/steps/own-complaint.ts';
import type { FollowedComplaint } from '../../use-cases/complaints/related/list-followed.ts';
import type { WaitingComplaint } from '../../use-cases/complaints/queue/list-waiting.ts';
import { Layout } from '../../web/views/layout.tsx';
import { StatusBadge, UrgencyBadge } from './badges.tsx';
import { Followed } from './followed.tsx';
import { ListPages } from './list-pages.tsx';
import { ListTools } from './list-tools.tsx';
import { Moment } from './moment.tsx';
import { Waiting } from './waiting.tsx';
import { UnsentForms } from './unsent-forms.tsx';

/** What the list of own complaints shows. */
export interface ComplaintListProps {
  readonly person: Person;
  readonly list: OwnComplaints;
  /** What this person is to do. */
  readonly waiting: readonly WaitingComplaint[];
  /** Others' complaints that this person follows. */
  readonly followed: readonly FollowedComplaint[];
  readonly view: OwnView;
  /** What is searched for; empty: nothing. */
  readonly search: string;
  readonly timeZone: string;
  /** What waits to be sent. */
  readonly unsent: ComponentProps<typeof UnsentForms>['forms'];
  /** What was just done. */
  readonly told: string | undefined;
}

function NothingYet(): ReactElement {
  return (
    <div className="panel">
      <EmptyState
        heading="Nothing filed yet"
        text="When a computer, a printer, the network or an account does not work, tell IT here."
      >
        <a className="btn btn-primary" href="/complaints/new">
          New complaint
        </a>
      </EmptyState>
    </div>
  );
}

function NothingHere({ search, view }: Pick<ComplaintListProps, 'search' | 'view'>): ReactElement {
  return (
    <div className="panel">
      <EmptyState
        heading={search === '' ? `No ${view} complaints` : 'Nothing found'}
        text={
          search === ''
            ? 'There is nothing here at the moment.'
            : 'None of your complaints has all of these words. Try fewer, or only the beginning of a word.'
        }
      />
    </div>
  );
}

function LastAnswer({ complaint, timeZone }: { complaint: OwnComplaint; timeZone: string }): ReactElement {
  const { lastAnswer } = complaint;
  if (lastAnswer === null) return <span className="muted">No answer yet</span>;
  return (
    <>
      <span className="visually-hidden">Last answer: </span>
      <span className="answer-author" dir="auto">
        {lastAnswer.author}
      </span>
      <Moment value={lastAnswer.createdAt} timeZone={timeZone} />
    </>
  );
}

function Row({ complaint, timeZone }: { complaint: OwnComplaint; timeZone: string }): ReactElement {
  return (
    <tr className={complaint.isUnread ? 'is-unread' : undefined}>
      <td className="cell-number">
        <span className="number">#{complaint.id}</span>
      </td>
      <td className="cell-title">
        <a href={`/complaints/${complaint.id}`} dir="auto">
          {complaint.title}
        </a>
        <span className="type">
          {complaint.type} · filed <Moment value={complaint.createdAt} timeZone={timeZone} />
        </span>
      </td>
      <td>
        <StatusBadge name={complaint.status} category={complaint.category} />
      </td>
      <td>
        <UrgencyBadge urgency={complaint.urgency} />
      </td>
      <td className="cell-answer">
        {complaint.isUnread && <span className="new-answer">New answer</span>}
        <LastAnswer complaint={complaint} timeZone={timeZone} />
      </td>
    </tr>
  );
}

function Table({ list, timeZone }: Pick<ComplaintListProps, 'list' | 'timeZone'>): ReactElement {
  return (
    <div className="panel panel-table">
      <table className="complaints">
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Title</th>
            <th scope="col">Status</th>
            <th scope="col">Urgency</th>
            <th scope="col">Last answer</th>
          </tr>
        </thead>
        <tbody>
          {list.complaints.map((complaint) => (
            <Row key={complaint.id} complaint={complaint} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One's own complaints: a table, of which narrow screens make cards. */
export function ComplaintList({
  person,
  list,
  waiting,
  followed,
  view,
  search,
  timeZone,
  unsent,
  told,
}: ComplaintListProps): ReactElement {
  const isEmpty = search === '' && list.counts.all === 0;
  return (
    <Layout title="My complaints" person={person} current="/">
      <div className="page-heading">
        <h1>My complaints</h1>
        {!isEmpty && (
          <a className="btn btn-primary" href="/complaints/new">
            New complaint
          </a>
        )}
      </div>
      {told !== undefined && <Notice kind="done">{told}</Notice>}
      <UnsentForms forms={unsent} timeZone={timeZone} />
      <Waiting waiting={waiting} />
      {!isEmpty && <ListTools list={list} view={view} search={search} />}
      {isEmpty && <NothingYet />}
      {!isEmpty && list.total === 0 && <NothingHere search={search} view={view} />}
      {list.total > 0 && <Table list={list} timeZone={timeZone} />}
      <ListPages list={list} view={view} search={search} />
      <Followed followed={followed} timeZone={timeZone} />
    </Layout>
  );
}
