import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { StorageError } from '../storage.ts';

/** Most bytes of an answer that is read whole: a list of a thousand names has some hundred thousand. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The server answered that it will not, or that there is none. */
export class S3Refusal extends Error {
  readonly status: number;
  /** As S3 calls it, such as `NoSuchKey`; empty where the server did not say. */
  readonly code: string;

  constructor(status: number, code: string) {
    super(`the S3 server answered ${status}${code === '' ? '' : ` ${code}`}`);
    this.status = status;
    this.code = code;
  }

  /** What is asked for is not there, as opposed to the bucket that it would be in. */
  get isAbsent(): boolean {
    return this.status === 404 && this.code !== 'NoSuchBucket';
  }

  /** It may do it at another time. */
  get isPassing(): boolean {
    return [408, 429, 500, 502, 503, 504].includes(this.status);
  }
}

/** The text of an answer, which is a short document of XML or nothing. */
export async function textOf(answer: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('the S3 server answered with too much');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string): string {
  return text
    .replaceAll(/&#(x?)([\da-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Number.parseInt(code, hex === '' ? 10 : 16)),
    )
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
}

/** What stands in each element of this name, as it is written. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, 'g'))].map(([, inner = '']) => inner);
}

/** The text of the first element of this name, which keeps nothing else of the document in memory; empty where there is none. */
export function element(xml: string, name: string): string {
  // What is cut out of a text holds all of it, until it is a copy.
  return Buffer.from(plain(elements(xml, name)[0] ?? '')).toString();
}

/** What an answer says that is no success. */
export async function refusalIn(answer: IncomingMessage): Promise<S3Refusal> {
  const text = await textOf(answer).catch(() => '');
  return new S3Refusal(answer.statusCode ?? 0, element(text, 'Code'));
}

/** What fails is told to people with the words of the storage, and to the log with the server's. */
export async function asStorageError<T>(told: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StorageError ? error : new StorageError(told, error);
  }
}
