import type { Changes, ComplaintEventName, FieldValue } from '../../../journal/events.ts';
import type { Person } from '../people.ts';
import { isRejection } from '../status-category.ts';
import type { Draft, Move, StatusHere, Telling } from './dossier.ts';

/** What an event tells. */
export interface Told {
  readonly name: ComplaintEventName;
  readonly details: Readonly<Record<string, unknown>> & { readonly changes?: Changes };
}

const OVER: ReadonlySet<string> = new Set(['resolved', 'closed']);
const named = ({ id, name }: StatusHere | Person): FieldValue => ({ id, name });

/** How a step is called, and its words where the event has none that fit. */
type Words = readonly [name: ComplaintEventName, told?: string | undefined];

function overWords({ from, to }: Move, { isRated }: Draft, isReporter: boolean): Words {
  if (isRejection(to)) return ['complaint.rejected'];
  if (to.category === 'resolved') return ['complaint.resolved'];
  if (!isReporter) return ['complaint.closed', 'closed it'];
  return isRated === true || OVER.has(from?.category ?? '')
    ? ['complaint.confirmed']
    : ['complaint.withdrawn'];
}

function openWords({ from, to }: Move, { assignee, by }: Draft, isReporter: boolean): Words {
  if (OVER.has(from?.category ?? '')) return ['complaint.reopened'];
  if (to.category === 'pending')
    return ['complaint.asked', isReporter ? `moved it to “${to.name}”` : undefined];
  if (from?.category === 'pending' && isReporter) return ['complaint.answered'];
  if (assignee !== undefined) return assignee.id === by?.id ? ['complaint.claimed'] : ['complaint.assigned'];
  if (to.code === 'assigned') return ['complaint.assigned', 'assigned it'];
  if (to.code === 'in_progress' && from?.id !== to.id) return ['complaint.started'];
  return ['complaint.edited', from?.id === to.id ? `kept it at “${to.name}”` : `moved it to “${to.name}”`];
}

function wordsOf(draft: Draft, move: Move, { reporter }: Telling): Words {
  const isReporter = draft.by?.id === reporter.id;
  const [name, told] = OVER.has(move.to.category)
    ? overWords(move, draft, isReporter)
    : openWords(move, draft, isReporter);
  if (draft.by === undefined)
    return [name, `moved it to “${move.to.name}”, and the old portal did not keep whose step that was`];
  if (draft.isDoubtful === true)
    return [
      name,
      `moved it to “${move.to.name}”: so the old portal says, though one of the staff must have done it`,
    ];
  // Names of one's own say more than the words of a step.
  return [name, told ?? (move.to.code === null ? `moved it to “${move.to.name}”` : undefined)];
}

/** What the event of a step tells. */
export function toldOf(draft: Draft, telling: Telling, reopened: number): Told {
  const { move, assignee, said, by } = draft;
  if (move === undefined) {
    const name = draft.rated !== undefined ? 'confirmed' : said?.isInternal === true ? 'noted' : 'remarked';
    return { name: `complaint.${name}`, details: draft.told === undefined ? {} : { told: draft.told } };
  }
  if (move.from === null) {
    const { reporter } = telling;
    const isFor = by !== undefined && by.id !== reporter.id ? { for: named(reporter) } : {};
    return {
      name: 'complaint.filed',
      details: { changes: { status: { from: null, to: named(move.to) } }, ...isFor },
    };
  }
  const [name, told] = wordsOf(draft, move, telling);
  const changes = {
    ...(move.from.id === move.to.id ? {} : { status: { from: named(move.from), to: named(move.to) } }),
    ...(assignee === undefined ? {} : { assignee: { from: null, to: named(assignee) } }),
  };
  return {
    name,
    details: {
      ...(Object.keys(changes).length > 0 ? { changes } : {}),
      ...(told === undefined ? {} : { told }),
      ...(name === 'complaint.reopened' ? { reopenCount: reopened } : {}),
      ...(draft.rated === undefined ? {} : { rating: draft.rated.rating }),
    },
  };
}
