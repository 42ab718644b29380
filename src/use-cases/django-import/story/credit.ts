import { textKey } from '../../../models/text.ts';
import type { Person } from '../people.ts';
import { isRejection } from '../status-category.ts';
import { isClose, type Draft, type Move, type Telling } from './dossier.ts';

/** What was said with a step was written within so many seconds. */
export const WITH_SECONDS = 5;

const UNSOLVED: ReadonlySet<string> = new Set(['new', 'open', 'pending']);

/** Whether a reporter could do that in the old portal: close, reopen, and answer. */
function isReporters({ from, to }: Move): boolean {
  if (from === null) return true;
  if (to.category === 'closed') return !isRejection(to);
  if (!UNSOLVED.has(to.category)) return false;
  return !UNSOLVED.has(from.category) || (from.category === 'pending' && to.category !== 'pending');
}

/** Whether somebody who may have done it is named at all; the old portal named the reporter where it knew nobody. */
export function isUncredited({ by }: Draft, { reporter }: Telling): boolean {
  return by === undefined || (by.id === reporter.id && !reporter.isStaff);
}

/** What was said by staff in the same moment shows who did it. */
export function creditByRemarks(moves: readonly Draft[], said: readonly Draft[], telling: Telling): void {
  for (const move of moves) {
    if (move.move === undefined || move.move.from === null || !isUncredited(move, telling)) continue;
    const witness = said.find(
      ({ at, by }) =>
        by?.isStaff === true && by.id !== telling.reporter.id && isClose(at, move.at, WITH_SECONDS),
    );
    if (witness !== undefined) move.by = witness.by;
  }
}

/** Marks what the reporter is said to have done and cannot have done. */
export function markDoubtful(moves: readonly Draft[], telling: Telling): void {
  for (const draft of moves) {
    if (draft.move === undefined || isReporters(draft.move)) continue;
    const { reporter } = telling;
    if (draft.by?.id === reporter.id && !reporter.isStaff) draft.isDoubtful = true;
  }
}

const ASSIGNED = /^(?:complaint )?(?:(self-assigned) by|assigned to) (.+?)(?: by (.+))?\.?$/i;

/** Whom a text of the old portal says a complaint was given to; undefined where it says no such thing. */
export function assigneeIn(text: string, telling: Telling): Person | undefined {
  const match = ASSIGNED.exec(text);
  return match === null ? undefined : (telling.byName.get(textKey(match[2] ?? '')) ?? undefined);
}
