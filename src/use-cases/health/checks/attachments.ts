import { Op } from 'sequelize';
import { selectOnce } from '../../../database/select.ts';
import { presentMoment } from '../../../database/present-moment.ts';
import { HOUR_MS } from '../../../durations.ts';
import { Attachment } from '../../../models/attachment.ts';
import { storage, type Listed } from '../../../storage/storage.ts';
import { knownAmong } from '../../attachments/remove-orphan-files.ts';
import type { Check, Finding } from '../check.ts';
import { counted } from '../../../counted.ts';

/** Rows that are looked at, of the newest and of others, and files. */
const SAMPLE = 25;
const FILES = 200;
/** Files without a row are moved aside once they are an hour old, by a job of each hour. */
const ORPHAN_MS = 3 * HOUR_MS;

type Kept = Pick<Attachment, 'id' | 'storageKey' | 'sizeBytes'>;

/** The newest ones, and as many from somewhere in the middle. */
async function sampleRows(): Promise<Kept[]> {
  const attributes = ['id', 'storageKey', 'sizeBytes'];
  const newest = await Attachment.findAll({ attributes, order: [['id', 'DESC']], limit: SAMPLE, raw: true });
  const somewhere = Math.floor(Math.random() * (newest[0]?.id ?? 0));
  const where = { id: { [Op.gt]: somewhere } };
  const others = await Attachment.findAll({ attributes, where, order: ['id'], limit: SAMPLE, raw: true });
  return [...new Map([...newest, ...others].map((row) => [row.id, row])).values()];
}

async function isMissing({ storageKey, sizeBytes }: Kept): Promise<boolean> {
  try {
    const content = await storage().open(storageKey, { start: 0, end: 0 }, sizeBytes);
    content.destroy();
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

async function aboutRows(signal: AbortSignal): Promise<Finding> {
  const rows = await sampleRows();
  let missing = 0;
  for (const row of rows) {
    signal.throwIfAborted();
    if (await isMissing(row)) missing += 1;
  }
  if (missing === 0)
    return { level: 'ok', text: `Of ${counted(rows.length, 'attachment')} looked at, none lacks its file.` };
  return {
    level: 'problem',
    text: `Of ${counted(rows.length, 'attachment')} looked at, ${missing} have no whole file.`,
    advice: 'Bring the files back from the backup that belongs to this database.',
  };
}

async function sampleFiles(unread: Set<string>): Promise<Listed[]> {
  const old: Listed[] = [];
  const border = presentMoment().getTime() - ORPHAN_MS;
  let seen = 0;
  for await (const file of storage().list((name) => unread.add(name))) {
    if (file.storedAt.getTime() < border) old.push(file);
    seen += 1;
    if (seen >= FILES) break;
  }
  return old;
}

/** What nobody can read is neither served nor swept. */
function aboutUnread(unread: ReadonlySet<string>): readonly Finding[] {
  const [first] = unread;
  if (first === undefined) return [];
  const more = unread.size > 1 ? ` and ${unread.size - 1} more` : '';
  return [
    {
      level: 'problem',
      text: `Where attachments are kept, ${first}${more} cannot be read.`,
      advice: 'Give it to the account that the portal runs with; the log of the job that sweeps says why.',
    },
  ];
}

async function aboutFiles(): Promise<readonly Finding[]> {
  const unread = new Set<string>();
  const files = await sampleFiles(unread);
  const known = await knownAmong(files.map(({ key }) => key));
  const lost = files.filter(({ key }) => !known.has(key)).length;
  const unreadable = aboutUnread(unread);
  if (lost === 0) return unreadable;
  const text = `Of ${counted(files.length, 'file')} looked at, ${lost} belong to nothing.`;
  return [
    ...unreadable,
    { level: 'warning', text, advice: 'The job that removes such files tells in its log why it does not.' },
  ];
}

async function aboutOwner(): Promise<readonly Finding[]> {
  const [own] = await selectOnce<{ name: string }>('SELECT name FROM installation WHERE id = 1');
  const owner = await storage().owner();
  if (own === undefined || owner === undefined || own.name === owner) return [];
  return [
    {
      level: 'problem',
      text: 'The stored files are those of another database.',
      advice: 'Start the portal with the DATA_DIR or STORAGE_URL that belongs to its database.',
    },
  ];
}

/** Whether stored files and the rows that tell of them belong together, as far as a sample shows. */
export const attachmentsCheck: Check = {
  name: 'attachments',
  label: 'Attachments',
  group: 'files',
  isDear: true,
  run: async (_settings, signal) => [
    await aboutRows(signal),
    ...(await aboutFiles()),
    ...(await aboutOwner()),
  ],
};
