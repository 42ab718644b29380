import type { Draft, StatusHere, Telling } from './dossier.ts';

const byTime = (drafts: Draft[]): Draft[] => drafts.toSorted((a, b) => a.at.getTime() - b.at.getTime());

/** What a complaint was filed as, where the old portal did not keep it. */
function firstStatus(moves: readonly Draft[], { present, byCode }: Telling): StatusHere {
  const before = moves[0]?.move?.from;
  if (before !== null && before !== undefined) return before;
  return present.category === 'new' ? present : (byCode.get('open') ?? present);
}

/** The filing comes first, whatever the old portal kept of it. */
function withFiling(moves: readonly Draft[], telling: Telling): Draft[] {
  const { createdAt, reporter } = telling;
  const filing = moves.find(({ move }) => move?.from === null);
  const others = moves.filter((draft) => draft !== filing);
  const first: Draft = filing ?? {
    at: createdAt,
    by: reporter,
    move: { from: null, to: firstStatus(others, telling), note: '' },
    sources: [],
  };
  first.by ??= reporter;
  // Nothing happens to a complaint before there is one.
  if (others.some(({ at }) => at < first.at))
    first.at = new Date(Math.min(...others.map(({ at }) => at.getTime())));
  return [first, ...byTime(others)];
}

/** Each change leads on from the one before. */
function chained(moves: readonly Draft[]): void {
  let before: StatusHere | undefined;
  for (const draft of moves) {
    if (draft.move === undefined) continue;
    if (draft.move.from === null && before !== undefined) draft.move = { ...draft.move, from: before };
    before = draft.move.to;
  }
}

/** Adds what the old portal did not keep: how a complaint came into the status that it has. */
export function completeMoves(moves: readonly Draft[], telling: Telling): Draft[] {
  const all = withFiling(moves, telling);
  chained(all);
  const last = all.at(-1);
  const { present, changedAt } = telling;
  if (last?.move !== undefined && last.move.to.id !== present.id) {
    const at = changedAt > last.at ? changedAt : last.at;
    all.push({ at, by: undefined, move: { from: last.move.to, to: present, note: '' }, sources: [] });
  }
  return all;
}
