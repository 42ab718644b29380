import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { InvalidInputError } from '../../errors.ts';
import { membersOf, type Member } from '../../journal/chain.ts';
import { record } from '../../journal/record.ts';
import { Complaint } from '../../models/complaint.ts';
import { EventSeal } from '../../models/event-seal.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import type { Actor } from '../../policies/actor.ts';
import { journalPolicy } from '../../policies/journal.ts';
import { authorize } from '../../policies/policy.ts';
import { appendSeal, readHead, type NewSeal } from './append-seal.ts';
import { sealEvents } from './seal-events.ts';

/** How often somebody else may be quicker before this gives up. */
const ATTEMPTS = 20;

/** What was cut. */
export interface Pruned {
  readonly events: number;
  /** Seals that say what was cut. */
  readonly seals: number;
}

/** Which of these may go: they are old enough, and no complaint tells its story by them. */
async function prunableOf(members: readonly Member[], before: Date): Promise<Member[]> {
  const rows = await JournalEvent.findAll({
    attributes: ['id', 'complaintId'],
    where: { id: members.map(([id]) => id), createdAt: { [Op.lt]: before } },
    raw: true,
  });
  const named = rows.flatMap(({ complaintId }) => complaintId ?? []);
  const complaints = await Complaint.findAll({ attributes: ['id'], where: { id: named }, raw: true });
  const standing = new Set(complaints.map(({ id }) => id));
  const old = new Set(rows.filter(({ complaintId }) => !standing.has(complaintId ?? 0)).map(({ id }) => id));
  return members.filter(([id]) => old.has(id));
}

async function cut(actor: Actor, members: readonly Member[], before: Date): Promise<NewSeal> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const head = await readHead();
    const made = await appendSeal({ kind: 'cut', members }, head, presentMoment(), async () => {
      const gone = await JournalEvent.destroy({ where: { id: members.map(([id]) => id) } });
      if (gone !== members.length) throw new Error('Somebody else cuts the journal at the same time.');
      const details = { before: before.toISOString(), events: gone };
      await record({ name: 'journal.pruned', by: actor, subjectId: null, details });
    });
    if (made !== undefined) return made;
  }
  throw new Error('Others seal the journal all the time; try again.');
}

/**
 * Cuts what happened before a moment, but for what belongs to complaints that stand, seal by seal, so that it can be
 * broken off anywhere; a seal says of each what was cut.
 *
 * @throws InvalidInputError for a moment to come.
 */
export async function pruneJournal(actor: Actor, before: Date, signal?: AbortSignal): Promise<Pruned> {
  authorize(journalPolicy, actor, 'prune');
  if (before.getTime() > presentMoment().getTime()) {
    throw new InvalidInputError({ before: 'The date must not lie in the future.' });
  }
  await sealEvents(signal);
  const last = (await readHead())?.eventCount ?? 0;
  let [events, seals] = [0, 0];
  for (let sequence = 1; sequence <= last; sequence += 1) {
    signal?.throwIfAborted();
    const seal = await EventSeal.findOne({ where: { sequence, kind: 'events' } });
    const members = await prunableOf(seal === null ? [] : (membersOf(seal) ?? []), before);
    if (members.length === 0) continue;
    await cut(actor, members, before);
    events += members.length;
    seals += 1;
  }
  return { events, seals };
}
