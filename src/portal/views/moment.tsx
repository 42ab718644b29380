import type { ReactElement } from 'react';

/** A moment in the organisation's time zone. */
export function Moment({ value, timeZone }: { value: Date; timeZone: string }): ReactElement {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    value,
  );
  return <time dateTime={value.toISOString()}>{text}</time>;
}
