import { Attachment } from '../../models/attachment.ts';
import { FaqPicture } from '../../models/faq-picture.ts';
import { StagedFile } from '../../models/staged-file.ts';

/** What the rows say of these contents, as far as one does: the hash that each had when it came in. */
export async function storedHashes(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ofKeys = { attributes: ['storageKey', 'sha256'], where: { storageKey: [...keys] }, raw: true };
  const rows = [
    ...(await StagedFile.findAll(ofKeys)),
    ...(await FaqPicture.findAll(ofKeys)),
    ...(await Attachment.findAll(ofKeys)),
  ];
  return new Map(rows.map(({ storageKey, sha256 }) => [storageKey, sha256]));
}
