import type { ReactElement } from 'react';
import type { ComplaintSummary } from '../../use-cases/complaints/conversation/present-complaint.ts';

/** A status in the colour of its category. */
export function StatusBadge({
  name,
  category,
}: {
  name: string;
  category: ComplaintSummary['category'];
}): ReactElement {
  return (
    <span className={`tag tag-${category}`}>
      <span className="visually-hidden">Status: </span>
      {name}
    </span>
  );
}

/** How an urgency is called. */
export const URGENCY_NAMES: Readonly<Record<ComplaintSummary['urgency'], string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

/** An urgency, the more pressing the stronger. */
export function UrgencyBadge({ urgency }: { urgency: ComplaintSummary['urgency'] }): ReactElement {
  return (
    <span className={`urgency urgency-${urgency}`}>
      <span className="visually-hidden">Urgency: </span>
      {URGENCY_NAMES[urgency]}
    </span>
  );
}
