import { Op, UniqueConstraintError } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { UnavailableError } from '../../errors.ts';
import { isSealWhole, readEvents } from '../../journal/chain.ts';
import { hasJournalKey, journalKeys } from '../../journal/key.ts';
import { isMarkOf } from '../../journal/mark.ts';
import { record } from '../../journal/record.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { UsedKey } from '../../models/used-key.ts';
import { portal } from '../../policies/actor.ts';
import type { Author } from '../../journal/events.ts';
import { readHead } from '../journal/append-seal.ts';

/** Events of which one has to be of a known key, where no seal is there yet. */
const LOOKED_AT = 20;

/** What to do where a key is missing. */
export const MISSING_KEY =
  'Set SECRET_KEY to the one that it was written with (on the embedded database the file secret-key in DATA_DIR), or name that one by ' +
  'SECRET_KEY_PREVIOUS, and one that other processes use already by SECRET_KEY_NEXT. If it is lost for good: npm run portal -- rotate-key --give-up-lost';

/** Whether a journal from before keys were told apart is of a key that is known here; an empty one is anybody's. */
async function isJournalKnown(): Promise<boolean> {
  const head = await readHead();
  if (head !== null) return isSealWhole(head);
  const newest = (await JournalEvent.max<number | null, JournalEvent>('id')) ?? 0;
  const ids = Array.from({ length: LOOKED_AT }, (_, index) => newest - index);
  const marked = (await readEvents({ id: ids })).filter(({ mark }) => mark !== null);
  return marked.length === 0 || marked.some((event) => isMarkOf(event.mark ?? '', event));
}

/** Keys that something goes by and that are not known here. */
export function unknownAmong(used: readonly UsedKey[]): UsedKey[] {
  return used.filter(({ keyId, retiredAt }) => retiredAt === null && journalKeys.named(keyId) === undefined);
}

/** Whether it is this process that remembers the key: of several that start at the same moment, one. */
async function isRemembered(keyId: string, since: Date): Promise<boolean> {
  // One that is in use was taken since this process looked.
  const where = { keyId, retiredAt: { [Op.not]: null } };
  const [again] = await UsedKey.update({ retiredAt: null, since }, { where });
  if (again > 0) return true;
  try {
    await UsedKey.create({ keyId, since });
    return true;
  } catch (error) {
    // The statement alone failed: the transaction, which may be that of the first event, goes on.
    if (error instanceof UniqueConstraintError) return false;
    throw error;
  }
}

async function begin(by: Author, keyId: string, former: UsedKey | undefined): Promise<void> {
  await inTransaction(async () => {
    const isFirst = await isRemembered(keyId, presentMoment());
    if (!isFirst || former === undefined) return;
    const details = { from: former.keyId, to: keyId };
    await record({ name: 'secret_key.changed', by, subjectId: null, details });
  });
}

/**
 * The keys that were remembered.
 *
 * @throws UnavailableError where something of the database was written with a key that is not known here.
 */
export async function requireKnownKeys(): Promise<UsedKey[]> {
  const used = await UsedKey.findAll({ order: ['since'] });
  const [unknown] = unknownAmong(used);
  if (unknown === undefined && (used.length > 0 || (await isJournalKnown()))) return used;
  const which = unknown === undefined ? '' : ` (${unknown.keyId})`;
  throw new UnavailableError(
    `This database was written with a SECRET_KEY that is not known here${which}. ${MISSING_KEY}`,
  );
}

/**
 * Remembers that the database is written with the present SECRET_KEY from now on, before anything is.
 *
 * @param by in whose name: a process that starts does it by itself.
 * @throws UnavailableError where it, or a part of it, was written with a key that is not known here.
 */
export async function takeKey(by: Author = portal): Promise<void> {
  if (!hasJournalKey()) return;
  const used = await requireKnownKeys();
  const { id: present } = journalKeys.present;
  if (used.some(({ keyId, retiredAt }) => keyId === present && retiredAt === null)) return;
  await begin(
    by,
    present,
    used.findLast(({ retiredAt }) => retiredAt === null),
  );
}
