/** What those did who look after the portal, and its jobs. */
export interface UpkeepDetails {
  /** Events from before a moment were cut; a seal says which. */
  'journal.pruned': { readonly before: string; readonly events: number };
  /** A backup of everything was made, of so many bytes; files that rows tell of were not there, or not as they were stored. */
  'backup.made': { readonly sizeBytes: number; readonly missingFiles: number; readonly damagedFiles: number };
  /** Everything was put here from a backup; what stands before it in the journal happened where that was made. */
  'backup.restored': { readonly madeAt: string; readonly id: string };
  /** A job that waited or was given up was let run at once. */
  'job.restarted': { readonly kind: string };
}
