import { UnavailableError } from '../../errors.ts';
import { log } from '../../log.ts';
import { Attachment } from '../../models/attachment.ts';
import { FaqPicture } from '../../models/faq-picture.ts';
import { StagedFile } from '../../models/staged-file.ts';
import { storage } from '../../storage/storage.ts';
import { GoneFile, ReceivedFile, RefusedFile } from './received-file.ts';

async function removeUnattached(files: readonly ReceivedFile[]): Promise<void> {
  const keys = files.map(({ key }) => key);
  // In this order: a row moves from the first table to one of the others, and must not be missed on its way.
  const ofKeys = { attributes: ['storageKey'], where: { storageKey: keys }, raw: true };
  const staged = await StagedFile.findAll(ofKeys);
  const rows = [...(await Attachment.findAll(ofKeys)), ...(await FaqPicture.findAll(ofKeys))];
  const kept = new Set([...rows, ...staged].map(({ storageKey }) => storageKey));
  for (const key of keys) if (!kept.has(key)) await storage().remove(key);
}

/**
 * Removes received files that nothing refers to. What cannot be removed is left to the sweep: it is no reason to say
 * that what was done was not.
 */
export async function discardFiles(files: readonly ReceivedFile[]): Promise<void> {
  const here = files.filter((file) => !(file instanceof GoneFile));
  if (here.length === 0) return;
  try {
    await removeUnattached(here);
  } catch (error) {
    log.error({ err: error }, 'received files could not be removed');
  }
}

/** @throws UnavailableError when a file could not be taken in, though there is nothing wrong with it. */
function refuseFaults(files: readonly unknown[]): void {
  const faults = files.filter((file) => file instanceof RefusedFile && file.isFault) as RefusedFile[];
  const reasons = [...new Set(faults.map(({ reason }) => reason))].join(' ');
  if (reasons !== '') throw new UnavailableError(reasons, { attachments: reasons });
}

/** What was sent as `attachments`, whatever it is. */
function filesIn(input: unknown): readonly unknown[] {
  const sent = typeof input === 'object' && input !== null && 'attachments' in input ? input.attachments : [];
  return Array.isArray(sent) ? sent : [];
}

/**
 * Runs `work`, which attaches the received files of the input or fails; those that it did not attach are removed afterwards. They
 * are stored before it begins, so that no row is ever without its file.
 *
 * @throws UnavailableError when one of them could not be stored.
 */
export async function keepingFiles<T>(input: unknown, work: () => Promise<T>): Promise<T> {
  const sent = filesIn(input);
  const received = sent.filter((file) => file instanceof ReceivedFile);
  try {
    refuseFaults(sent);
    return await work();
  } finally {
    await discardFiles(received);
  }
}
