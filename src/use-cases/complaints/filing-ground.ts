import { database, isSqlite } from '../../database/connect.ts';
import { takeTurns } from '../../database/turns.ts';
import { boundList, readMoment, select, storedMoment } from '../../database/select.ts';
import { HOUR_MS } from '../../durations.ts';
import { ConflictError, ForbiddenError } from '../../errors.ts';
import { isHistory } from '../../journal/followers.ts';
import { anyRule } from '../assignment-rules/rule-for.ts';
import { NOT_ACTIVE } from '../people/hold-active.ts';
import { anyWebhook, noWebhookHears } from '../webhooks/webhook-follower.ts';
import { countKnown } from './search/search-dictionary.ts';

/** What filing has to know of the database. */
export interface FilingGround {
  /** The status of what is new. */
  readonly status: { readonly id: number; readonly name: string };
  /** Whether the type is there and may be chosen. */
  readonly hasType: boolean;
  /** The complaint that the same form made before. */
  readonly filedId: number | null;
  /** When the oldest of the most that its filer may file within an hour was filed, whoever for; null: there were fewer. */
  readonly oldest: Date | null;
  /** How many of its words somebody wrote before; of very many words none, which has them looked up. */
  readonly knownWords: number;
  /** Whether there are rules of assignment. */
  readonly hasRules: boolean;
}

/** For what the ground is asked. */
export interface FilingQuestion {
  /** Who files it, mostly the reporter. */
  readonly filerId: number;
  readonly reporterId: number;
  readonly typeId: number;
  readonly key: string | undefined;
  /** Most complaints that one person files within an hour; 0: no limit. */
  readonly mostPerHour: number;
  /** The numbers of the words that it will be found by. */
  readonly wordIds: readonly number[];
}

interface GroundRow {
  readonly isActive: number;
  /** Null where there is nobody. */
  readonly isReporterActive: number | null;
  readonly statusId: number | null;
  readonly statusName: string | null;
  readonly typeId: number | null;
  readonly filedId: number | null;
  readonly oldest: string | Date | null;
  readonly mayBeHeard: number;
  readonly hasRules: number;
  readonly knownWords: number;
}

/**
 * Of more words than this it is not asked how many are known: each connection keeps a statement for each length of a list
 * prepared, in the server's memory, too.
 */
const MOST_WORDS = 500;

/** Holds for every person, which no server knows before it has the row. */
const ONCE_HELD = 'u.is_active >= 0';
const STATUS = `FROM statuses WHERE code = 'open' AND ${ONCE_HELD}`;

/**
 * InnoDB lets a statement see what is committed when it first reads without locking. So whatever is asked within hangs on the
 * row that is locked: it is asked once the others are done, and locks nothing itself.
 */
function statement(mostPerHour: number, words: string): string {
  const isLimited = mostPerHour > 0;
  // A bound number is none that LIMIT takes.
  const oldest = `SELECT created_at FROM status_changes WHERE changed_by_id = u.id AND from_status_id IS NULL AND created_at > $since AND ${ONCE_HELD} ORDER BY created_at DESC LIMIT 1 OFFSET ${mostPerHour - 1}`;
  return [
    `SELECT u.is_active AS isActive, (SELECT is_active FROM users WHERE id = $reporterId AND ${ONCE_HELD}) AS isReporterActive,`,
    `(SELECT id ${STATUS}) AS statusId, (SELECT name ${STATUS}) AS statusName,`,
    `(SELECT id FROM complaint_types WHERE id = $typeId AND is_active = 1 AND ${ONCE_HELD}) AS typeId,`,
    `(SELECT id FROM complaints WHERE reporter_id = $reporterId AND submission_key = $key AND ${ONCE_HELD}) AS filedId,`,
    `${isLimited ? `(${oldest})` : 'NULL'} AS oldest,`,
    `${anyWebhook(ONCE_HELD)} AS mayBeHeard, ${anyRule(ONCE_HELD)} AS hasRules,`,
    `(${countKnown(words, ONCE_HELD)}) AS knownWords`,
    `FROM users AS u WHERE u.id = $filerId${isSqlite() ? '' : isLimited ? ' FOR UPDATE' : ' LOCK IN SHARE MODE'}`,
  ].join(' ');
}

/**
 * A new complaint holds its reporter's row, as its foreign key asks for. Of two who file for each other at once neither may wait
 * for the row that the other holds, so both rows are taken in one order.
 */
async function holdBoth(filerId: number, reporterId: number): Promise<void> {
  if (isSqlite() || filerId === reporterId) return;
  await database().query(
    `SELECT id FROM users WHERE id IN (${filerId}, ${reporterId}) ORDER BY id FOR UPDATE`,
  );
}

/** Of what is told afterwards it does not matter who has left since. */
function requireActive({ isActive, isReporterActive }: GroundRow): void {
  if (isActive === 0) throw new ForbiddenError(NOT_ACTIVE);
  if (isReporterActive === 0)
    throw new ConflictError('Whoever it would be filed for was deactivated meanwhile.');
}

/**
 * Reads all of it in one statement, which keeps them from being deactivated or erased meanwhile. Where there is a limit it makes what the same person files at the same moment wait
 * until the transaction ends, so that what is read of their filings stays true; SQLite has one writer at a time.
 *
 * @throws ForbiddenError where who files it was deactivated or erased meanwhile; ConflictError where they are there no more, and
 *   for whose complaint it would be.
 */
export async function filingGround(question: FilingQuestion): Promise<FilingGround> {
  const { filerId, reporterId, typeId, key = null, mostPerHour, wordIds } = question;
  if (mostPerHour > 0) await takeTurns(`person:${filerId}`);
  await holdBoth(filerId, reporterId);
  const since = storedMoment(new Date(Date.now() - HOUR_MS));
  const words = boundList(wordIds.length > MOST_WORDS ? [] : wordIds);
  const bind = { ...words.bind, filerId, reporterId, typeId, key, since };
  const [row] = await select<GroundRow>(statement(mostPerHour, words.places), bind);
  if (row === undefined) throw new ConflictError('Whoever files it was deleted meanwhile.');
  if (row.isReporterActive === null)
    throw new ConflictError('Whoever it would be filed for was deleted meanwhile.');
  if (!isHistory()) requireActive(row);
  const { statusId, statusName, filedId, oldest, knownWords } = row;
  if (statusId === null || statusName === null) throw new Error('the status of new complaints is missing');
  if (row.mayBeHeard === 0) noWebhookHears();
  return {
    status: { id: statusId, name: statusName },
    hasType: row.typeId !== null,
    filedId,
    oldest: oldest === null ? null : readMoment(oldest),
    knownWords,
    hasRules: row.hasRules === 1,
  };
}
