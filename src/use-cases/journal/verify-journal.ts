import { col, fn, literal, Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { isSealWhole, readEventIds, readEvents } from '../../journal/chain.ts';
import type { StoredEvent } from '../../journal/mark.ts';
import { Job } from '../../models/job.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import type { EventSeal } from '../../models/event-seal.ts';
import type { Actor } from '../../policies/actor.ts';
import { journalPolicy } from '../../policies/journal.ts';
import { authorize } from '../../policies/policy.ts';
import { readHead } from './append-seal.ts';
import { Problems, type JournalProblem } from './journal-problem.ts';
import { isGenuine, SEALING, SETTLE_MS } from './seal-events.ts';
import { ChainWalk } from './walk-chain.ts';

/** Events that are read at once. */
const BATCH = 500;
/** Doubled events that are told one by one. */
const MOST_DOUBLED = 100;

/** How the journal was found. */
export interface Verification {
  readonly whole: boolean;
  /** Events that stand as they were sealed. */
  readonly events: number;
  /** Those of which a personal text was erased since. */
  readonly erased: number;
  /** Events that are too young to be sealed; as far as they go, they stand as they were written. */
  readonly waiting: number;
  readonly seals: number;
  /** The newest seal's hash, to be kept elsewhere; null where there is none. */
  readonly hash: string | null;
  readonly problemCount: number;
  /** The first 1000. */
  readonly problems: readonly JournalProblem[];
}

function checkHead(head: EventSeal | null, problems: Problems): void {
  if (head !== null && !isSealWhole(head)) {
    problems.add(
      'seal altered',
      0,
      'The end of the chain was altered, or the journal was sealed with another SECRET_KEY.',
    );
  }
}

/** What is wrong with an event that no seal has; undefined where its turn comes yet. */
function faultOf(
  event: StoredEvent,
  walk: ChainWalk,
  head: EventSeal | null,
): 'inserted' | 'altered' | undefined {
  // The database counts from one on.
  if (event.id < 1) return 'inserted';
  if (!isGenuine(event, head)) return event.mark === null ? 'inserted' : 'altered';
  return walk.cut.has(event.id) || event.id <= walk.closed ? 'inserted' : undefined;
}

async function checkUnsealed(walk: ChainWalk, head: EventSeal | null, problems: Problems): Promise<number> {
  let waiting = 0;
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const ids = await readEventIds(after, Number.MAX_SAFE_INTEGER);
    const last = ids.at(-1);
    if (last === undefined) return waiting;
    after = last;
    const unsealed = ids.filter((id) => !walk.sealed.has(id) && !walk.isUnproven(id));
    for (let from = 0; from < unsealed.length; from += BATCH) {
      for (const event of await readEvents({ id: unsealed.slice(from, from + BATCH) })) {
        const fault = faultOf(event, walk, head);
        if (fault === undefined) waiting += 1;
        else problems.add(`event ${fault}`, event.id, `Event ${event.id} (${event.name}) was ${fault}.`);
      }
    }
  }
}

/** Where the job was done that seals, what it found then has a seal. */
async function checkSealed(head: EventSeal | null, problems: Problems): Promise<void> {
  const where = { kind: SEALING, state: 'done' as const };
  const endedAt = head === null ? await Job.max<Date | null, Job>('endedAt', { where }) : null;
  if (endedAt === null) return;
  const settled = new Date(new Date(endedAt).getTime() - SETTLE_MS);
  const found = await JournalEvent.count({ where: { createdAt: { [Op.lt]: settled } } });
  if (found > 0)
    problems.add('seal removed', null, 'The journal was sealed before, and no seal is there any more.');
}

/** An event that was copied whole proves itself; no two have the same mark. */
async function checkDoubled(problems: Problems): Promise<void> {
  const doubled = await JournalEvent.findAll({
    attributes: ['mark', [fn('MIN', col('id')), 'id']],
    group: 'mark',
    having: literal('COUNT(mark) > 1'),
    limit: MOST_DOUBLED,
    raw: true,
  });
  for (const { mark, id: first } of doubled) {
    const copies = await JournalEvent.findAll({
      attributes: ['id'],
      where: { mark },
      order: ['id'],
      raw: true,
    });
    for (const { id } of copies.slice(1)) {
      problems.add('event doubled', id, `Event ${id} is a copy of event ${first}.`);
    }
  }
}

/**
 * Proves the journal whole, or names what was altered, removed or inserted.
 *
 * @param expected the hash of some seal as it was kept elsewhere.
 */
export async function verifyJournal(actor: Actor, expected?: string): Promise<Verification> {
  authorize(journalPolicy, actor, 'verify');
  const problems = new Problems();
  // Before the seals, of which there may be more by the time that they are read.
  const head = await readHead();
  checkHead(head, problems);
  await checkSealed(head, problems);
  const walk = new ChainWalk(problems, head, presentMoment());
  await walk.walk();
  const waiting = await checkUnsealed(walk, head, problems);
  await checkDoubled(problems);
  if (expected !== undefined && !walk.hashes.has(expected.toLowerCase())) {
    problems.add('hash not found', null, 'No seal has the expected hash: seals were removed or made anew.');
  }
  return {
    whole: problems.count === 0,
    events: walk.proven,
    erased: walk.erased,
    waiting,
    seals: walk.seals,
    hash: (await readHead())?.members ?? null,
    problemCount: problems.count,
    problems: problems.named,
  };
}
