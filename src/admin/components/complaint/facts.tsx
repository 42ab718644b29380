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
        {complaint.resolvedAt && (
          <Fact name="factResolved">
            <Age value={complaint.resolvedAt} />
          </Fact>
        )}
        {complaint.closedAt && (
          <Fact name="factClosed">
            <Age value={complaint.closedAt} />
          </Fact>
        )}
        {complaint.filesRemovedAt && (
          <Fact name="factFilesRemoved">
            <Age value={complaint.filesRemovedAt} />
          </Fact>
        )}
        {complaint.textsRemovedAt && (
          <Fact name="factTextsRemoved">
            <Age value={complaint.textsRemovedAt} />
          </Fact>
        )}
        {followers.length > 0 && <Fact name="followers">{followers.map(({ name }) => name).join(', ')}</Fact>}
        {reopenCount > 0 && <Fact name="factReopened">{reopenCount}</Fact>}
      </dl>
    </section>
  );
}
