import { installationName } from '../../database/installation-name.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { log } from '../../log.ts';
import { Attachment } from '../../models/attachment.ts';
import { FaqPicture } from '../../models/faq-picture.ts';
import { ReportRun } from '../../models/report-run.ts';
import { StagedFile } from '../../models/staged-file.ts';
import { storage, type Listed, type Unreadable } from '../../storage/storage.ts';
import { DAY_MS } from '../../durations.ts';

/** A form that is still being sent has files without rows: for so long, in milliseconds. */
export const SPARED_MS = 3_600_000;
/** How long files are kept aside, where whoever misses them finds them. */
const QUARANTINE_MS = 30 * DAY_MS;
const BATCH = 500;

const FOREIGN =
  'The stored files seem to belong to another database, so none is removed. Start the portal with that database or ' +
  'with a DATA_DIR or STORAGE_URL of its own. If they do belong to this one, as after restoring a backup, write its name ' +
  'into the file attachments/installation in DATA_DIR, or into the object installation in the bucket.';

/** Which of these keys belong to a row. */
export async function knownAmong(keys: readonly string[]): Promise<ReadonlySet<string>> {
  const ofKeys = { attributes: ['storageKey'], where: { storageKey: [...keys] }, raw: true };
  // A row moves from the first table to one of the others, and must not be missed on its way.
  const staged = await StagedFile.findAll(ofKeys);
  const pictures = await FaqPicture.findAll(ofKeys);
  const rows = [
    ...staged,
    ...(await Attachment.findAll(ofKeys)),
    ...pictures,
    ...(await ReportRun.findAll(ofKeys)),
  ];
  return new Set(rows.flatMap(({ storageKey }) => storageKey ?? []));
}

/** What cannot be read is left where it is, and does not keep the rest from being looked at. */
const leaveUnread: Unreadable = (name, err) =>
  log.error({ name, err }, 'a stored file or folder cannot be read, and is left out');

/** Does one thing after another, also where one of them fails, and throws the first failure at the end. */
class Steps {
  #failure: { readonly error: unknown } | undefined;
  done = 0;

  async take(step: () => Promise<void>): Promise<void> {
    try {
      await step();
      this.done += 1;
    } catch (error) {
      this.#failure ??= { error };
    }
  }

  end(): number {
    if (this.#failure !== undefined) throw this.#failure.error;
    return this.done;
  }
}

async function* inBatches(files: AsyncIterable<Listed>, signal?: AbortSignal): AsyncGenerator<Listed[]> {
  let batch: Listed[] = [];
  for await (const file of files) {
    signal?.throwIfAborted();
    batch.push(file);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** True where nothing is stored yet, or something that this database knows. */
async function looksOwn(signal?: AbortSignal): Promise<boolean> {
  let isEmpty = true;
  for await (const batch of inBatches(storage().list(leaveUnread), signal)) {
    isEmpty = false;
    if ((await knownAmong(batch.map(({ key }) => key))).size > 0) return true;
  }
  return isEmpty;
}

/** Whether the stored files are this database's, as both remember. */
async function isOwn(signal?: AbortSignal): Promise<boolean> {
  const name = await installationName();
  const owner = await storage().owner();
  if (owner !== undefined) return owner === name;
  return (await looksOwn(signal)) && (await storage().claim(name)) === name;
}

async function setOrphansAside(now: Date, signal?: AbortSignal): Promise<number> {
  const steps = new Steps();
  for await (const batch of inBatches(storage().list(leaveUnread), signal)) {
    const old = batch.filter(({ storedAt }) => now.getTime() - storedAt.getTime() > SPARED_MS);
    const known = await knownAmong(old.map(({ key }) => key));
    for (const { key } of old.filter((file) => !known.has(file.key))) {
      signal?.throwIfAborted();
      await steps.take(() => storage().setAside(key, now));
    }
  }
  return steps.end();
}

/** What is known after all comes back; what nobody missed for long enough goes. */
async function clearQuarantine(now: Date, signal?: AbortSignal): Promise<number> {
  const steps = new Steps();
  for await (const batch of inBatches(storage().aside(leaveUnread), signal)) {
    const known = await knownAmong(batch.map(({ key }) => key));
    for (const { key, storedAt } of batch) {
      signal?.throwIfAborted();
      if (known.has(key)) await steps.take(() => storage().bringBack(key));
      else if (now.getTime() - storedAt.getTime() > QUARANTINE_MS)
        await steps.take(() => storage().remove(key));
    }
  }
  return steps.end();
}

/**
 * Moves aside what a killed process or a deleted complaint left in the storage: files without a row that are older
 * than an hour; after 30 days they are removed. Does nothing but say so where the files are another database's. Returns
 * how many files it moved or removed.
 *
 * @param signal ends it between two files.
 */
export async function removeOrphanFiles(now: Date = presentMoment(), signal?: AbortSignal): Promise<number> {
  if (!(await isOwn(signal))) {
    log.warn({ name: await installationName() }, FOREIGN);
    return 0;
  }
  return (await setOrphansAside(now, signal)) + (await clearQuarantine(now, signal));
}
