import { ApiClient, useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { LoadFailed } from '../parts/load-failed.tsx';
import { AskedRun } from './asked-run.tsx';
import { RefusedReport } from './refused-report.tsx';
import { ReportBar } from './report-bar.tsx';
import { ReportFiles } from './report-files.tsx';
import type { Choices, Report } from './report-types.ts';
import { ReportView } from './report-view.tsx';
import { SaveReport } from './save-report.tsx';
import { SavedReports } from './saved-list.tsx';
import type { ReportRun, Saved } from './saved-types.ts';
import { useReportQuery } from './use-report-query.ts';
import { useReport, type AskedReport } from './use-report.ts';
import { useSaved } from './use-saved.ts';

interface ReportData {
  readonly report: Report;
  readonly choices: Choices;
  /** Null for those whose reports are of their own work alone. */
  readonly saved: Saved | null;
  /** Where the address asks for one; null: it is gone. */
  readonly run?: ReportRun | null;
}

const askReport = (params: URLSearchParams) =>
  new ApiClient().getPage<ReportData>({ pageName: 'reports', params });

/** The run that a mail linked to, as it stands now. */
function LinkedRun({ run, saved }: { readonly run: ReportRun | null; readonly saved: Saved | undefined }) {
  return <AskedRun run={saved?.runs.find(({ id }) => id === run?.id) ?? run} />;
}

type PageProps = Pick<AskedReport<ReportData>, 'answer' | 'beside' | 'isCurrent' | 'refused'>;

function Page({ answer, beside, isCurrent, refused }: PageProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const query = useReportQuery();
  const { saved, send } = useSaved(beside?.saved ?? undefined);
  const choices = beside?.choices;
  const search = refused === undefined ? query.search : undefined;
  return (
    <div className="p-page p-front">
      <header className="p-front-head">
        <h1>{translateLabel('heading', 'reports')}</h1>
        {search !== undefined && (
          <div className="p-buttons">
            <ReportFiles search={search} />
            {saved && <SaveReport people={saved.people} choices={choices} search={search} send={send} />}
          </div>
        )}
      </header>
      {beside?.report.isOwn === true && <p className="p-hint">{translateMessage('ownReport', 'reports')}</p>}
      {query.run !== null && beside?.run !== undefined && <LinkedRun run={beside.run} saved={saved} />}
      <ReportBar
        query={query}
        report={answer?.report}
        choices={choices}
        refused={refused}
        isAnswered={isCurrent || refused !== undefined}
      />
      <h2 className="visually-hidden">{translateLabel('figures', 'reports')}</h2>
      {refused === undefined ? (
        <ReportView report={answer?.report} isCurrent={isCurrent} isCompared={query.isCompared} />
      ) : (
        <RefusedReport refused={refused} />
      )}
      {saved && <SavedReports saved={saved} choices={choices} search={search} send={send} />}
    </div>
  );
}

/** A report by itself: any period, any filters, and the same as a file. */
export default function ReportsPage(): ReactNode {
  const query = useReportQuery();
  const run = query.run === null ? '' : `run=${encodeURIComponent(query.run)}`;
  const { fault, retry, ...asked } = useReport(askReport, query.search, run);
  if (fault) return <LoadFailed failure={fault} onRetry={retry} />;
  return <Page {...asked} />;
}
