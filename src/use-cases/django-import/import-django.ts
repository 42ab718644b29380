import { doneFrom, presentSurroundings } from '../../journal/surroundings.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { setupGroups } from '../groups/setup-groups.ts';
import { recordCommand } from '../journal/record-command.ts';
import { groundOf } from './complaints/ground.ts';
import { moveComplaints } from './complaints/move-complaints.ts';
import { accountForOrphans } from './complaints/orphan-rows.ts';
import { finishImport } from './finish.ts';
import { importSourceOf } from './import-source.ts';
import { ImportRun, type Progress } from './import-run.ts';
import { beginImport, endImport } from './imported-rows.ts';
import type { ImportMap } from './map-file.ts';
import { requireMedia } from './media.ts';
import { moveFaqs } from './move-faqs.ts';
import { movePeople } from './move-people.ts';
import { accountForOthers } from './other-tables.ts';
import { moveReference } from './reference.ts';
import { reportOf, type DjangoReport } from './report.ts';
import { openSource, type SourceAddress } from './source.ts';

/** What is moved, and how. */
export interface DjangoImport {
  readonly address: SourceAddress;
  /** The folder of the old portal's files; undefined: they are left out. */
  readonly media?: string | undefined;
  readonly map: ImportMap;
  readonly dryRun: boolean;
  /** That another old portal than before is meant, whose people and complaints come to those that are here. */
  readonly another?: boolean;
  readonly progress: Progress;
}

/** Returns the tables that are none of the old portal's own. */
async function move(run: ImportRun): Promise<string[]> {
  const reference = await moveReference(run);
  const of = (table: string) => reference.get(table) ?? new Map<number, number>();
  const people = await movePeople(run, of('core_department'), of('auth_group'));
  await moveFaqs(run, people, of('faq_faqcategory'));
  await accountForOrphans(run);
  await moveComplaints(await groundOf(run, people, reference));
  const unread = await accountForOthers(run);
  if (run.ledger.open.length > 0)
    throw new Error(`rows were not accounted for: ${run.ledger.open.join(', ')}`);
  return unread;
}

async function moveAndFinish(run: ImportRun): Promise<DjangoReport> {
  if (run.dryRun) return reportOf(run, await move(run));
  await setupGroups(run.by);
  const wasBroken = await beginImport(run.origin);
  const unread = await move(run);
  if (wasBroken || run.ledger.fresh > 0) await finishImport(run);
  const counts = run.ledger.tables.map(({ table, taken }) => ({ table, taken }));
  if (run.ledger.fresh > 0) await recordCommand(run.by, 'import-django', counts);
  await endImport();
  return reportOf(run, unread);
}

/**
 * Moves the old Django portal over: people with their passwords, complaints with their history, files and ratings, the
 * FAQ. A second run adds what is new; one that was broken off goes on where it was. Nobody is sent anything.
 *
 * @throws ForbiddenError; SourceError when the old portal cannot be read, or is another than before; InvalidInputError at `map`.
 */
export async function importDjango(actor: Actor, options: DjangoImport): Promise<DjangoReport> {
  for (const action of ['create', 'setSuperuser', 'assignGroups'] as const)
    authorize(userPolicy, actor, action);
  const { address, map, dryRun, progress, another = false } = options;
  const media = options.media === undefined ? undefined : await requireMedia(options.media);
  const source = await openSource(address);
  try {
    const origin = await importSourceOf(source, another);
    const run = new ImportRun({ by: actor, source, origin, map, media, dryRun, progress });
    return await doneFrom({ ...presentSurroundings(), origin: 'import' }, () => moveAndFinish(run));
  } finally {
    source.close();
  }
}
