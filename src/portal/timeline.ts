import type {
  FeedbackView,
  RemarkView,
  StatusChangeView,
} from '../use-cases/complaints/conversation-parts.ts';
import type { Conversation } from '../use-cases/complaints/get-conversation.ts';
import type { PersonName } from '../use-cases/complaints/queue-row.ts';

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
  readonly status: Pick<StatusChangeView, 'to' | 'category'> | undefined;
}

/** A rating of a solution. */
export interface Rated {
  readonly kind: 'rated';
  readonly at: Date;
  readonly feedback: FeedbackView;
}

export type TimelineEntry = Said | Happened | Rated;

const ROLES: Readonly<Partial<Record<StatusChangeView['category'], Said['role']>>> = {
  resolved: 'solution',
  closed: 'rejection',
  pending: 'question',
};

interface Trace {
  readonly createdAt: Date;
  readonly by?: PersonName | null;
  readonly author?: PersonName | null;
}

/** What one step left has the same moment and the same person. */
function keyOf({ createdAt, by, author }: Trace): string {
  return `${createdAt.getTime()} ${(by ?? author)?.id ?? ''}`;
}

function byStep<Row extends Trace>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function happenings({ statusChanges, changes }: Conversation): Happened[] {
  const moved = byStep(statusChanges);
  const told = byStep(changes);
  const steps = changes.map((change) => {
    const status = arrived(moved.get(keyOf(change)));
    const { createdAt: at, by, what } = change;
    return { kind: 'happened' as const, at, who: by?.name ?? null, what, status };
  });
  const others = statusChanges
    .filter((change) => !told.has(keyOf(change)))
    .map((change) => ({
      kind: 'happened' as const,
      at: change.createdAt,
      who: change.by?.name ?? null,
      what: change.from === null ? 'filed this complaint' : 'changed the status',
      status: arrived(change),
    }));
  return [...steps, ...others];
}

/** A status that was left for the same one is no news. */
function arrived(change: StatusChangeView | undefined): StatusChangeView | undefined {
  return change?.from === change?.to ? undefined : change;
}

function words({ remarks, statusChanges, changes }: Conversation): Said[] {
  const moved = byStep(statusChanges);
  const moments = new Set(changes.map(({ createdAt }) => createdAt.getTime()));
  return remarks
    .filter(({ author, createdAt }) => author !== null || !moments.has(createdAt.getTime()))
    .map((remark) => {
      const led = arrived(moved.get(keyOf(remark)));
      const role = (led !== undefined && ROLES[led.category]) || 'remark';
      return { kind: 'said', at: remark.createdAt, remark, role };
    });
}

const ORDER = { said: 0, rated: 1, happened: 2 } as const;

/** All that was said and done, the oldest first; of one step the words before what they led to. */
export function timeline(conversation: Conversation): TimelineEntry[] {
  const rated = conversation.feedback.map((feedback) => ({
    kind: 'rated' as const,
    at: feedback.createdAt,
    feedback,
  }));
  return [...words(conversation), ...rated, ...happenings(conversation)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || ORDER[a.kind] - ORDER[b.kind],
  );
}
