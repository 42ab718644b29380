import { useTranslation, ViewHelpers } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { PersonName } from '../../../look/person-name.tsx';
import { Age } from '../parts/age.tsx';
import type { ComplaintView } from './types.ts';

const QUEUE = new ViewHelpers().resourceUrl({ resourceId: 'complaints' });

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <div>
      <dt>{translateLabel(name, 'complaints')}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Since when something is so; nothing where it never came to pass. */
function AgeFact({ name, at }: { readonly name: string; readonly at: string | null }): ReactNode {
  return (
    at && (
      <Fact name={name}>
        <Age value={at} />
      </Fact>
    )
  );
}

/** Whose complaint it is and who works on it, where, since when. */
export function Facts({ complaint }: { readonly complaint: ComplaintView }): ReactNode {
  const { translateLabel } = useTranslation();
  const { reporter, assignee, details, type, reopenCount, followers } = complaint;
  return (
    <section className="p-card p-facts" aria-labelledby="p-facts-title">
      <h2 id="p-facts-title">{translateLabel('facts', 'complaints')}</h2>
      <dl>
        <Fact name="factReporter">
          <Link to={`${QUEUE}?filters.reporterId=${reporter.id}`}>{reporter.name}</Link>
          {reporter.department && <span className="p-hint"> {reporter.department}</span>}
        </Fact>
        <Fact name="factAssignee">
          <PersonName name={assignee?.name ?? null} />
        </Fact>
        <Fact name="factType">{type}</Fact>
        {details.map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <Fact name="factFiled">
          <Age value={complaint.createdAt} />
        </Fact>
        <Fact name="factActivity">
          <Age value={complaint.lastActivityAt} />
        </Fact>
        <AgeFact name="factResolved" at={complaint.resolvedAt} />
        <AgeFact name="factClosed" at={complaint.closedAt} />
        <AgeFact name="factFilesRemoved" at={complaint.filesRemovedAt} />
        <AgeFact name="factTextsRemoved" at={complaint.textsRemovedAt} />
        {followers.length > 0 && <Fact name="followers">{followers.map(({ name }) => name).join(', ')}</Fact>}
        {reopenCount > 0 && <Fact name="factReopened">{reopenCount}</Fact>}
      </dl>
    </section>
  );
}
