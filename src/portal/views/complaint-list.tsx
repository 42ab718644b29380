import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import type { OwnComplaints } from '../../use-cases/complaints/list-own-complaints.ts';
import type { ComplaintSummary } from '../../use-cases/complaints/present-complaint.ts';
import { Layout } from '../../web/views/layout.tsx';
import { StatusBadge, UrgencyBadge } from './badges.tsx';
import { Moment } from './moment.tsx';

/** What the list of own complaints shows. */
export interface ComplaintListProps {
  readonly person: Person;
  readonly list: OwnComplaints;
  readonly timeZone: string;
}

function Empty(): ReactElement {
  return (
    <div className="panel empty-state">
      <h2>Nothing filed yet</h2>
      <p>When a computer, a printer, the network or an account does not work, tell IT here.</p>
      <a className="btn btn-primary" href="/complaints/new">
        File a complaint
      </a>
    </div>
  );
}

function Row({ complaint, timeZone }: { complaint: ComplaintSummary; timeZone: string }): ReactElement {
  return (
    <tr>
      <td className="cell-number">
        <span className="number">#{complaint.id}</span>
      </td>
      <td className="cell-title">
        <a href={`/complaints/${complaint.id}`} dir="auto">
          {complaint.title}
        </a>
        <span className="type">{complaint.type}</span>
      </td>
      <td>
        <StatusBadge name={complaint.status} category={complaint.category} />
      </td>
      <td>
        <UrgencyBadge urgency={complaint.urgency} />
      </td>
      <td className="cell-date">
        <span className="visually-hidden">Filed: </span>
        <Moment value={complaint.createdAt} timeZone={timeZone} />
      </td>
    </tr>
  );
}

function Pages({ page, pages }: OwnComplaints): ReactElement | null {
  if (pages === 1) return null;
  return (
    <nav className="pages" aria-label="Pages">
      {page > 1 && (
        <a className="btn btn-outline-secondary" href={`/?page=${page - 1}`} rel="prev">
          Newer
        </a>
      )}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages && (
        <a className="btn btn-outline-secondary" href={`/?page=${page + 1}`} rel="next">
          Older
        </a>
      )}
    </nav>
  );
}

/** One's own complaints: a table, of which narrow screens make cards. */
export function ComplaintList({ person, list, timeZone }: ComplaintListProps): ReactElement {
  return (
    <Layout title="My complaints" person={person} current="/">
      <div className="page-heading">
        <h1>My complaints</h1>
        {list.total > 0 && (
          <a className="btn btn-primary" href="/complaints/new">
            New complaint
          </a>
        )}
      </div>
      {list.total === 0 ? (
        <Empty />
      ) : (
        <div className="panel panel-table">
          <table className="complaints">
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col">Title</th>
                <th scope="col">Status</th>
                <th scope="col">Urgency</th>
                <th scope="col">Filed</th>
              </tr>
            </thead>
            <tbody>
              {list.complaints.map((complaint) => (
                <Row key={complaint.id} complaint={complaint} timeZone={timeZone} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pages {...list} />
    </Layout>
  );
}
