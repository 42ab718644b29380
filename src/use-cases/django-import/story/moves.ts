import { textKey } from '../../../models/text.ts';
import { idIn, momentIn, textIn, type SourceRow } from '../clean.ts';
import { isClose, PARTS, type Dossier, type Draft, type Telling } from './dossier.ts';

const TABLE = PARTS.history;
/** One click wrote two rows within so many seconds. */
const TWIN_SECONDS = 10;

/** What the old portal wrote by itself. */
const BY_ITSELF = /^(complaint created|status changed|status updated)\.?$/i;

/** A row of the history, before its twins are dropped. */
interface Entry {
  readonly id: number;
  readonly fromId: number | undefined;
  readonly toId: number;
  readonly draft: Draft;
}

function entryOf(row: SourceRow, { statuses, people, createdAt, fates }: Telling): Entry | undefined {
  const [id, fromId, toId] = [
    idIn(row, 'id') ?? 0,
    idIn(row, 'previous_status_id'),
    idIn(row, 'new_status_id') ?? 0,
  ];
  const to = statuses.get(toId);
  if (to === undefined) {
    fates.skipped(TABLE, id, 'its status does not exist');
    return undefined;
  }
  const from = fromId === undefined ? null : (statuses.get(fromId) ?? null);
  const note = textIn(row, 'notes');
  const move = { from, to, note: BY_ITSELF.test(note) ? '' : note };
  const by = people.get(idIn(row, 'changed_by_id') ?? 0);
  const draft = { at: momentIn(row, 'changed_at') ?? createdAt, by, move, sources: [{ table: TABLE, id }] };
  return { id, fromId, toId, draft };
}

/** Which of two rows says less: the one without a note, and of two without, the one under the reporter's name. */
function lesser(one: Entry, other: Entry, reporterId: number): Entry | undefined {
  const [a, b] = [one.draft.move?.note ?? '', other.draft.move?.note ?? ''];
  if (a !== '' && b !== '') return textKey(a) === textKey(b) ? other : undefined;
  if (a === '' && b === '') return one.draft.by?.id === reporterId ? one : other;
  return a === '' ? one : other;
}

function areTwins(one: Entry, other: Entry): boolean {
  return (
    one.fromId !== undefined &&
    one.fromId === other.fromId &&
    one.toId === other.toId &&
    isClose(one.draft.at, other.draft.at, TWIN_SECONDS)
  );
}

/** The changes of status in the order in which they happened; of twins the one that says more. */
export function movesOf({ history }: Dossier, telling: Telling): Draft[] {
  const entries = history
    .flatMap((row) => entryOf(row, telling) ?? [])
    .toSorted((a, b) => a.draft.at.getTime() - b.draft.at.getTime() || a.id - b.id);
  const kept: Entry[] = [];
  for (const entry of entries) {
    const last = kept.at(-1);
    const gone =
      last !== undefined && areTwins(last, entry) ? lesser(last, entry, telling.reporter.id) : undefined;
    if (last === undefined || gone === undefined) {
      kept.push(entry);
      continue;
    }
    const stays = gone === last ? entry : last;
    kept[kept.length - 1] = stays;
    // What another said before belongs to it as well.
    stays.draft.sources.push(...gone.draft.sources);
    for (const { id } of gone.draft.sources)
      telling.fates.merged(TABLE, id, 'a twin of the row beside it, which says who did it or why');
  }
  return kept.map(({ draft }) => draft);
}
