/** A report that is kept, as the page gets it. */
export interface SavedReport {
  readonly id: number;
  readonly name: string;
  readonly search: string;
  readonly format: string;
  readonly every: string;
  /** When it is made next; null: when somebody asks. */
  readonly nextAt: string | null;
  readonly recipientIds: readonly number[];
  readonly version: number;
}

/** One time that a report was made. */
export interface ReportRun {
  readonly id: number;
  readonly name: string;
  readonly format: string;
  readonly state: string;
  /** From 0 to 100. */
  readonly progress: number;
  readonly reason: string;
  readonly hasFile: boolean;
  readonly createdAt: string;
}

/** What is kept, what was made of it, and who can be sent a report. */
export interface Saved {
  readonly reports: readonly SavedReport[];
  readonly runs: readonly ReportRun[];
  readonly people: readonly { readonly id: number; readonly name: string }[];
}
