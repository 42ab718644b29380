import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How an archive is named that the clock asked for: such names sort by time. */
const NAME = /^portal-\d{4}-\d{2}-\d{2}-\d{6}\.zip$/;

/** Whether an archive is named as those are that the clock asked for. */
export function isArchiveName(name: string): boolean {
  return NAME.test(name);
}

/** The name of an archive that is begun at a moment. */
export function archiveName(moment: Date): string {
  const [day = '', time = ''] = moment.toISOString().split('T');
  return `portal-${day}-${time.slice(0, 8).replaceAll(':', '')}.zip`;
}

/** Names of the archives in a folder that the clock asked for, the newest first; whatever else lies there is left out. */
export async function archivesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  return files.filter(isArchiveName).toSorted().toReversed();
}

/** The size in bytes of the newest archive in a folder; undefined: there is none. */
export async function newestSize(folder: string): Promise<number | undefined> {
  for (const name of await archivesIn(folder)) {
    // A link that leads nowhere, or one that was removed just now.
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found !== undefined) return found.size;
  }
  return undefined;
}
