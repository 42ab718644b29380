import { element, elements } from './answer.ts';
import type { S3Client } from './client.ts';

/** An object of a bucket. */
export interface S3Object {
  readonly name: string;
  readonly storedAt: Date;
  readonly sizeBytes: number;
}

/** What was begun in parts and neither finished nor broken off. */
export interface S3Upload {
  readonly name: string;
  readonly id: string;
  readonly begunAt: Date;
}

/** The objects whose names begin so, in the order of their names, a page after the other as they are taken. */
export async function* listObjects(client: S3Client, prefix: string): AsyncGenerator<S3Object> {
  let after: Record<string, string> = {};
  for (;;) {
    const query = { 'list-type': '2', prefix, ...after };
    const page = await client.ask({ method: 'GET', name: '', query });
    for (const one of elements(page, 'Contents')) {
      const storedAt = new Date(element(one, 'LastModified'));
      yield { name: element(one, 'Key'), storedAt, sizeBytes: Number(element(one, 'Size')) };
    }
    const next = element(page, 'NextContinuationToken');
    if (element(page, 'IsTruncated') !== 'true' || next === '') return;
    after = { 'continuation-token': next };
  }
}

/** The uploads in parts that were begun for names that begin so. */
export async function* listUploads(client: S3Client, prefix: string): AsyncGenerator<S3Upload> {
  let after: Record<string, string> = {};
  for (;;) {
    const page = await client.ask({ method: 'GET', name: '', query: { uploads: '', prefix, ...after } });
    for (const one of elements(page, 'Upload')) {
      const begunAt = new Date(element(one, 'Initiated'));
      yield { name: element(one, 'Key'), id: element(one, 'UploadId'), begunAt };
    }
    const key = element(page, 'NextKeyMarker');
    if (element(page, 'IsTruncated') !== 'true' || key === '') return;
    after = { 'key-marker': key, 'upload-id-marker': element(page, 'NextUploadIdMarker') };
  }
}

/** Breaks off what was begun; one that is not there any more is no error. */
export async function breakOff(client: S3Client, { name, id }: Pick<S3Upload, 'name' | 'id'>): Promise<void> {
  const answer = await client.send({ method: 'DELETE', name, query: { uploadId: id } });
  answer.resume();
}
