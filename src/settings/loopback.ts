/** Whether a host, as it stands in a URL or without its brackets, is this machine by its usual name or address. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/.test(host);
}
