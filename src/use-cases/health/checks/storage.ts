import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { storage, StorageError } from '../../../storage/storage.ts';
import type { Check, Finding } from '../check.ts';

const PROBE = 'probe';

function advice(): string {
  return storage().isShared
    ? 'Look at the S3 server that STORAGE_URL names, at the bucket and at who may use it.'
    : 'Look at the disk and the mount of DATA_DIR, its owner and its permissions.';
}

/** What comes back of a file that is stored for a moment. */
async function writtenAndRead(): Promise<string> {
  await storage().check();
  const { key } = await storage().put(Readable.from([Buffer.from(PROBE)]), PROBE.length);
  try {
    return await text(await storage().open(key));
  } finally {
    await storage().remove(key);
  }
}

async function probe(): Promise<Finding> {
  try {
    if ((await writtenAndRead()) === PROBE)
      return { level: 'ok', text: 'Files are written, read and removed.' };
    return { level: 'problem', text: 'A file came back otherwise than it was written.', advice: advice() };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { level: 'problem', text: error.message, advice: advice() };
  }
}

/** Whether files can be stored, read and removed: one is. */
export const storageCheck: Check = {
  name: 'storage',
  label: 'Storage',
  group: 'files',
  needs: 'nothing',
  run: probe,
};
