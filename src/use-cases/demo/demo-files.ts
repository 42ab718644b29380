import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the demonstration. */
export interface DemoFile {
  readonly name: string;
  content(): Buffer;
}

/** A text file of these lines. */
export function textFile(name: string, ...lines: readonly string[]): DemoFile {
  return { name, content: () => Buffer.from(`${lines.join('\n')}\n`) };
}

/** One of the pictures and papers that lie beside the stories. */
export function fixture(name: string): DemoFile {
  return { name, content: () => readFileSync(join(import.meta.dirname, 'files', name)) };
}
