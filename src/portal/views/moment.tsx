import type { ReactElement } from 'react';
import { MomentText, readableAge } from '../../look/moment.tsx';
import { readableTime } from '../../readable-time.ts';

/** How long ago a moment was, which one exactly in the organisation's time zone. */
export function Moment({ value, timeZone }: { value: Date; timeZone: string }): ReactElement {
  return (
    <MomentText moment={value} age={readableAge(value, new Date())} exact={readableTime(value, timeZone)} />
  );
}
