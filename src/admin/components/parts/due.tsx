import type { ReactNode } from 'react';
import { readableDue, shortDue, type DueWhat } from '../../../look/due.ts';
import { panelTime } from './time.ts';

interface DueProps {
  readonly what: unknown;
  readonly at: unknown;
  readonly isShort?: boolean;
}

/** How soon something is due or for how long it has been; what and when for screen readers, on paper, and when pointed at. */
export function Due({ what, at, isShort = false }: DueProps): ReactNode {
  if (typeof at !== 'string') return null;
  const moment = new Date(at);
  const now = new Date();
  const whole = readableDue(what as DueWhat, moment, now);
  const exact = panelTime(moment);
  const late = moment <= now;
  const when = <span className="moment-exact">{exact}</span>;
  if (!isShort)
    return (
      <span className={late ? 'tag tag-overdue' : 'p-hint'} title={exact}>
        {whole} {when}
      </span>
    );
  return (
    <span className={late ? 'p-late' : undefined} title={`${whole} (${exact ?? ''})`}>
      <span className="moment-age" aria-hidden="true">
        {shortDue(moment, now)}
      </span>
      <span className="visually-hidden">{whole}</span> {when}
    </span>
  );
}
