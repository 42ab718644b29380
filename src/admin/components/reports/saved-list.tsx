import { useTranslation } from 'adminjs';
import { useEffect, useRef, type ReactNode } from 'react';
import { mainHeading } from '../parts/use-heading-focus.ts';
import { Moment } from '../parts/moment.tsx';
import type { Choices } from './report-types.ts';
import { RunResult } from './run-result.tsx';
import { SavedRow } from './saved-row.tsx';
import type { ReportRun, Saved } from './saved-types.ts';
import type { SavedCalls } from './use-saved.ts';

function Run({ run }: { readonly run: ReportRun }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <li>
      <div className="p-saved-name">
        <bdi>{run.name}</bdi>
        <span className="p-hint">
          <Moment value={run.createdAt} />
        </span>
      </div>
      <RunResult run={run} label={translateLabel(`file_${run.format}`, 'reports')} />
    </li>
  );
}

/** Whoever deleted a report goes on at the head of those that are left, or of the page. */
function useFocusAfterDeletion(count: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(count);
  useEffect(() => {
    const isFewer = count < before.current;
    before.current = count;
    if (!isFewer || document.activeElement !== document.body) return;
    const goal = heading.current ?? mainHeading();
    if (goal === null) return;
    goal.tabIndex = -1;
    goal.focus();
  }, [count]);
  return heading;
}

interface SavedReportsProps extends Pick<SavedCalls, 'send'> {
  readonly saved: Saved;
  readonly choices: Choices | undefined;
  /** What the page is asked by; undefined: it cannot be asked. */
  readonly search: string | undefined;
}

/** The reports that are kept, and the files that were made of them. */
export function SavedReports({ saved, choices, search, send }: SavedReportsProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const { reports, runs, people } = saved;
  const heading = useFocusAfterDeletion(reports.length);
  if (reports.length + runs.length === 0) return null;
  return (
    <div className="p-charts p-saved">
      <section className="p-card" aria-labelledby="p-saved">
        <h2 id="p-saved" ref={heading}>
          {translateLabel('savedReports', 'reports')}
        </h2>
        {reports.length === 0 && <p className="p-hint">{translateMessage('nothingSaved', 'reports')}</p>}
        <ul className="p-saved-list">
          {reports.map((report) => (
            <SavedRow
              key={report.id}
              report={report}
              people={people}
              choices={choices}
              search={search}
              send={send}
            />
          ))}
        </ul>
      </section>
      <section className="p-card" aria-labelledby="p-runs">
        <h2 id="p-runs">{translateLabel('runs', 'reports')}</h2>
        <p className="p-hint">
          {translateMessage(runs.length === 0 ? 'nothingMade' : 'runsHint', 'reports')}
        </p>
        <ul className="p-saved-list" aria-live="polite">
          {runs.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ul>
      </section>
    </div>
  );
}
