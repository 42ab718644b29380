import type { ReactElement, Ref } from 'react';

const UNITS = [
  ['year', 'y', 365 * 86_400_000],
  ['month', 'mo', 30 * 86_400_000],
  ['day', 'd', 86_400_000],
  ['hour', 'h', 3_600_000],
  ['minute', 'min', 60_000],
] as const;

/**
 * How long ago a moment was, such as `3 days ago`, or in short `3 d`; what is yet to come, by clocks that differ, is
 * now.
 */
export function readableAge(moment: Date, now: Date, isShort = false): string {
  const age = now.getTime() - moment.getTime();
  const [unit, sign, length] = UNITS.find(([, , milliseconds]) => age >= milliseconds) ?? [];
  if (length === undefined) return isShort ? 'now' : 'just now';
  const count = Math.floor(age / length);
  return isShort ? `${count} ${sign}` : `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

interface MomentTextProps {
  readonly moment: Date;
  readonly age: string;
  /** Undefined: it is written later. */
  readonly exact?: string | undefined;
  readonly element?: Ref<HTMLTimeElement>;
}

/** How long ago something was; exactly when for screen readers, on paper, and when pointed at. */
export function MomentText({ moment, age, exact, element }: MomentTextProps): ReactElement {
  return (
    <time className="moment" dateTime={moment.toISOString()} title={exact} ref={element}>
      <span className="moment-age">{age}</span> <span className="moment-exact">{exact}</span>
    </time>
  );
}
