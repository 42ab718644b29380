import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { readBefore, readFigure } from '../../../look/chart/read-figure.ts';
import type { Figure } from './report-types.ts';

interface FigureLinkProps {
  readonly figure: Figure;
  /** Whether more than nothing is an exception, which glows. */
  readonly isAlarm?: boolean;
  /** Whether it stands without the one before. */
  readonly isBare?: boolean;
}

/** A figure in a table, which leads to the list that it counts; where there is nothing to list, it is no link. */
export function FigureLink({ figure, isAlarm = false, isBare = false }: FigureLinkProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { value, before, unit, href, count, isUncounted } = figure;
  const text = readFigure(value, unit);
  if (isUncounted)
    return (
      <span className="p-hint">
        <span aria-hidden="true">{text}</span>
        <span className="visually-hidden">{translateLabel('notCounted', 'reports')}</span>
      </span>
    );
  const glows = isAlarm && value !== null && value > 0;
  return (
    <>
      {count === 0 && value === null ? (
        <span className="p-hint">{text}</span>
      ) : (
        <Link to={href} className={glows ? 'p-figure p-figure-alarm' : 'p-figure'}>
          {text}
        </Link>
      )}
      {!isBare && before !== undefined && (
        <span className="p-figure-before">{readBefore(value, before, unit)}</span>
      )}
    </>
  );
}
