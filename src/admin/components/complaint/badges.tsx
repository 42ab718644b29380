import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';

/** How pressing a complaint is, in words; the colour says it once more. */
export function UrgencyBadge({ urgency }: { readonly urgency: string }): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <span className={`p-badge p-urgency p-urgency-${urgency}`}>
      {translateLabel(`urgency_${urgency}`, 'complaints')}
    </span>
  );
}

/** The status by its name, coloured by what the rules know of it. */
export function StatusBadge(props: { readonly status: string; readonly category: string }): ReactNode {
  return <span className={`p-badge p-status p-status-${props.category}`}>{props.status}</span>;
}

/** Stands at complaints that have been open for too long. */
export function OverdueMark(): ReactNode {
  const { translateLabel } = useTranslation();
  return <span className="p-badge p-overdue">{translateLabel('overdue', 'complaints')}</span>;
}
