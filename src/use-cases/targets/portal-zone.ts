let zone = 'UTC';

/** Names the time zone in which the portal shows days and hours. */
export function usePortalZone(timeZone: string): void {
  zone = timeZone;
}

/** The time zone in which the portal shows days and hours. */
export function portalZone(): string {
  return zone;
}
