import { readableTime } from '../../../readable-time.ts';

/** The time zone that the server was told to show times in. */
export function panelZone(): string {
  return window.REDUX_STATE.session?.timeZone ?? 'UTC';
}

/** A moment as people read it, in that time zone. */
export function panelTime(moment: Date): string | undefined {
  return readableTime(moment, panelZone());
}
