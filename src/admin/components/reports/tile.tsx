import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { readBefore, readFigure } from '../../../look/chart/read-figure.ts';
import type { Figure } from './report-types.ts';

interface TileProps {
  readonly label: string;
  /** Undefined until it is known. */
  readonly figure: Figure | undefined;
  /** What is said where nothing is compared. */
  readonly note?: string | undefined;
  /** Whether there is room for what it is compared with. */
  readonly isCompared?: boolean;
  /** Whether more than nothing is an exception, which glows. */
  readonly isAlarm?: boolean;
}

/** From so many characters on, a figure is written smaller, so that it stays on its line. */
const LONG = 8;

/** A figure with what it is, beside the one before; it leads to the list that it counts. */
export function Tile({ label, figure, note, isCompared = false, isAlarm = false }: TileProps): ReactNode {
  const { translateLabel } = useTranslation();
  if (figure === undefined)
    return (
      <li className="p-stat p-stat-blank">
        <span className="p-stat-label">{label}</span>
        <strong aria-hidden="true">…</strong>
        {(isCompared || note) && <span className="p-stat-beside">{note ?? '\u00a0'}</span>}
      </li>
    );
  const { value, before, unit, href, isUncounted } = figure;
  const unknown = isUncounted && translateLabel('notCounted', 'reports');
  const beside = unknown || (before === undefined ? note : readBefore(value, before, unit));
  const glows = isAlarm && value !== null && value > 0;
  // None would be known.
  const text = value === null && !isUncounted ? translateLabel('none') : readFigure(value, unit);
  return (
    <li>
      <Link to={href} className={glows ? 'p-stat p-stat-alarm' : 'p-stat'}>
        <span className="p-stat-label">{label}</span>
        <strong className={text.length < LONG ? undefined : 'p-stat-long'}>{text}</strong>
        {beside && <span className="p-stat-beside">{beside}</span>}
      </Link>
    </li>
  );
}
