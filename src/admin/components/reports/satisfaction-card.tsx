import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { ShareFigure } from '../../../look/chart/chart-figure.tsx';
import { readCount } from '../../../look/chart/read-number.ts';
import { readFigure } from '../../../look/chart/read-figure.ts';
import type { Report } from './report-types.ts';

/** What reporters thought of how their complaints were solved. */
export function SatisfactionCard({ report }: { readonly report: Report }): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const { average, rated, ratings } = report.satisfaction;
  const shares = ratings.map(({ rating, value, href }) => ({
    key: String(rating),
    name: translateLabel('stars', 'reports', { rating: String(rating) }),
    value,
    href,
  }));
  return (
    <div className="p-card">
      <ShareFigure
        title={translateLabel('satisfaction', 'reports')}
        note={
          rated.isUncounted
            ? translateMessage('notCounted', 'reports')
            : translateMessage('averageOf', 'reports', {
                average: readFigure(average.value, 'stars'),
                rated: readCount(rated.value ?? 0),
              })
        }
        noun={translateLabel('rating', 'reports')}
        unit={{ name: 'ratings', isWhole: true, read: readCount }}
        shares={shares}
        empty={translateMessage(rated.isUncounted ? 'notCounted' : 'nothingRated', 'reports')}
      />
    </div>
  );
}
