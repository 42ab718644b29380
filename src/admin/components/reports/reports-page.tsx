import { ApiClient, useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { LoadFailed } from '../parts/load-failed.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { ReportFiles } from './report-files.tsx';
import { ReportBar } from './report-bar.tsx';
import type { Choices, Report } from './report-types.ts';
import { ReportView } from './report-view.tsx';
import { SaveReport } from './save-report.tsx';
import { AskedRun } from './asked-run.tsx';
import { SavedReports } from './saved-list.tsx';
import type { ReportRun, Saved } from './saved-types.ts';
import { useSaved } from './use-saved.ts';
import { useReportQuery } from './use-report-query.ts';

interface ReportData {
  readonly report: Report;
  readonly choices: Choices;
  readonly saved: Saved;
  /** Where the address asks for one; null: it is gone. */
  readonly run?: ReportRun | null;
}

const askReport = (params: URLSearchParams) =>
  new ApiClient().getPage<ReportData>({ pageName: 'reports', params });

/** A report by itself: any period, any filters, and the same as a file. */
export default function ReportsPage(): ReactNode {
  const { translateLabel } = useTranslation();
  const query = useReportQuery();
  const asked = query.run === null ? query.search : `${query.search}&run=${encodeURIComponent(query.run)}`;
  const { data, isCurrent, failure, retry } = useAsked(askReport, asked);
  const { saved, send } = useSaved(data?.saved);
  if (failure) return <LoadFailed failure={failure} onRetry={retry} />;
  return (
    <div className="p-page p-front">
      <header className="p-front-head">
        <h1>{translateLabel('heading', 'reports')}</h1>
        <div className="p-buttons">
          <ReportFiles search={query.search} />
          {saved && <SaveReport people={saved.people} search={query.search} send={send} />}
        </div>
      </header>
      {query.run !== null && data?.run !== undefined && (
        <AskedRun run={saved?.runs.find(({ id }) => id === data.run?.id) ?? data.run} />
      )}
      <ReportBar query={query} report={data?.report} choices={data?.choices} />
      <ReportView report={data?.report} isCurrent={isCurrent} isCompared={query.isCompared} />
      {saved && <SavedReports saved={saved} send={send} />}
    </div>
  );
}
