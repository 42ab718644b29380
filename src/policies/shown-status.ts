/** The statuses that the portal came with, where they are stored in another spelling than they are shown in. */
const SHOWN: Readonly<Record<string, string>> = {
  'In Progress': 'In progress',
  'Waiting for User': 'Waiting for user',
};

/** The name of a status as pages and messages say it; one that was renamed or added is said as it is stored. */
export function shownStatus(name: string): string {
  return SHOWN[name] ?? name;
}
