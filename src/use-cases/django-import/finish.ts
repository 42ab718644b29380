import { unassignAllStranded } from '../complaints/steps/unassign-stranded.ts';
import { sealEvents } from '../journal/seal-events.ts';
import { forgetDjangoRounds } from '../people/django-rounds.ts';
import { countAllAnew } from '../reports/counting/follow-complaints.ts';
import { applyTargetsToAll } from '../targets/apply-targets.ts';
import type { ImportRun } from './import-run.ts';

/**
 * Does what jobs would do in the hours after an import, so that all is right when it ends: open work with people who can do it, what is due when, the daily
 * figures, the seals. Broken off, the jobs do it.
 */
export async function finishImport({ progress }: ImportRun): Promise<void> {
  forgetDjangoRounds();
  const parts = [
    ['open work', () => unassignAllStranded()],
    ['what is due when', () => applyTargetsToAll()],
    ['daily figures', () => countAllAnew()],
    ['seals', () => sealEvents()],
  ] as const;
  for (const [index, [what, work]] of parts.entries()) {
    progress(what, index, parts.length);
    await work();
  }
  progress('all', parts.length, parts.length);
}
