import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { UrgencyMark } from '../../../look/urgency-mark.tsx';
import { FigureLink } from '../reports/figure-link.tsx';
import { Tile } from '../reports/tile.tsx';
import type { OwnWork } from '../reports/report-types.ts';

const TILES = ['overdue', 'dueToday', 'open', 'waiting', 'unassigned', 'resolvedThisWeek', 'rating'] as const;
/** Beside the figures of all, among which is what nobody has. */
const TILES_BESIDE = TILES.filter((name) => name !== 'unassigned');

interface OwnProps {
  readonly own: OwnWork | undefined;
  /** Whether it stands beside the figures of all: then it is one row, under its name. */
  readonly isBeside: boolean;
}

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

/** Whether there is anything to tell of somebody's own work. */
const isIdle = ({ open, resolvedThisWeek, rating }: OwnWork): boolean =>
  open.value === 0 && resolvedThisWeek.value === 0 && rating.value === null;

/** What somebody has to do themselves, what they could take, and how they did. */
export function OwnWorkFigures({ own, isBeside }: OwnProps): ReactNode {
  const { translateLabel } = useTranslation();
  // Those who direct work on few complaints themselves, or on none.
  if (isBeside && (own === undefined || isIdle(own))) return null;
  return (
    <section className={isBeside ? 'p-own-beside' : 'p-own'} aria-labelledby="p-own">
      <h2 id="p-own" className={isBeside ? undefined : 'visually-hidden'}>
        {translateLabel('ownWork', 'reports')}
      </h2>
      <ul className={isBeside ? 'p-stats p-stats-six' : 'p-stats'}>
        {(isBeside ? TILES_BESIDE : TILES).map((name) => (
          <Tile
            key={name}
            label={translateLabel(`own_${name}`, 'reports')}
            figure={own?.[name]}
            note={name === 'rating' ? translateLabel('lastTwelveMonths', 'reports') : undefined}
            isAlarm={name === 'overdue'}
          />
        ))}
      </ul>
      {!isBeside && <div className="p-card">{own && <Urgencies urgencies={own.urgencies} />}</div>}
    </section>
  );
}
