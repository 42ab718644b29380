import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { UrgencyMark } from '../../../look/urgency-mark.tsx';
import { FigureLink } from '../reports/figure-link.tsx';
import { Tile } from '../reports/tile.tsx';
import type { OwnWork } from '../reports/report-types.ts';

const TILES = ['overdue', 'dueToday', 'open', 'waiting', 'unassigned', 'resolvedThisWeek', 'rating'] as const;

/** The open ones by urgency, with how many of each are due. */
function Urgencies({ urgencies }: Pick<OwnWork, 'urgencies'>): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <table className="chart-table p-urgencies">
      <caption className="visually-hidden">{translateLabel('ownByUrgency', 'reports')}</caption>
      <thead>
        <tr>
          <th scope="col">{translateLabel('urgency', 'reports')}</th>
          <th scope="col">{translateLabel('tile_open', 'reports')}</th>
          <th scope="col">{translateLabel('due', 'reports')}</th>
        </tr>
      </thead>
      <tbody>
        {urgencies.map(({ urgency, open, due }) => (
          <tr key={urgency}>
            <th scope="row">
              <UrgencyMark urgency={urgency} />
            </th>
            <td>
              <FigureLink figure={open} />
            </td>
            <td>
              <FigureLink figure={due} isAlarm />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What somebody has to do themselves, what they could take, and how they did. */
export function OwnWorkFigures({ own }: { readonly own: OwnWork | undefined }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <section className="p-own" aria-labelledby="p-own">
      <h2 id="p-own" className="visually-hidden">
        {translateLabel('ownWork', 'reports')}
      </h2>
      <ul className="p-stats">
        {TILES.map((name) => (
          <Tile
            key={name}
            label={translateLabel(`own_${name}`, 'reports')}
            figure={own?.[name]}
            note={name === 'rating' ? translateLabel('lastTwelveMonths', 'reports') : undefined}
            isAlarm={name === 'overdue'}
          />
        ))}
      </ul>
      <div className="p-card">{own && <Urgencies urgencies={own.urgencies} />}</div>
    </section>
  );
}
