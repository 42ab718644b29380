/** An event of a calendar file, by its name and its lines. */
export function event(name: string, ...lines: readonly string[]): string {
  return ['BEGIN:VEVENT', `SUMMARY:${name}`, ...lines, 'END:VEVENT', ''].join('\r\n');
}

/** A calendar file with these events. */
export function calendarFile(...events: readonly string[]): string {
  const head = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Alpha Lab//Days//EN\r\n';
  return `${head}${events.join('')}END:VCALENDAR\r\n`;
}
