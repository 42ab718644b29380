import { ApiClient, useCurrentAdmin, useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { FirstComplaints } from './front/first-complaints.tsx';
import type { FrontData } from './front/front-types.ts';
import { Notes } from './front/notes.tsx';
import { OwnWorkFigures } from './front/own-work.tsx';
import { StandingTiles } from './front/standing-tiles.tsx';
import { ViewCounts } from './front/view-counts.tsx';
import { useAsked } from './parts/use-asked.ts';
import { LoadFailed } from './parts/load-failed.tsx';
import { ReportBar } from './reports/report-bar.tsx';
import { ReportView } from './reports/report-view.tsx';
import { useReportQuery } from './reports/use-report-query.ts';

const askFront = (params: URLSearchParams) => new ApiClient().getDashboard<FrontData>({ params });

/** What comes first of the complaints, or that there is nothing to do. */
function Lists({ data }: { readonly data: FrontData | undefined }): ReactNode {
  const { translateMessage } = useTranslation();
  if (data === undefined) return <div className="p-lists p-lists-blank" />;
  if (data.lists.length === 0)
    return <p className="p-hint">{translateMessage('nothingToDo', 'complaints')}</p>;
  return (
    <div className="p-lists">
      {data.lists.map((list) => (
        <FirstComplaints key={list.view} {...list} />
      ))}
    </div>
  );
}

/** The panel's first page: how things stand, what comes first, and for those who see all figures how it went. */
export default function Dashboard(): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const [person] = useCurrentAdmin();
  const query = useReportQuery();
  const { data, isCurrent, failure, retry } = useAsked(askFront, query.search);
  if (failure) return <LoadFailed failure={failure} onRetry={retry} />;
  // Until the answer comes, the frame is that of what this person may see.
  const seesAll = data ? data.standing !== null : person?.seesReports === true;
  const works = data ? data.own !== null : person?.works === true;
  return (
    <div className="p-page p-front">
      <header className="p-front-head">
        <h1>{translateMessage('greeting', { name: String(person?.name ?? '') })}</h1>
        <Notes data={data} />
      </header>
      {seesAll && <StandingTiles standing={data?.standing ?? undefined} />}
      {works && !seesAll && <OwnWorkFigures own={data?.own ?? undefined} />}
      {data && !works && !seesAll && <ViewCounts views={data.views} />}
      <Lists data={data} />
      {seesAll && (
        <section className="p-front-report" aria-labelledby="p-report">
          <h2 id="p-report">{translateLabel('howItGoes', 'reports')}</h2>
          <ReportBar query={query} report={data?.report ?? undefined} choices={data?.choices ?? undefined} />
          <ReportView
            report={data?.report ?? undefined}
            isCurrent={isCurrent}
            isCompared={query.isCompared}
          />
        </section>
      )}
    </div>
  );
}
