import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Tile } from '../reports/tile.tsx';
import type { Standing } from '../reports/report-types.ts';

const TILES = [
  'open',
  'unassigned',
  'overdue',
  'dueToday',
  'filedToday',
  'resolvedToday',
  'filedThisWeek',
  'resolvedThisWeek',
] as const;

/** How things stand now, for those who see the figures of all. */
export function StandingTiles({ standing }: { readonly standing: Standing | undefined }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <section aria-labelledby="p-standing">
      <h2 id="p-standing" className="visually-hidden">
        {translateLabel('standing', 'reports')}
      </h2>
      <ul className="p-stats">
        {TILES.map((name) => (
          <Tile
            key={name}
            label={translateLabel(`tile_${name}`, 'reports')}
            figure={standing?.[name]}
            isCompared={name.endsWith('ThisWeek')}
            isAlarm={name === 'overdue'}
          />
        ))}
      </ul>
    </section>
  );
}
