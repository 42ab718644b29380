import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { FigureLink } from './figure-link.tsx';
import type { Report, Times } from './report-types.ts';

const MEASURES: readonly (keyof Times)[] = ['median', 'p90', 'within', 'late'];

function TimesTable({ report }: { readonly report: Report }): ReactNode {
  const { translateLabel } = useTranslation();
  const label = (name: string): string => translateLabel(name, 'reports');
  return (
    <table className="chart-table p-times">
      <thead>
        <tr>
          <td />
          <th scope="col">{label('firstResponse')}</th>
          <th scope="col">{label('resolution')}</th>
        </tr>
      </thead>
      <tbody>
        {MEASURES.map((measure) => (
          <tr key={measure}>
            <th scope="row">{label(`measure_${measure}`)}</th>
            {[report.firstResponse, report.resolution].map((times, index) => (
              <td key={index === 0 ? 'response' : 'resolution'}>
                <FigureLink figure={times[measure]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How long it took until somebody answered, and until it was solved; in working time. */
export function TimesCard({ report }: { readonly report: Report }): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const label = (name: string): string => translateLabel(name, 'reports');
  return (
    <section className="p-card" aria-labelledby="p-times">
      <h3 id="p-times">{label('times')}</h3>
      <p className="p-hint">{translateMessage('timesHint', 'reports')}</p>
      {report.firstResponse.median.isUncounted ? (
        <p className="chart-empty">{translateMessage('notCounted', 'reports')}</p>
      ) : (
        <TimesTable report={report} />
      )}
    </section>
  );
}
