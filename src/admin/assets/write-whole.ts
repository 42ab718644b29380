import { rename, writeFile } from 'node:fs/promises';

/** Writes a file that another process may read or write at this moment: it sees the old one or the new one whole. */
export async function writeWhole(file: string, content: Buffer | string): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  await writeFile(unfinished, content);
  await rename(unfinished, file);
}
