import { join } from 'node:path';
import { LocalDirectory } from './local-directory.ts';
import { S3Bucket } from './s3/bucket.ts';
import type { S3Place } from './s3/place.ts';
import type { Storage } from './storage.ts';

/** Where contents lie; a part of Config. */
export interface StorageSettings {
  readonly dataDir: string;
  /** Undefined: in a folder of `dataDir`. */
  readonly bucket?: S3Place | undefined;
}

/** The storage of these settings. */
export function storageAt({ dataDir, bucket }: StorageSettings): Storage {
  return bucket === undefined ? new LocalDirectory(join(dataDir, 'attachments')) : new S3Bucket(bucket);
}
