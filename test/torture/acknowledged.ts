/** A file as it was sent. */
export interface SentFile {
  readonly name: string;
  readonly sha256: string;
}

/** What was answered to be done, and so has to be found afterwards. */
export interface Acknowledged {
  /** By titles, each of which is used once: the complaint's number, and what came with it. */
  readonly filed: Map<string, { readonly id: number; readonly files: readonly SentFile[] }>;
  /** Texts of replies, each of which is used once. */
  readonly replies: Set<string>;
  /** Such as `complaint.claimed 5`. */
  readonly steps: Set<string>;
  requests: number;
  /** Answers by what was asked and the status; 0: none came. */
  readonly answers: Map<string, number>;
  /** What no answer may be. */
  readonly faults: string[];
}

export const nothingYet = (): Acknowledged => ({
  filed: new Map(),
  replies: new Set(),
  steps: new Set(),
  requests: 0,
  answers: new Map(),
  faults: [],
});
