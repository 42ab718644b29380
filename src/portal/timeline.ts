import type { EventView, RemarkView } from '../use-cases/complaints/conversation/conversation-parts.ts';

/** Something that somebody said. */
export interface Said {
  readonly kind: 'said';
  readonly at: Date;
  readonly remark: RemarkView;
  /** The words that told how the problem was solved, why it was rejected, or what IT asked. */
  readonly role: 'solution' | 'rejection' | 'question' | 'remark';
}

/** Something that happened, in words that go on where the person's name ends. */
export interface Happened {
  readonly kind: 'happened';
  readonly at: Date;
  /** Null: the portal itself. */
  readonly who: string | null;
  readonly what: string;
  /** The status that it led to. */
  readonly status: EventView['status'];
  /** Long texts that it replaced. */
  readonly replaced: EventView['replaced'];
}

/** A rating of a solution. */
export interface Rated {
  readonly kind: 'rated';
  readonly at: Date;
  readonly feedback: NonNullable<EventView['feedback']>;
}

export type TimelineEntry = Said | Happened | Rated;

const ROLES: Readonly<Partial<Record<EventView['name'], Said['role']>>> = {
  'complaint.resolved': 'solution',
  'complaint.rejected': 'rejection',
  'complaint.asked': 'question',
};
/** Events that are their words and nothing else. */
const WORDS_ALONE = new Set<EventView['name']>(['complaint.remarked', 'complaint.noted']);

function entriesOf({ name, at, by, what, status, remark, feedback, replaced }: EventView): TimelineEntry[] {
  const said: Said[] = remark === null ? [] : [{ kind: 'said', at, remark, role: ROLES[name] ?? 'remark' }];
  if (WORDS_ALONE.has(name)) return said;
  const rated: Rated[] = feedback === null ? [] : [{ kind: 'rated', at, feedback }];
  return [...said, ...rated, { kind: 'happened', at, who: by?.name ?? null, what, status, replaced }];
}

/** All that was said and done, in the order in which it happened; of one step the words before what they led to. */
export function timeline(events: readonly EventView[]): TimelineEntry[] {
  return events.flatMap(entriesOf);
}
