import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { ShareFigure } from '../../../look/chart/chart-figure.tsx';
import { readCounted } from '../../../look/chart/chart-data.ts';
import { readCount } from '../../../look/chart/read-number.ts';
import { readFigure } from '../../../look/chart/read-figure.ts';
import type { Unit } from '../../../look/chart/value-axis.ts';
import type { Report } from './report-types.ts';

const RATINGS: Unit = { name: 'ratings', one: 'rating', isWhole: true, read: readCount };

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
          rated.isUncounted || average.value === null
            ? translateLabel('starsUnit', 'reports')
            : translateMessage('averageOf', 'reports', {
                average: readFigure(average.value, 'stars'),
                rated: readCounted(rated.value ?? 0, RATINGS),
              })
        }
        noun={translateLabel('rating', 'reports')}
        unit={RATINGS}
        shares={shares}
        empty={translateMessage(rated.isUncounted ? 'notCounted' : 'nothingRated', 'reports')}
      />
    </div>
  );
}
