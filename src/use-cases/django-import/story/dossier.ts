import type { StatusCategory } from '../../../models/status.ts';
import type { SourceRow } from '../clean.ts';
import type { Person } from '../people.ts';

/** The tables that belong to complaints, and the column by which. */
export const PARTS = {
  history: 'complaints_statushistory',
  remarks: 'complaints_remark',
  userRemarks: 'complaints_complaintremark',
  closings: 'complaints_complaintclosing',
  ratings: 'complaints_complaintfeedback',
  feedback: 'feedback_feedback',
  files: 'complaints_fileattachment',
} as const;
export type Part = keyof typeof PARTS;

/** A complaint of the old portal with all that belongs to it. */
export interface Dossier extends Readonly<Record<Part, readonly SourceRow[]>> {
  readonly id: number;
  readonly row: SourceRow;
}

/** A status as it is here. */
export interface StatusHere {
  readonly id: number;
  readonly name: string;
  readonly category: StatusCategory;
  readonly code: string | null;
}

/** What becomes of a complaint's rows that are no steps of their own. */
export interface Fates {
  merged(table: string, id: number, why: string): void;
  skipped(table: string, id: number, why: string): void;
}

/** What the story of a complaint is told by. */
export interface Telling {
  /** Whoever reported it. */
  readonly reporter: Person;
  /** By their numbers in the old portal. */
  readonly people: ReadonlyMap<number, Person>;
  readonly statuses: ReadonlyMap<number, StatusHere>;
  /** The status in which it is. */
  readonly present: StatusHere;
  /** Statuses by what the steps call them. */
  readonly byCode: ReadonlyMap<string, StatusHere>;
  /** People by the names that notes call them. */
  readonly byName: ReadonlyMap<string, Person | null>;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly fates: Fates;
}

/** A row of the old portal. */
export interface SourceKey {
  readonly table: string;
  readonly id: number;
}

/** Something that somebody said. */
export interface Said {
  readonly text: string;
  readonly isInternal: boolean;
  readonly author: Person | undefined;
  /** The row of complaints_remark that it is, which keeps its number. */
  readonly remarkId?: number;
}

/** A change of status. */
export interface Move {
  readonly from: StatusHere | null;
  readonly to: StatusHere;
  readonly note: string;
}

/** One thing that happened, while it is found out what belongs to it. */
export interface Draft {
  at: Date;
  by: Person | undefined;
  move?: Move;
  said?: Said;
  rated?: { readonly rating: number; readonly comment: string; readonly of: Draft };
  assignee?: Person;
  /** Somebody rated it, so that it was a solution. */
  isRated?: true;
  /** The old portal names the reporter, who cannot have done it. */
  isDoubtful?: true;
  /** Words that no event has of its own. */
  told?: string;
  readonly sources: SourceKey[];
}

/** Whether two moments are so close that one click made both. */
export function isClose(one: Date, other: Date, seconds: number): boolean {
  return Math.abs(one.getTime() - other.getTime()) <= seconds * 1000;
}
