import type { ReactElement, ReactNode } from 'react';
import type { Person } from '../../policies/actor.ts';
import type { ComplaintDetails } from '../../use-cases/complaints/present-complaint.ts';
import { Layout } from '../../web/views/layout.tsx';
import { StatusBadge, UrgencyBadge } from './badges.tsx';
import { Moment } from './moment.tsx';

/** What the page of a complaint shows. */
export interface ComplaintPageProps {
  readonly person: Person;
  readonly complaint: ComplaintDetails;
  readonly timeZone: string;
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

/** A complaint with all that was told. */
export function ComplaintPage({ person, complaint, timeZone }: ComplaintPageProps): ReactElement {
  const { id, title, description, type, status, category, urgency, location, contactNumber } = complaint;
  return (
    <Layout title={`#${id} ${title}`} person={person}>
      <p className="back">
        <a href="/">← My complaints</a>
      </p>
      <article className="panel">
        <p className="number">Complaint #{id}</p>
        <h1 className="complaint-title" dir="auto">
          {title}
        </h1>
        <p className="tags">
          <StatusBadge name={status} category={category} /> <UrgencyBadge urgency={urgency} />
        </p>
        <dl className="facts">
          <Fact label="Filed">
            <Moment value={complaint.createdAt} timeZone={timeZone} />
          </Fact>
          <Fact label="Reported by">{complaint.reporter}</Fact>
          <Fact label="About">{type}</Fact>
          <Fact label="Handled by">{complaint.assignee ?? 'Nobody yet'}</Fact>
          {location !== '' && <Fact label="Location">{location}</Fact>}
          {contactNumber !== '' && <Fact label="Contact number">{contactNumber}</Fact>}
        </dl>
        <h2>Description</h2>
        <div className="typed-text" dir="auto">
          {description}
        </div>
      </article>
    </Layout>
  );
}
