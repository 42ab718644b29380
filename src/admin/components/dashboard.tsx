import { ApiClient, useCurrentAdmin, useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { FirstComplaints } from './front/first-complaints.tsx';
import type { FrontData } from './front/front-types.ts';
import { Notes } from './front/notes.tsx';
import { OwnWorkFigures } from './front/own-work.tsx';
import { StandingTiles } from './front/standing-tiles.tsx';
import { ViewCounts } from './front/view-counts.tsx';
import { LoadFailed } from './parts/load-failed.tsx';
import { RefusedReport } from './reports/refused-report.tsx';
import { ReportBar } from './reports/report-bar.tsx';
import { ReportView } from './reports/report-view.tsx';
import { useReportQuery } from './reports/use-report-query.ts';
import { useReport, type AskedReport } from './reports/use-report.ts';

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

type HowItGoesProps = Pick<AskedReport<FrontData>, 'answer' | 'beside' | 'isCurrent' | 'refused'>;

/** How it went, for those who see the figures of all. */
function HowItGoes({ answer, beside, isCurrent, refused }: HowItGoesProps): ReactNode {
  const { translateLabel } = useTranslation();
  const query = useReportQuery();
  const report = answer?.report ?? undefined;
  return (
    <section className="p-front-report" aria-labelledby="p-report">
      <h2 id="p-report">{translateLabel('howItGoes', 'reports')}</h2>
      <ReportBar
        query={query}
        report={report}
        choices={beside?.choices ?? undefined}
        refused={refused}
        isAnswered={isCurrent || refused !== undefined}
      />
      {refused === undefined ? (
        <ReportView report={report} isCurrent={isCurrent} isCompared={query.isCompared} />
      ) : (
        <RefusedReport refused={refused} />
      )}
    </section>
  );
}

/** The panel's first page: how things stand, what comes first, and for those who see all figures how it went. */
export default function Dashboard(): ReactNode {
  const { translateMessage } = useTranslation();
  const [person] = useCurrentAdmin();
  const query = useReportQuery();
  const { fault, retry, ...asked } = useReport(askFront, query.search);
  if (fault) return <LoadFailed failure={fault} onRetry={retry} />;
  const { beside: data } = asked;
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
      {works && <OwnWorkFigures own={data?.own ?? undefined} isBeside={seesAll} />}
      {data && !works && !seesAll && <ViewCounts views={data.views} />}
      <Lists data={data} />
      {seesAll && <HowItGoes {...asked} />}
    </div>
  );
}
