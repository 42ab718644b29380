import { z } from 'zod';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { readLater } from '../complaints/conversation/event-rows.ts';
import { detailsOf, INTERNAL_EVENTS, inWords } from '../complaints/conversation/tell-event.ts';
import { requireComplaint } from '../complaints/require-complaint.ts';
import { parseInput } from '../parse-input.ts';
import { rowIdOr, wholeNumber } from '../whole-number.ts';
import { readPresences, type PresentPerson } from './presences.ts';

/** Most events that are told one by one. */
const MOST = 20;

/** Which complaint, and what its page has already. */
export const newsInput = z.object({
  complaintId: rowIdOr('There is no such complaint.'),
  /** The newest event that the page shows. */
  since: wholeNumber('This is no event.', 0),
  /** False: only what the reporter is told. */
  withNotes: z.boolean(),
});

/** One thing that somebody else did meanwhile. */
export interface NewsEvent {
  readonly id: number;
  /** Such as `Vikram assigned it to Ravi`. */
  readonly text: string;
  readonly at: Date;
  readonly isInternal: boolean;
}

/** What an open page of a complaint is told. */
export interface ComplaintNews {
  /** What others did, the oldest first. */
  readonly events: readonly NewsEvent[];
  /** Others who have it open; nobody for those who see only their own complaints. */
  readonly present: readonly Omit<PresentPerson, 'id'>[];
}

/**
 * What happened to a complaint since its page was made, and who else has it open.
 *
 * @throws NotFoundError when there is none, or it is not theirs to know any more.
 */
export async function getComplaintNews(actor: Person, input: unknown): Promise<ComplaintNews> {
  const { complaintId, since, withNotes } = parseInput(newsInput, input);
  await requireComplaint(actor, complaintId);
  const readsNotes = withNotes && complaintPolicy.may(actor, 'readNotes');
  const events = await readLater(complaintId, readsNotes, since, MOST);
  const seesOthers = complaintPolicy.may(actor, 'readAll');
  const present = seesOthers ? ((await readPresences([complaintId])).get(complaintId) ?? []) : [];
  return {
    events: events
      .filter(({ by }) => by?.id !== actor.id)
      .map((event) => ({
        id: event.id,
        text: `${event.by?.name ?? 'The portal'} ${inWords(event.name, detailsOf(event))}`,
        at: event.at,
        isInternal: INTERNAL_EVENTS.has(event.name),
      })),
    present: present.filter(({ id }) => id !== actor.id).map(({ name, isWriting }) => ({ name, isWriting })),
  };
}
