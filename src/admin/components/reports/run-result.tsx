import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { siteUrl } from '../parts/site-url.ts';
import type { ReportRun } from './saved-types.ts';

interface ResultProps {
  readonly run: ReportRun;
  /** What the link to its file says. */
  readonly label: string;
  readonly isButton?: boolean;
}

/** What became of a run: its file, how far it is, or why there is none. */
export function RunResult({ run, label, isButton = false }: ResultProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { id, state, progress, reason, hasFile } = run;
  if (hasFile)
    return (
      <a
        className={isButton ? 'p-button p-primary' : undefined}
        href={siteUrl(`/admin/exports/report-runs/${id}`)}
        download
      >
        {label}
      </a>
    );
  if (state === 'running')
    return (
      <progress max={100} value={progress}>
        {progress} %
      </progress>
    );
  return <span className="p-hint">{reason || translateLabel(`run_${state}`, 'reports')}</span>;
}
