import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS } from '../../../durations.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import { brokenOffDrills, brokenOffIn } from '../../backup/broken-off.ts';
import { newestSize } from '../../backup/scheduled/archives-in.ts';
import type { Check, Finding } from '../check.ts';
import { diskSpace } from '../disk-space.ts';
import { counted } from '../../../counted.ts';
import { sizeInWords, spanInWords } from '../words.ts';

/** How old the newest backup may be, in milliseconds, before it is told, and before it is a problem. */
const OLD_MS = 2 * DAY_MS;
const TOO_OLD_MS = 7 * DAY_MS;
/** How much room there should be for the next one, of the size of the newest. */
const ROOM = 1.2;

const ADVICE = 'Set BACKUP_DIR, or run each day: npm run portal -- backup FILE';
const LIST = { resource: 'jobs', filters: { kind: 'backups.make' } };

/** What to do where backups are not made: by the clock, or by whoever looks after the portal. */
function advised(isByClock: boolean): Pick<Finding, 'advice' | 'list'> {
  if (!isByClock) return { advice: ADVICE };
  return {
    advice: 'The job that makes backups does not run or fails: look at the list of jobs.',
    list: LIST,
  };
}

async function aboutAge(isByClock: boolean, isEmbedded: boolean): Promise<readonly Finding[]> {
  const newest = await JournalEvent.findOne({
    attributes: ['createdAt', 'details'],
    where: { name: 'backup.made' },
    order: [['id', 'DESC']],
    raw: true,
  });
  if (newest === null) {
    const text = 'The journal tells of no backup.';
    if (isEmbedded && !isByClock) return [{ level: 'ok', text }];
    return [{ level: 'warning', text, ...advised(isByClock) }];
  }
  const age = presentMoment().getTime() - new Date(newest.createdAt).getTime();
  const text = `The newest backup is ${spanInWords(age)} old.`;
  const whole = aboutFiles(newest.details);
  if (age < OLD_MS) return [{ level: 'ok', text }, ...whole];
  return [{ level: age < TOO_OLD_MS ? 'warning' : 'problem', text, ...advised(isByClock) }, ...whole];
}

/** What the newest backup tells of attachments that were not as they should be. */
function aboutFiles(details: string): readonly Finding[] {
  const told = JSON.parse(details) as { readonly missingFiles?: number; readonly damagedFiles?: number };
  const lost = (told.missingFiles ?? 0) + (told.damagedFiles ?? 0);
  if (lost === 0) return [];
  const text = `It lacks ${counted(lost, 'attachment')}, or has another content than was stored.`;
  return [
    { level: 'warning', text, advice: 'Bring their files back from an older backup, if one has them.' },
  ];
}

async function aboutRoom(folder: string): Promise<readonly Finding[]> {
  const size = await newestSize(folder);
  if (size === undefined) return [];
  const { free } = await diskSpace(folder);
  if (free > size * ROOM) return [];
  const text = `Where backups are kept ${sizeInWords(free)} are free, and the newest has ${sizeInWords(size)}.`;
  return [{ level: 'warning', text, advice: 'Make room there, or keep fewer: BACKUP_KEEP.' }];
}

/** What killed processes left for good, unless somebody removes it. */
async function aboutBrokenOff(folder: string): Promise<readonly Finding[]> {
  const { names, bytes } = await brokenOffIn(folder);
  if (names.length === 0) return [];
  const text = `Where backups are kept ${names.length === 1 ? 'lies' : 'lie'} ${counted(names.length, 'backup')} that ${names.length === 1 ? 'was' : 'were'} broken off (${sizeInWords(bytes)}).`;
  return [{ level: 'warning', text, advice: 'Remove what ends in .part there, and the lists beside it.' }];
}

async function aboutDrills(dataDir: string): Promise<readonly Finding[]> {
  const { names } = await brokenOffDrills(dataDir);
  if (names.length === 0) return [];
  const text = 'A drill that was broken off left a copy of the data in DATA_DIR, not encrypted.';
  return [{ level: 'warning', text, advice: 'Remove its folder drill-…, as the next drill does.' }];
}

/** How old the newest backup is of which the journal tells, and whether there is room for the next. */
export const backupsCheck: Check = {
  name: 'backups',
  label: 'Backups',
  group: 'files',
  run: async ({ databaseUrl, backupDir, dataDir }) => [
    ...(await aboutAge(backupDir !== undefined, databaseUrl === undefined)),
    ...(backupDir === undefined
      ? []
      : [...(await aboutRoom(backupDir)), ...(await aboutBrokenOff(backupDir))]),
    ...(await aboutDrills(dataDir)),
  ],
};
