import type { ReactElement } from 'react';
import { shownStatus } from '../policies/shown-status.ts';

interface StatusTagProps {
  readonly name: string;
  readonly category: string;
}

/** A status by its name, in the colour of what the rules know of it. */
export function StatusTag({ name, category }: StatusTagProps): ReactElement {
  return (
    <span className={`tag tag-${category}`}>
      <span className="visually-hidden">Status: </span>
      {shownStatus(name)}
    </span>
  );
}

/** Stands at complaints that have been open for too long. */
export function OverdueTag(): ReactElement {
  return <span className="tag tag-overdue">Overdue</span>;
}
