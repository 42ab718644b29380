import { literal, Op, type WhereOptions } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { erasedText, isErased } from '../../journal/mark.ts';
import { record } from '../../journal/record.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { portal } from '../../policies/actor.ts';
import { PERSONAL_FIELDS, type Names } from './names-of.ts';
import { withoutTexts, WRITTEN, type Path } from './without-texts.ts';

/** Events of one transaction: few, since on SQLite everybody else's writing waits for it. */
const BATCH = 200;
/** Events that are looked through at once for a name. */
const STRETCH = 20_000;

/** What people make for themselves, and call as they like. */
const OWN_THINGS: ReadonlySet<string> = new Set(['saved_view', 'saved_report', 'reply_template']);
const THING_FIELDS: ReadonlySet<string> = new Set(['name', 'text']);

/** Whose events they are, and what of them goes. */
export interface Erasing {
  readonly userId: number;
  readonly names: Names;
  readonly texts: 'keep' | 'erase';
}

/** Whether a text of an event tells of the person, by where it stands and beside what. */
function isTheirs(
  event: JournalEvent,
  { userId, names, texts }: Erasing,
  path: Path,
  parent: object,
): boolean {
  const [first = '', field = ''] = path;
  const isOfThem = event.subjectType === 'user' && event.subjectId === userId;
  if (isOfThem && (first === 'called' || (first === 'changes' && PERSONAL_FIELDS.has(field)))) return true;
  const isTheirThing =
    (event.subjectType === 'api_token' && names.tokenIds.has(event.subjectId ?? 0)) ||
    (event.actorId === userId && OWN_THINGS.has(event.subjectType));
  if (isTheirThing && (first === 'called' || (first === 'changes' && THING_FIELDS.has(field)))) return true;
  const isNamed = path.at(-1) === 'name' && 'id' in parent && parent.id === userId;
  if (isNamed && names.shown.has(String((parent as { name?: unknown }).name))) return true;
  if (first === 'changes' && field === 'contactNumber') return true;
  return texts === 'erase' && (WRITTEN.has(first) || (first === 'changes' && WRITTEN.has(field)));
}

async function eraseOne(event: JournalEvent, erasing: Erasing): Promise<boolean> {
  const isActor = event.actorId === erasing.userId;
  const { mark, actorName, address } = event;
  const after = {
    details: withoutTexts(event, (path, parent) => isTheirs(event, erasing, path, parent)),
    actorName: isActor && !isErased(actorName) ? erasedText(event, 'actorName', actorName) : actorName,
    address:
      isActor && address !== null && !isErased(address) ? erasedText(event, 'address', address) : address,
  };
  if (after.details === event.details && after.actorName === actorName && after.address === address)
    return false;
  const [changed] = await JournalEvent.update(after, { where: { id: event.id, mark } });
  // Its mark is of another key by now, and so have to be the digests of what is erased.
  return changed > 0 || eraseOne(await event.reload(), erasing);
}

async function eraseAmong(where: WhereOptions, erasing: Erasing, signal?: AbortSignal): Promise<void> {
  for (let afterId = 0; ;) {
    signal?.throwIfAborted();
    const events = await JournalEvent.findAll({
      where: { [Op.and]: [where, { id: { [Op.gt]: afterId } }] },
      order: [['id', 'ASC']],
      limit: BATCH,
    });
    const last = events.at(-1);
    if (last === undefined) return;
    await inTransaction(async () => {
      let count = 0;
      for (const event of events) if (await eraseOne(event, erasing)) count += 1;
      const details = { what: 'journal', rows: count };
      if (count > 0)
        await record({ name: 'user.traces_erased', by: portal, subjectId: erasing.userId, details });
    });
    afterId = last.id;
  }
}

const ofOwnComplaints = (userId: number): WhereOptions => ({
  complaintId: { [Op.in]: literal(`(SELECT id FROM complaints WHERE reporter_id = ${userId})`) },
});

/** Erases the person's name where events of others tell of them, and what they wrote and how they are reached in events of their complaints. */
export async function eraseInOthersEvents(erasing: Erasing, signal?: AbortSignal): Promise<void> {
  const { userId } = erasing;
  await eraseAmong(ofOwnComplaints(userId), erasing, signal);
  const highest = (await JournalEvent.max<number | null, JournalEvent>('id')) ?? 0;
  for (let from = 0; from < highest; from += STRETCH) {
    // No index finds what stands within the details: they are looked through in stretches.
    const stretch = { id: { [Op.gt]: from, [Op.lte]: from + STRETCH } };
    const named = { details: { [Op.like]: `%"id":${userId},"name":%` } };
    await eraseAmong({ [Op.and]: [stretch, named] }, erasing, signal);
  }
}

/** Erases who did it, from where, and how they were called in the events of the person; of these the names are known, so they are the last. */
export async function eraseInOwnEvents(erasing: Erasing, signal?: AbortSignal): Promise<void> {
  const { userId, names } = erasing;
  const tokens = { subjectType: 'api_token', subjectId: [...names.tokenIds] };
  if (names.tokenIds.size > 0) await eraseAmong(tokens, erasing, signal);
  await eraseAmong({ actorId: userId }, erasing, signal);
  await eraseAmong({ subjectType: 'user', subjectId: userId }, erasing, signal);
}
