import type { Changes, ComplaintEventName } from '../../../journal/events.ts';
import { joinClosings } from './closings.ts';
import { completeMoves } from './complete.ts';
import { creditByRemarks, markDoubtful } from './credit.ts';
import type { Dossier, Draft, Telling } from './dossier.ts';
import { movesOf } from './moves.ts';
import { joinRatings } from './ratings.ts';
import { joinRemarks, notesAsRemarks, remarksOf } from './remarks.ts';
import { toldOf } from './told-steps.ts';

/** One step of a complaint's life, whole. */
export interface Step extends Draft {
  readonly name: ComplaintEventName;
  readonly details: Readonly<Record<string, unknown>> & { readonly changes?: Changes };
}

/** What happened to a complaint, and when it was over. */
export interface Story {
  readonly steps: readonly Step[];
  readonly reopened: number;
  /** When staff first said something that its reporter reads. */
  readonly firstReply: Date | null;
}

const OVER: ReadonlySet<string> = new Set(['resolved', 'closed']);

const isReopening = ({ move }: Draft): boolean =>
  move?.from !== null && move !== undefined && OVER.has(move.from.category) && !OVER.has(move.to.category);

function firstReply(steps: readonly Draft[], { reporter }: Telling): Date | null {
  const reply = steps.find(
    ({ said }) => said?.isInternal === false && said.author !== undefined && said.author.id !== reporter.id,
  );
  return reply?.at ?? null;
}

/** In the order of time; what happened in the same moment stays as it was found, the filing first. */
function inOrder(drafts: readonly Draft[]): Draft[] {
  const [filing, ...others] = drafts;
  if (filing === undefined) return [];
  for (const draft of others) if (draft.at < filing.at) draft.at = filing.at;
  return [filing, ...others.toSorted((a, b) => a.at.getTime() - b.at.getTime())];
}

/** Finds out what happened to a complaint, step by step, and who took each, of all that the old portal kept of it. */
export function storyOf(dossier: Dossier, telling: Telling): Story {
  const moves = movesOf(dossier, telling);
  const remarks = remarksOf(dossier, telling);
  creditByRemarks(moves, remarks, telling);
  const atClosing = joinClosings(dossier, moves, telling);
  const replies = joinRemarks(moves, remarks, telling);
  notesAsRemarks(moves, telling);
  const complete = completeMoves(moves, telling);
  markDoubtful(complete, telling);
  const rated = joinRatings(dossier, complete, telling);
  const drafts = inOrder([...complete, ...atClosing, ...replies, ...rated]);
  let reopened = 0;
  const steps = drafts.map((draft): Step => {
    if (isReopening(draft)) reopened += 1;
    return Object.assign(draft, toldOf(draft, telling, reopened));
  });
  return { steps, reopened, firstReply: firstReply(steps, telling) };
}
