import { textKey } from '../../../models/text.ts';
import { flagIn, idIn, momentIn, textIn, type SourceRow } from '../clean.ts';
import type { Person } from '../people.ts';
import { assigneeIn, WITH_SECONDS } from './credit.ts';
import {
  isClose,
  PARTS,
  type Dossier,
  type Draft,
  type Said,
  type SourceKey,
  type Telling,
} from './dossier.ts';

interface Columns {
  readonly table: string;
  readonly author: string;
  readonly text: string;
  readonly keepsNumber: boolean;
}

const REMARK: Columns = { table: PARTS.remarks, author: 'user_id', text: 'text', keepsNumber: true };
const USER_REMARK: Columns = {
  table: PARTS.userRemarks,
  author: 'created_by_id',
  text: 'remark',
  keepsNumber: false,
};

function draftOf(row: SourceRow, columns: Columns, { people, createdAt, fates }: Telling): Draft | undefined {
  const { table, keepsNumber } = columns;
  const [id, text] = [idIn(row, 'id') ?? 0, textIn(row, columns.text)];
  if (textKey(text) === '') {
    fates.skipped(table, id, 'it is empty');
    return undefined;
  }
  const author = people.get(idIn(row, columns.author) ?? 0);
  const said = {
    text,
    author,
    isInternal: flagIn(row, 'is_internal_note', false),
    ...(keepsNumber ? { remarkId: id } : {}),
  };
  return { at: momentIn(row, 'created_at') ?? createdAt, by: author, said, sources: [{ table, id }] };
}

/** What was said, of both tables. */
export function remarksOf({ remarks, userRemarks }: Dossier, telling: Telling): Draft[] {
  return [
    ...remarks.flatMap((row) => draftOf(row, REMARK, telling) ?? []),
    ...userRemarks.flatMap((row) => draftOf(row, USER_REMARK, telling) ?? []),
  ];
}

/** Whether the old portal wrote the remark itself, and the step says as much. */
function takesOver(move: Draft, { said, by }: Draft, telling: Telling): boolean {
  const to = said?.isInternal === true ? assigneeIn(said.text, telling) : undefined;
  if (to === undefined || move.move?.to.code !== 'assigned' || move.by?.id !== by?.id) return false;
  move.assignee = to;
  return true;
}

function fits(move: Draft, { at, by, said }: Draft): boolean {
  const note = textKey(move.move?.note ?? '');
  const isSame = note === '' || note === textKey(said?.text ?? '');
  return (
    move.said === undefined &&
    by !== undefined &&
    by.id === move.by?.id &&
    isSame &&
    isClose(at, move.at, WITH_SECONDS)
  );
}

/** Puts what was said with a step to the step; the rest stays as it is. */
export function joinRemarks(moves: readonly Draft[], said: readonly Draft[], telling: Telling): Draft[] {
  return said.filter((remark) => {
    const near = moves.filter(({ at, move }) => move?.from !== null && isClose(at, remark.at, WITH_SECONDS));
    const over = near.find((move) => takesOver(move, remark, telling));
    const home = over ?? near.find((move) => fits(move, remark));
    if (home === undefined) return true;
    home.sources.push(...remark.sources);
    if (over === undefined && remark.said !== undefined) home.said = remark.said;
    else tellOver(remark.sources, telling);
    return false;
  });
}

function tellOver(sources: readonly SourceKey[], { fates }: Telling): void {
  for (const { table, id } of sources)
    fates.merged(table, id, 'the old portal wrote it itself; the step says the same');
}

/** What the notes of the history say beyond the steps themselves. */
export function notesAsRemarks(moves: readonly Draft[], telling: Telling): void {
  for (const draft of moves) {
    const note = draft.move?.note ?? '';
    if (note === '' || draft.said !== undefined) continue;
    const to = assigneeIn(note, telling);
    if (to !== undefined) draft.assignee = to;
    else draft.said = { text: note, isInternal: false, author: draft.by };
  }
}

/** Somebody as the author of words. */
export function saidBy(text: string, author: Person | undefined): Said {
  return { text, author, isInternal: false };
}
