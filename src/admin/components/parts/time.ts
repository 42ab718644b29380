interface PanelWindow {
  readonly REDUX_STATE?: { readonly session?: { readonly timeZone?: string } | null };
}

/** The time zone that the server was told to show times in. */
function timeZone(): string {
  return (window as unknown as PanelWindow).REDUX_STATE?.session?.timeZone ?? 'UTC';
}

/** A moment as people read it, such as `5 Mar 2026, 14:30`; undefined for what is no moment. */
export function readableTime(moment: Date, zone = timeZone()): string | undefined {
  if (Number.isNaN(moment.getTime())) return undefined;
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  }).format(moment);
}
