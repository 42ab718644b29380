import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS } from '../../../durations.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import type { Check } from '../check.ts';
import { spanInWords } from '../words.ts';

/** How old the newest backup may be, in milliseconds, before it is told, and before it is a problem. */
const OLD_MS = 2 * DAY_MS;
const TOO_OLD_MS = 7 * DAY_MS;

const ADVICE = 'Back up the database and DATA_DIR each day; the README says how.';

/** How old the newest backup is of which the journal tells. */
export const backupsCheck: Check = {
  name: 'backups',
  label: 'Backups',
  group: 'files',
  async run({ databaseUrl }) {
    const newest = await JournalEvent.findOne({
      attributes: ['createdAt'],
      where: { name: 'backup.made' },
      order: [['id', 'DESC']],
      raw: true,
    });
    if (newest === null) {
      const text = 'The journal tells of no backup.';
      return databaseUrl === undefined ? { level: 'ok', text } : { level: 'warning', text, advice: ADVICE };
    }
    const age = presentMoment().getTime() - new Date(newest.createdAt).getTime();
    const text = `The newest backup is ${spanInWords(age)} old.`;
    if (age < OLD_MS) return { level: 'ok', text };
    return { level: age < TOO_OLD_MS ? 'warning' : 'problem', text, advice: ADVICE };
  },
};
