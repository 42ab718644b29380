import { textKey } from '../../../models/text.ts';
import { flagIn, idIn, momentIn, textIn, type SourceRow } from '../clean.ts';
import { isUncredited } from './credit.ts';
import { isClose, PARTS, type Dossier, type Draft, type StatusHere, type Telling } from './dossier.ts';
import { saidBy } from './remarks.ts';

const TABLE = PARTS.closings;
/** Between the click that closed a complaint and its last row. */
const CLOSING_SECONDS = 60;
const OVER: ReadonlySet<string> = new Set(['resolved', 'closed']);

const isOver = (draft: Draft): boolean => OVER.has(draft.move?.to.category ?? '');

/** The step by which a complaint was over at that moment; without one, the last such step before anybody said so. */
function overAt(moves: readonly Draft[], at: Date, categories: readonly string[]): Draft | undefined {
  const fitting = moves.filter(({ move }) => categories.includes(move?.to.category ?? ''));
  return fitting.find((draft) => isClose(draft.at, at, CLOSING_SECONDS));
}

function synthesized(moves: readonly Draft[], to: StatusHere, at: Date, by: Draft['by']): Draft {
  const from = moves.findLast((draft) => draft.at <= at)?.move?.to ?? null;
  return { at, by, move: { from, to, note: '' }, sources: [] };
}

/** What staff said when they resolved it. */
function staffPart(row: SourceRow, moves: Draft[], telling: Telling): Draft[] {
  const by = telling.people.get(idIn(row, 'closed_by_staff_id') ?? 0);
  const at = momentIn(row, 'staff_closed_at') ?? telling.changedAt;
  const text = textIn(row, 'staff_closing_remark');
  let home = overAt(moves, at, ['resolved', 'closed']);
  const resolved = telling.byCode.get('resolved');
  const isUntold = !moves.some(isOver) && OVER.has(telling.present.category) && resolved !== undefined;
  if (home === undefined && isUntold) {
    const to = telling.present.category === 'resolved' ? telling.present : resolved;
    home = synthesized(moves, to, at, by);
    moves.push(home);
  }
  if (home !== undefined && by !== undefined && isUncredited(home, telling)) home.by = by;
  if (textKey(text) === '') return [];
  if (home !== undefined && home.said === undefined && home.move?.note === '') {
    home.said = saidBy(text, by);
    return [];
  }
  return [{ at, by, said: saidBy(text, by), sources: [] }];
}

/** What the reporter said to that. */
function reporterPart(row: SourceRow, moves: Draft[], telling: Telling): Draft[] {
  const { reporter, present } = telling;
  const at = momentIn(row, 'user_closed_at');
  const text = textIn(row, 'user_closing_remark');
  const isClosedNow = present.category === 'closed' && flagIn(row, 'user_satisfied', false);
  let home = at === undefined ? undefined : overAt(moves, at, ['closed']);
  if (
    home === undefined &&
    at !== undefined &&
    isClosedNow &&
    !moves.some(({ move }) => move?.to.id === present.id)
  ) {
    home = synthesized(moves, present, at, reporter);
    moves.push(home);
  }
  if (textKey(text) === '') return [];
  if (home !== undefined && home.said === undefined && home.by?.id === reporter.id) {
    home.said = saidBy(text, reporter);
    return [];
  }
  const when = at ?? momentIn(row, 'staff_closed_at') ?? telling.changedAt;
  return [{ at: when, by: reporter, said: saidBy(text, reporter), sources: [] }];
}

/**
 * Puts what was said at the closing to the steps that closed the complaint, and shows who took them.
 *
 * @param moves gets the steps that only this table knows.
 * @returns what was said apart from a step.
 */
export function joinClosings({ closings }: Dossier, moves: Draft[], telling: Telling): Draft[] {
  return closings.flatMap((row) => {
    const source = { table: TABLE, id: idIn(row, 'id') ?? 0 };
    const before = new Set(moves);
    const apart = [...staffPart(row, moves, telling), ...reporterPart(row, moves, telling)];
    const made = [...apart, ...moves.filter((draft) => !before.has(draft))];
    const home = made[0] ?? moves.findLast(isOver) ?? moves.at(-1);
    if (home === undefined) telling.fates.skipped(TABLE, source.id, 'it says nothing');
    else for (const draft of made.length > 0 ? made : [home]) draft.sources.push(source);
    return apart;
  });
}
