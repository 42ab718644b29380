import { storageAt, type StorageSettings } from '../../storage/storage-at.ts';
import { moveStorage, type Moved } from './move-storage.ts';

export type { Moved } from './move-storage.ts';

/** A place as settings name it. */
type Place = 'folder' | NonNullable<StorageSettings['bucket']>;

/**
 * Copies every stored content from one place to another, as settings name them.
 *
 * @throws ConflictError, StorageError.
 */
export async function moveFiles(
  dataDir: string,
  places: { readonly from: Place; readonly to: Place },
  how: Parameters<typeof moveStorage>[1],
): Promise<Moved> {
  const at = (place: Place) => storageAt({ dataDir, bucket: place === 'folder' ? undefined : place });
  return moveStorage({ from: at(places.from), to: at(places.to) }, how);
}
