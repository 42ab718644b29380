import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import type { ByteRange } from '../storage.ts';
import { S3Refusal } from './answer.ts';
import type { S3Client } from './client.ts';

/** How many bytes the whole object has, as an answer with it or with a part of it says. */
function wholeSize({ headers }: IncomingMessage): number {
  const [, total] = /\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
  return Number(total ?? headers['content-length'] ?? Number.NaN);
}

/**
 * Opens an object, or a part of it; undefined where there is none, or one of another size.
 *
 * @throws S3Refusal; the connection's error.
 */
export async function readObject(
  client: S3Client,
  name: string,
  range?: ByteRange,
  sizeBytes?: number,
): Promise<Readable | undefined> {
  const headers: Record<string, string> =
    range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` };
  try {
    const answer = await client.send({ method: 'GET', name, headers });
    if (wholeSize(answer) === (sizeBytes ?? wholeSize(answer))) return answer;
    answer.destroy();
    return undefined;
  } catch (error) {
    if (!(error instanceof S3Refusal)) throw error;
    if (error.isAbsent) return undefined;
    // There is no such part: of an empty one there is none.
    if (error.status === 416) return (sizeBytes ?? 0) === 0 ? Readable.from([]) : undefined;
    throw error;
  }
}
