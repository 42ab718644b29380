/** What those did who look after the portal, and its jobs. */
export interface UpkeepDetails {
  /** Events from before a moment were cut; a seal says which. */
  'journal.pruned': { readonly before: string; readonly events: number };
  /** A backup of everything was made, of so many bytes; files that rows tell of were not there, or not as they were stored. */
  'backup.made': { readonly sizeBytes: number; readonly missingFiles: number; readonly damagedFiles: number };
  /** Everything was put here from a backup; what stands before it in the journal happened where that was made. */
  'backup.restored': { readonly madeAt: string; readonly id: string };
  /** What is written is written with another SECRET_KEY from now on; keys are told by names that say nothing of them. */
  'secret_key.changed': { readonly from: string; readonly to: string };
  /** Stored secrets were encrypted anew with the present key: of what, and how many. */
  'secret_key.applied': { readonly what: string; readonly rows: number };
  /** Nothing goes by a former key any more; `lost`: something may, and nobody has it. */
  'secret_key.retired': { readonly key: string; readonly lost?: true };
  /** For how long what of closed complaints is kept; the change has the years, null for good. */
  'retention.changed': { readonly rule: string; readonly from: number | null; readonly to: number | null };
  /** What a rule removed of which complaints. */
  'retention.applied': {
    readonly rule: string;
    readonly complaints: readonly number[];
    readonly files?: number;
    readonly bytes?: number;
  };
  /** A job that waited or was given up was let run at once. */
  'job.restarted': { readonly kind: string };
}
