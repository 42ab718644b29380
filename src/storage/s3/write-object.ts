import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ContentTooLargeError, type StoredContent } from '../storage.ts';
import { asStorageError, element, S3Refusal } from './answer.ts';
import type { S3Client } from './client.ts';
import { breakOff } from './listing.ts';

/** S3 takes no smaller parts but the last; as much of a content is in memory at most. */
const PART_BYTES = 5 * 1024 * 1024;

/** Said where the server takes nothing. */
export const NOT_STORED = 'Files cannot be stored at the moment.';

/** One object that is written part by part, or at once where it is no larger than a part. */
class Writing {
  readonly #client: S3Client;
  readonly #name: string;
  readonly #tags: string[] = [];
  #uploadId: string | undefined;

  constructor(client: S3Client, name: string) {
    this.#client = client;
    this.#name = name;
  }

  async #begin(): Promise<string> {
    const begun = await this.#client.ask({ method: 'POST', name: this.#name, query: { uploads: '' } });
    const id = element(begun, 'UploadId');
    if (id === '') throw new Error('the S3 server began no upload');
    return id;
  }

  async part(body: readonly Buffer[]): Promise<void> {
    const uploadId = (this.#uploadId ??= await this.#begin());
    const query = { partNumber: String(this.#tags.length + 1), uploadId };
    const answer = await this.#client.send({ method: 'PUT', name: this.#name, query, body });
    answer.resume();
    this.#tags.push(answer.headers.etag ?? '');
  }

  /** Until here there is nothing under this name. */
  async finish(rest: readonly Buffer[]): Promise<void> {
    if (this.#uploadId === undefined) {
      (await this.#client.send({ method: 'PUT', name: this.#name, body: rest })).resume();
      return;
    }
    if (rest.length > 0) await this.part(rest);
    const parts = this.#tags.map(
      (tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`,
    );
    const document = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
    const query = { uploadId: this.#uploadId };
    await this.#client
      .ask({ method: 'POST', name: this.#name, query, body: [Buffer.from(document)] })
      .catch((error: unknown) => this.#requireThere(error));
  }

  /** An answer that was lost may have told of the end: then there is nothing to finish any more. */
  async #requireThere(error: unknown): Promise<void> {
    if (!(error instanceof S3Refusal) || error.code !== 'NoSuchUpload') throw error;
    const answer = await this.#client.send({
      method: 'GET',
      name: this.#name,
      headers: { range: 'bytes=0-0' },
    });
    answer.resume();
  }

  /** What cannot be broken off now, the sweep will find. */
  async breakOff(): Promise<void> {
    if (this.#uploadId === undefined) return;
    await breakOff(this.#client, { name: this.#name, id: this.#uploadId }).catch(() => undefined);
  }
}

async function receive(
  content: Readable,
  limit: number,
  writing: Writing,
): Promise<Omit<StoredContent, 'key'>> {
  const hash = createHash('sha256');
  let [part, partBytes, sizeBytes]: [Buffer[], number, number] = [[], 0, 0];
  for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > limit) break;
    hash.update(chunk);
    part.push(chunk);
    partBytes += chunk.length;
    if (partBytes < PART_BYTES) continue;
    const whole = part;
    await asStorageError(NOT_STORED, () => writing.part(whole));
    [part, partBytes] = [[], 0];
  }
  if (sizeBytes > limit) {
    // A form's parser waits until each file was read.
    content.resume();
    throw new ContentTooLargeError(`more than ${limit} bytes`);
  }
  await asStorageError(NOT_STORED, () => writing.finish(part));
  return { sizeBytes, sha256: hash.digest('hex') };
}

/**
 * Writes an object while its content comes; when it fails or breaks off, there is none.
 *
 * @param limit in bytes.
 * @throws ContentTooLargeError, StorageError; the content's own error.
 */
export async function writeObject(
  client: S3Client,
  name: string,
  content: Readable,
  limit: number,
): Promise<Omit<StoredContent, 'key'>> {
  const writing = new Writing(client, name);
  try {
    return await receive(content, limit, writing);
  } catch (error) {
    await writing.breakOff();
    throw error;
  }
}
