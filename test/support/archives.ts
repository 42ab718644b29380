import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveReader } from '../../src/archive/archive-reader.ts';
import { ArchiveWriter } from '../../src/archive/archive-writer.ts';

const folders: string[] = [];

/** A folder of its own, which `removeFolders` removes. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-backup-'));
  folders.push(folder);
  return folder;
}

/** Removes every folder that `newFolder` made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** What is in an archive, by the names of its parts, in their order. */
export type Parts = Map<string, Buffer>;

export async function partsOf(path: string, passphrase?: string): Promise<Parts> {
  const archive = await ArchiveReader.open(path, passphrase);
  const parts: Parts = new Map();
  for (const name of archive.names) {
    const chunks: Buffer[] = [];
    for await (const chunk of archive.read(name)) chunks.push(chunk);
    parts.set(name, Buffer.concat(chunks));
  }
  await archive.close();
  return parts;
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

/** Writes an archive of these parts, with a seal that fits them. */
export async function writeParts(path: string, parts: Parts, passphrase?: string): Promise<void> {
  const writer = await ArchiveWriter.create(path, passphrase);
  for (const [name, content] of parts) await writer.add(name, once(content), name !== 'files.bin');
  await writer.finish();
}

/** Writes an archive anew as somebody who knows how they are made up, with other parts. */
export async function rewritten(from: string, to: string, change: (parts: Parts) => void): Promise<void> {
  const parts = await partsOf(from);
  change(parts);
  await writeParts(to, parts);
}

/** A copy of a file's bytes with one changed. */
export function flipped(path: string, at: number): Buffer {
  const bytes = Buffer.from(readFileSync(path));
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  return bytes;
}
