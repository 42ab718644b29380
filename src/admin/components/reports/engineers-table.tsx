import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { FigureLink } from './figure-link.tsx';
import type { EngineerRow, Report } from './report-types.ts';

/** The columns: what they have to do now, and what they did in the period. */
const COLUMNS = {
  open: ({ open }: EngineerRow) => open,
  overdue: ({ overdue }: EngineerRow) => overdue,
  waiting: ({ waiting }: EngineerRow) => waiting,
  resolved: ({ resolved }: EngineerRow) => resolved,
  median: ({ resolution }: EngineerRow) => resolution.median,
  within: ({ resolution }: EngineerRow) => resolution.within,
  rating: ({ rating }: EngineerRow) => rating,
};
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];

/** What the engineers have to do, and what they have done. */
export function EngineersTable({ report }: { readonly report: Report }): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const label = (name: string): string => translateLabel(name, 'reports');
  return (
    <section className="p-card p-wide" aria-labelledby="p-engineers">
      <h3 id="p-engineers">{label('engineers')}</h3>
      <p className="p-hint">{translateMessage('engineersHint', 'reports')}</p>
      <div className="p-table-scroll">
        <table className="chart-table p-engineers">
          <thead>
            <tr>
              <th scope="col">{label('engineerId')}</th>
              {NAMES.map((name) => (
                <th key={name} scope="col">
                  {label(`engineer_${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.engineers.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <bdi>{row.name}</bdi>
                </th>
                {NAMES.map((name) => (
                  <td key={name}>
                    <FigureLink figure={COLUMNS[name](row)} isAlarm={name === 'overdue'} isBare />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
