import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { CourseFigure, ShareFigure } from '../../../look/chart/chart-figure.tsx';
import type { ChartShare, CourseData, Tone } from '../../../look/chart/chart-data.ts';
import { readCount } from '../../../look/chart/read-number.ts';
import type { Unit } from '../../../look/chart/value-axis.ts';
import { shownStatus } from '../../../policies/shown-status.ts';
import { readPeriod } from './period-chip.tsx';
import type { Part, Report, Series } from './report-types.ts';

/** What all charts count. */
export const COMPLAINTS: Unit = { name: 'complaints', one: 'complaint', isWhole: true, read: readCount };
const TONES: Readonly<Record<Series['key'], Tone>> = { filed: 'new', resolved: 'resolved', open: 'open' };

/** Some of a report's series as a chart takes them. */
function courseData(
  report: Report,
  keys: readonly Series['key'][],
  nameOf: (key: string) => string,
): CourseData {
  const series = keys.flatMap((key) => report.series.filter((one) => one.key === key));
  return {
    step: report.step,
    unit: COMPLAINTS,
    series: series.map(({ key, points }) => ({
      name: nameOf(`series_${key}`),
      tone: TONES[key],
      points: points.map(({ from, value, href }) => ({ day: from, value, href })),
    })),
  };
}

function sharesOf(parts: readonly Part[], nothing: string): ChartShare[] {
  return parts.map(({ id, name, value, href }) => ({
    key: String(id),
    name: id === null && name === '' ? nothing : name,
    value,
    href,
  }));
}

/** What was filed and solved along the period, how much was open, and what it was about. */
export function ReportCharts({ report }: { readonly report: Report }): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const label = (name: string): string => translateLabel(name, 'reports');
  const period = readPeriod(report.period);
  const nothing = translateMessage(report.uncountedTo === null ? 'nothingFiled' : 'notCounted', 'reports');
  const shares = { unit: COMPLAINTS, empty: nothing };
  return (
    <>
      <div className="p-card p-wide">
        <CourseFigure
          title={label('filedAndResolved')}
          note={`${label(`by_${report.step}`)}, ${period}`}
          kind="bars"
          data={courseData(report, ['filed', 'resolved'], label)}
          empty={translateMessage(
            report.uncountedTo === null ? 'nothingFiledOrResolved' : 'notCounted',
            'reports',
          )}
        />
      </div>
      <div className="p-card">
        <CourseFigure
          title={label('openOverTime')}
          note={`${label(`endOf_${report.step}`)}, ${period}`}
          kind="lines"
          data={courseData(report, ['open'], label)}
          empty={translateMessage(report.uncountedTo === null ? 'nothingOpen' : 'notCounted', 'reports')}
        />
      </div>
      <div className="p-card">
        <ShareFigure
          {...shares}
          title={label('byStatus')}
          note={label('unsolvedNow')}
          noun={label('status')}
          shares={sharesOf(report.byStatus, '').map((one) => ({ ...one, name: shownStatus(one.name) }))}
          empty={translateMessage('nothingOpenNow', 'reports')}
        />
      </div>
      <div className="p-card">
        <ShareFigure
          {...shares}
          title={label('byType')}
          note={`${label('filedIn')} ${period}`}
          noun={label('typeId')}
          shares={sharesOf(report.byType, '')}
        />
      </div>
      <div className="p-card">
        <ShareFigure
          {...shares}
          title={label('byDepartment')}
          note={`${label('filedIn')} ${period}`}
          noun={label('departmentId')}
          shares={sharesOf(report.byDepartment, label('noDepartment'))}
        />
      </div>
    </>
  );
}
