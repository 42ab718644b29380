import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS } from '../../../durations.ts';
import { hasJournalKey, journalKeys } from '../../../journal/key.ts';
import { presentEnd } from '../../../journal/mark.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import { UsedKey } from '../../../models/used-key.ts';
import { MISSING_KEY, unknownAmong } from '../../keys/take-key.ts';
import type { Check, Finding } from '../check.ts';

const ROTATE = 'Run: npm run portal -- rotate-key';
/** Events that are looked at, the newest. */
const NEWEST = 200;
/** For how long links in mails hold, and with them the former key. */
const LINKS_MS = 180 * DAY_MS;

const ok = (text: string): Finding => ({ level: 'ok', text });

/** Whether something was written with a former key after nothing went by it any more. */
async function isWrittenWithFormer(retiredAt: Date): Promise<boolean> {
  const newest = (await JournalEvent.max<number | null, JournalEvent>('id')) ?? 0;
  const where = { id: { [Op.gt]: newest - NEWEST }, createdAt: { [Op.gt]: retiredAt } };
  return (await JournalEvent.count({ where: { ...where, mark: { [Op.notLike]: `%${presentEnd()}` } } })) > 0;
}

async function aboutRetired(used: readonly UsedKey[]): Promise<Finding> {
  const retired = used.flatMap(({ retiredAt }) => retiredAt ?? []).toSorted((a, b) => +b - +a);
  const [latest] = retired;
  if (latest === undefined) return ok('There was one secret key ever.');
  if (await isWrittenWithFormer(latest)) {
    const text = 'A process writes with a former secret key.';
    return { level: 'problem', text, advice: `Start every process with the present SECRET_KEY. ${ROTATE}` };
  }
  const former = journalKeys.all.length - 1;
  if (former === 0) return ok('Everything goes by the present secret key.');
  const text = 'Everything goes by the present secret key; a former one is known for mails from before.';
  if (presentMoment().getTime() - latest.getTime() < LINKS_MS) return ok(text);
  const advice =
    'Take SECRET_KEY_PREVIOUS away, or on the embedded database run: npm run portal -- rotate-key --forget-previous';
  return { level: 'warning', text, advice };
}

/** Whether everything can be read and proven by the keys that are known here, and a former one is still needed. */
export const secretKeyCheck: Check = {
  name: 'secret-key',
  label: 'Secret key',
  group: 'data',
  async run() {
    if (!hasJournalKey())
      return { level: 'problem', text: 'There is no secret key.', advice: 'Set SECRET_KEY.' };
    const used = await UsedKey.findAll({ order: ['since'] });
    if (unknownAmong(used).length > 0)
      return { level: 'problem', text: 'A secret key is missing.', advice: MISSING_KEY };
    const { id: present } = journalKeys.present;
    const inUse = used.filter(({ keyId, retiredAt }) => retiredAt === null && keyId !== present);
    if (inUse.length === 0) return aboutRetired(used);
    const text = 'The secret key was changed, and something goes by a former one still.';
    return { level: 'warning', text, advice: ROTATE };
  },
};
