import { statfs } from 'node:fs/promises';

/** The room of a file system, in bytes. */
export interface DiskSpace {
  /** What this account may still write. */
  readonly free: number;
  readonly total: number;
}

/** The room where a folder lies. */
export async function diskSpace(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}
