import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Moment } from '../parts/moment.tsx';
import { RunResult } from './run-result.tsx';
import type { ReportRun } from './saved-types.ts';

/** The report that a mail linked to, with its file, or why it is not there. */
export function AskedRun({ run }: { readonly run: ReportRun | null }): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  return (
    <section className="p-card p-asked-run" aria-labelledby="p-asked-run">
      <h2 id="p-asked-run">{run ? <bdi>{run.name}</bdi> : translateLabel('askedRun', 'reports')}</h2>
      {run ? (
        <div className="p-asked-run-row">
          <span className="p-hint">
            {translateLabel(`file_${run.format}`, 'reports')} · <Moment value={run.createdAt} />
          </span>
          <RunResult run={run} label={translateLabel('download', 'reports')} isButton />
        </div>
      ) : (
        <p className="p-hint">{translateMessage('runGone', 'reports')}</p>
      )}
    </section>
  );
}
