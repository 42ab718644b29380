import { PassThrough, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Readable;
  /** It is packed already, as pictures are. */
  readonly isPacked?: boolean;
}

/** An archive that is made while it is read, one file after the other; who stops reading stops the work. */
export function zipOf(entries: AsyncIterable<ZipEntry>): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  const write = async (): Promise<void> => {
    for await (const { name, content, isPacked = false } of entries) {
      const leave = (): unknown => content.destroy();
      output.once('close', leave);
      zip.addReadStream(content, name, { compress: !isPacked });
      await finished(content).finally(() => output.off('close', leave));
      if (output.destroyed) return;
    }
    zip.end();
  };
  write().catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return output;
}
