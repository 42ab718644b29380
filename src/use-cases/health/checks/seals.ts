import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS, MINUTE_MS } from '../../../durations.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import { readHead } from '../../journal/append-seal.ts';
import type { Check, Finding } from '../check.ts';
import { spanInWords } from '../words.ts';

/** How long an event may go without a seal, in milliseconds: it gets one within a minute or two. */
const UNSEALED_MS = 15 * MINUTE_MS;
/** How long ago the journal may have been proven, in milliseconds. */
const VERIFIED_MS = 31 * DAY_MS;

const VERIFY = 'Run: npm run portal -- audit verify';
/** How the event of that command begins: its details are JSON with its keys in order. */
const VERIFIED = '{"command":"audit verify"%';

async function aboutSeals(now: Date): Promise<Finding> {
  const head = await readHead();
  const first = await JournalEvent.findOne({
    attributes: ['createdAt'],
    where: { id: { [Op.gt]: head?.lastEventId ?? 0 } },
    order: ['id'],
    raw: true,
  });
  const age = first === null ? 0 : now.getTime() - new Date(first.createdAt).getTime();
  if (age < UNSEALED_MS) return { level: 'ok', text: 'What happens is sealed within minutes.' };
  return {
    level: 'problem',
    text: `The oldest event without a seal is ${spanInWords(age)} old.`,
    advice: 'The job that seals does not run or fails: look at the list of jobs.',
    list: { resource: 'jobs', filters: { kind: 'journal.seal-events' } },
  };
}

async function aboutVerifying(now: Date, isEmbedded: boolean): Promise<Finding> {
  const last = await JournalEvent.findOne({
    attributes: ['createdAt', 'details'],
    where: { name: 'command.run', details: { [Op.like]: VERIFIED } },
    order: [['id', 'DESC']],
    raw: true,
  });
  if (last === null) {
    const text = 'The journal was never proven whole.';
    return isEmbedded ? { level: 'ok', text } : { level: 'warning', text, advice: VERIFY };
  }
  const age = now.getTime() - new Date(last.createdAt).getTime();
  if (last.details.includes('"whole":false')) {
    const text = `The journal was found not whole ${spanInWords(age)} ago.`;
    return { level: 'problem', text, advice: `${VERIFY}; it names what was altered.` };
  }
  const text = `It was proven whole ${spanInWords(age)} ago.`;
  return age < VERIFIED_MS ? { level: 'ok', text } : { level: 'warning', text, advice: VERIFY };
}

/** Whether the journal is sealed, and was proven lately. */
export const sealsCheck: Check = {
  name: 'seals',
  label: 'Seals of the journal',
  group: 'data',
  async run({ databaseUrl }) {
    const now = presentMoment();
    return [await aboutSeals(now), await aboutVerifying(now, databaseUrl === undefined)];
  },
};
