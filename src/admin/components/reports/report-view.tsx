import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { readDay } from '../../../look/chart/read-days.ts';
import { EngineersTable } from './engineers-table.tsx';
import { useFollow } from './follow.ts';
import { readPeriod } from './period-chip.tsx';
import { ReportCharts } from './report-charts.tsx';
import type { Figure, Report } from './report-types.ts';
import { SatisfactionCard } from './satisfaction-card.tsx';
import { Tile } from './tile.tsx';
import { TimesCard } from './times-card.tsx';

const TILES: Readonly<Record<string, (report: Report) => Figure>> = {
  filed: ({ filed }) => filed,
  resolved: ({ resolved }) => resolved,
  openAtEnd: ({ open }) => open,
  firstResponse: ({ firstResponse }) => firstResponse.median,
  resolution: ({ resolution }) => resolution.median,
  averageRating: ({ satisfaction }) => satisfaction.average,
};

/** Which days the figures are of, with what they are compared, and whether they may still change. */
function Span({ report }: { readonly report: Report }): ReactNode {
  const { translateMessage } = useTranslation();
  const { period, before, daysBeingCounted, uncountedTo } = report;
  const said = before
    ? translateMessage('comparedWith', 'reports', {
        period: readPeriod(period),
        before: readPeriod(before),
      })
    : readPeriod(period);
  return (
    <>
      <p className="p-hint p-report-span">
        {said}
        {daysBeingCounted > 0 && uncountedTo === null && ` · ${translateMessage('beingCounted', 'reports')}`}
      </p>
      {uncountedTo !== null && (
        <p className="p-counting" role="status">
          <Icon icon="Clock" />
          {translateMessage('uncountedTo', 'reports', { day: readDay(uncountedTo) })}
        </p>
      )}
    </>
  );
}

interface ReportViewProps {
  /** Undefined until it is known: its frame is drawn. */
  readonly report: Report | undefined;
  /** Whether the report is that of the address; false while another is asked for. */
  readonly isCurrent: boolean;
  readonly isCompared: boolean;
}

/** A report: its figures, its charts with their tables, and the engineers. */
export function ReportView({ report, isCurrent, isCompared }: ReportViewProps): ReactNode {
  const { translateLabel } = useTranslation();
  const onClick = useFollow();
  return (
    <div
      className={isCurrent ? 'p-report' : 'p-report p-report-old'}
      aria-busy={!isCurrent}
      onClick={onClick}
    >
      {report ? <Span report={report} /> : <p className="p-hint p-report-span">{'\u00a0'}</p>}
      <ul className="p-stats p-stats-six">
        {Object.entries(TILES).map(([name, figureOf]) => (
          <Tile
            key={name}
            label={translateLabel(`tile_${name}`, 'reports')}
            figure={report && figureOf(report)}
            isCompared={isCompared}
          />
        ))}
      </ul>
      <div className="p-charts">
        {report ? (
          <>
            <ReportCharts report={report} />
            <TimesCard report={report} />
            <SatisfactionCard report={report} />
            {report.engineers.length > 0 && <EngineersTable report={report} />}
          </>
        ) : (
          <>
            <div className="p-card p-wide p-chart-blank" />
            <div className="p-card p-chart-blank" />
            <div className="p-card p-chart-blank" />
          </>
        )}
      </div>
    </div>
  );
}
