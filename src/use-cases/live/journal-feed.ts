import { select } from '../../database/select.ts';
import { presentMoment } from '../../database/present-moment.ts';
import { log } from '../../log.ts';
import { changedLists, forgetLists } from './changed-lists.ts';
import { keepPresences, readPresences, type PresentPerson } from './presences.ts';

/** How often the journal is looked at while anybody listens, in milliseconds. */
const POLL_MS = 2000;
/** How often pages that are open are kept, in polls. */
const KEEP_EVERY = 5;
/** An event may be seen so much later than one with a higher number, in milliseconds: its transaction took longer. */
const LATE_MS = 10_000;
/** So many events may have been in the making at once. */
const LATE = 100;
/** Most events of one poll. */
const MOST = 1000;

/** Somebody's page that hears when something happened. */
export interface Listener {
  /** The complaint that is open; undefined: any. */
  readonly complaintId: number | undefined;
  /** Whose list of news is listened to, and to nothing else. */
  readonly personId?: number | undefined;
  /** What the page calls itself where it is kept as open. */
  readonly page?: string | undefined;
  /** Says that there is something to ask for. */
  readonly signal: () => void;
  /** Says that nothing more will come: the process ends. */
  readonly end: () => void;
}

const listeners = new Set<Listener>();
/** The newest event at each poll of the last seconds, the earliest poll first. */
let newest: { readonly at: number; readonly id: number }[] = [];
/** Events that were looked at and that came after the first of those. */
let seen = new Set<number>();
let lookedPresent = new Map<number, string>();
let beginning: Promise<number> = Promise.resolve(0);
let timer: NodeJS.Timeout | undefined;
let polls = 0;

async function newestEvent(): Promise<number> {
  const [row] = await select<{ id: number | null }>('SELECT MAX(id) AS id FROM events', {});
  return row?.id ?? 0;
}

/** The event up to which none can appear any more: whatever was in the making when it was the newest is done by now. */
async function settledEvent(): Promise<number> {
  const now = presentMoment().getTime();
  if (newest.length === 0) newest.push({ at: now, id: Math.max((await beginning) - LATE, 0) });
  newest.push({ at: now, id: await newestEvent() });
  newest = newest.filter((_, index) => (newest[index + 1]?.at ?? now) > now - LATE_MS);
  return newest[0]?.id ?? 0;
}

/** The complaints to which something happened since the last poll. */
async function happened(): Promise<Set<number>> {
  const from = await settledEvent();
  const rows = await select<{ id: number; complaintId: number }>(
    `SELECT id, complaint_id AS complaintId FROM events
    WHERE id > $from AND complaint_id IS NOT NULL ORDER BY id LIMIT ${MOST}`,
    { from },
  );
  const news = rows.filter(({ id }) => !seen.has(id));
  seen = new Set(rows.map(({ id }) => id));
  return new Set(news.map(({ complaintId }) => complaintId));
}

const looksOf = (people: readonly PresentPerson[] = []) =>
  people.map(({ id, isWriting }) => `${id}${isWriting ? 'w' : ''}`).join(',');

/** The open complaints of which others have the page open now, or write, than at the last poll. */
async function changedPresent(): Promise<Set<number>> {
  const ids = [...new Set([...listeners].flatMap(({ complaintId }) => complaintId ?? []))];
  const present = await readPresences(ids);
  const looks = new Map(ids.map((id) => [id, looksOf(present.get(id))]));
  const changed = ids.filter((id) => looks.get(id) !== (lookedPresent.get(id) ?? ''));
  lookedPresent = looks;
  return new Set(changed);
}

async function poll(): Promise<void> {
  const touched = await happened();
  const changed = await changedPresent();
  const isBell = ({ personId }: Listener) => personId !== undefined;
  const lists = [...listeners].some(isBell) ? await changedLists() : new Set<number>();
  const isConcerned = ({ personId, complaintId }: Listener): boolean => {
    if (personId !== undefined) return lists.has(personId);
    return complaintId === undefined
      ? touched.size > 0
      : touched.has(complaintId) || changed.has(complaintId);
  };
  for (const listener of listeners) if (isConcerned(listener)) listener.signal();
  polls += 1;
  if (polls % KEEP_EVERY === 0) await keepPresences([...listeners].flatMap(({ page }) => page ?? []));
}

/** One look at the journal for all of this process, again and again while anybody listens. */
function next(): void {
  timer = setTimeout(() => {
    poll()
      .catch((error: unknown) => log.warn({ err: error }, 'what happened could not be looked at'))
      .finally(() => (listeners.size > 0 ? next() : rest()));
  }, POLL_MS).unref();
}

function rest(): void {
  timer = undefined;
  newest = [];
  seen = new Set();
  lookedPresent = new Map();
  forgetLists();
}

/** Lets a page hear when something happens, from now on; what is returned ends that. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    beginning = newestEvent().catch(() => 0);
    next();
  }
  return () => void listeners.delete(listener);
}

/** Tells every page that this process ends. */
export function endLive(): void {
  for (const { end } of listeners) end();
  listeners.clear();
}
