/** What the tables held before the journal, and which rows of them one step wrote. */

/** What every table of the history has. */
export interface Row {
  readonly id: number;
  readonly complaint_id: number;
  readonly created_at: Date | string;
}
/** A row of `status_changes`. */
export interface StatusChange extends Row {
  readonly from_status_id: number | null;
  readonly to_status_id: number;
  readonly changed_by_id: number | null;
}
/** A row of `complaint_changes`. */
export interface Version extends Row {
  readonly changed_by_id: number | null;
  readonly what: string;
}
/** A row of `remarks`. */
export interface Remark extends Row {
  readonly author_id: number | null;
  readonly is_internal: boolean | number;
}
/** A row of `feedback`. */
export interface Feedback extends Row {
  readonly rating: number;
}
/** A row of `attachments`. */
export interface Attachment extends Row {
  readonly remark_id: number | null;
}
/** The complaint itself. */
export interface Filed {
  readonly id: number;
  readonly reporter_id: number;
  readonly created_at: Date | string;
  readonly reporter_seen_at: Date | string | null;
}
/** All that was written of one complaint, each table in the order of its ids. */
export interface History {
  readonly complaint: Filed;
  readonly moves: StatusChange[];
  readonly versions: readonly Version[];
  readonly remarks: Remark[];
  readonly feedback: Feedback[];
  readonly attachments: readonly Attachment[];
}
/** What one step wrote. */
export interface Step {
  readonly name: string;
  readonly at: number;
  readonly by: number | null;
  readonly told?: string;
  readonly move?: StatusChange | undefined;
  readonly remark?: Remark | undefined;
  readonly rated?: Feedback | undefined;
}
/** How people and statuses are called. */
export interface Names {
  readonly users: ReadonlyMap<number, string>;
  readonly statuses: ReadonlyMap<number, { readonly name: string; readonly category: string }>;
}

/** How the words of a version begin, the step that it was, and whose words came with it. */
const STEPS: readonly (readonly [RegExp, name: string, said?: 'person' | 'system'])[] = [
  [/^took the complaint$/, 'claimed', 'system'],
  [/^(assigned|handed) it /, 'assigned', 'system'],
  [/^took it back /, 'unassigned', 'system'],
  [/^started /, 'started'],
  [/^asked /, 'asked', 'person'],
  [/^answered$/, 'answered', 'person'],
  [/^resolved /, 'resolved', 'person'],
  [/^rejected /, 'rejected', 'person'],
  [/^confirmed /, 'confirmed'],
  [/^reopened /, 'reopened', 'person'],
  [/^closed /, 'closed'],
];
const BY_CATEGORY: Readonly<Record<string, string>> = {
  resolved: 'resolved',
  closed: 'closed',
  pending: 'asked',
  open: 'started',
};

/** Milliseconds since 1970; SQLite hands out text. */
export const timeOf = (value: Date | string): number => new Date(value).getTime();

/** The first that fits, which no later step can have. */
function take<Entry>(entries: Entry[], fits: (entry: Entry) => boolean): Entry | undefined {
  const index = entries.findIndex(fits);
  return index < 0 ? undefined : entries.splice(index, 1)[0];
}

function versionStep({ moves, remarks, feedback }: History, version: Version): Step {
  const at = timeOf(version.created_at);
  const by = version.changed_by_id;
  const [, name = 'edited', said] = STEPS.find(([words]) => words.test(version.what)) ?? [];
  const author = said === 'system' ? null : by;
  const isOf = (row: Row) => timeOf(row.created_at) === at;
  return {
    name,
    at,
    by,
    told: version.what,
    move: name === 'edited' ? undefined : take(moves, (row) => isOf(row) && row.changed_by_id === by),
    remark: said && take(remarks, (row) => isOf(row) && row.author_id === author && !Number(row.is_internal)),
    rated: name === 'confirmed' ? take(feedback, isOf) : undefined,
  };
}

/** The steps of one complaint in the order in which they were taken. */
export function stepsOf(history: History, { statuses }: Names): Step[] {
  const { complaint, moves, versions, remarks, feedback } = history;
  const first = take(moves, ({ from_status_id }) => from_status_id === null);
  const at = timeOf(first?.created_at ?? complaint.created_at);
  const filed = { name: 'filed', at, by: first?.changed_by_id ?? complaint.reporter_id, move: first };
  const steps = versions.map((version) => versionStep(history, version));
  const moved = moves.map((move) => ({
    name: BY_CATEGORY[statuses.get(move.to_status_id)?.category ?? ''] ?? 'edited',
    at: timeOf(move.created_at),
    by: move.changed_by_id,
    told: 'changed the status',
    move,
  }));
  const said = remarks.map((remark) => ({
    name: Number(remark.is_internal) ? 'noted' : 'remarked',
    at: timeOf(remark.created_at),
    by: remark.author_id,
    remark,
  }));
  const rated = feedback.map((row) => ({
    name: 'confirmed',
    at: timeOf(row.created_at),
    by: complaint.reporter_id,
    rated: row,
  }));
  return [filed, ...[...steps, ...moved, ...said, ...rated].toSorted((a, b) => a.at - b.at)];
}
