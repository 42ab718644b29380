import type { ReactElement } from 'react';

/** How urgencies are called. */
export const URGENCY_NAMES = { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' } as const;

/** How many of the three bars are full. */
const FULL: Readonly<Record<string, number>> = { low: 1, medium: 2, high: 3 };
const BARS = ['M1 10h3.5v5H1z', 'M6.25 6h3.5v9h-3.5z', 'M11.5 2H15v13h-3.5z'];
/** The bars cut out of a filled square: the one mark that is full all over. */
const CRITICAL =
  'M3 0h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3zM3 9v4h2V9zM7 6v7h2V6zM11 3v10h2V3z';

interface UrgencyProps {
  readonly urgency: string;
  /** Whether the word is for screen readers alone, and for the pointer. */
  readonly isBare?: boolean;
}

function nameOf(urgency: string): string {
  return (URGENCY_NAMES as Readonly<Record<string, string>>)[urgency] ?? urgency;
}

/** How pressing a complaint is: three bars and the word, of which only exceptions glow. */
export function UrgencyMark({ urgency, isBare = false }: UrgencyProps): ReactElement {
  const name = nameOf(urgency);
  return (
    <span className={`urgency urgency-${urgency}`} title={isBare ? name : undefined}>
      <svg
        className="urgency-mark"
        viewBox="0 0 16 16"
        fill="currentColor"
        aria-hidden="true"
        focusable="false"
      >
        {urgency === 'critical' ? (
          <path d={CRITICAL} fillRule="evenodd" />
        ) : (
          BARS.map((bar, index) => (
            <path key={bar} d={bar} opacity={index < (FULL[urgency] ?? 0) ? 1 : 0.3} />
          ))
        )}
      </svg>
      <span className="visually-hidden">Urgency: </span>
      <span className={isBare ? 'visually-hidden' : undefined}>{name}</span>
    </span>
  );
}
