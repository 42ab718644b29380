import { inTransaction } from '../../../database/transaction.ts';
import { asHistory } from '../../../journal/followers.ts';
import { discardFiles } from '../../attachments/keeping-files.ts';
import type { ReceivedFile } from '../../attachments/received-file.ts';
import { indexOfNew, learnWordsOf } from '../../complaints/search/index-new.ts';
import { storeFile } from '../attached-file.ts';
import { Ledger } from '../ledger.ts';
import type { Dossier } from '../story/dossier.ts';
import type { Ground } from './ground.ts';
import { planAdditions, type Addition } from './plan-added.ts';
import { hasReporter, planComplaint, type PlannedComplaint } from './plan-complaint.ts';
import type { FileOf } from './plan-files.ts';
import { readDossiers, type Batch } from './read-dossiers.ts';
import { accountForRows, keyOf, RowFates, rowsOf } from './row-fates.ts';
import { writeAdded } from './write-added.ts';
import { writeNew, type ReadyComplaint } from './write-new.ts';

const TABLE = 'complaints_complaint';

/** What some complaints become. */
interface BatchPlan {
  readonly fresh: readonly PlannedComplaint[];
  readonly additions: readonly Addition[];
}

/** Accounts for a complaint of which nothing is taken any more. */
function leave({ run }: Ground, dossier: Dossier, { known }: Batch, why: string, wasTaken: boolean): void {
  const fates = new RowFates();
  const rows = rowsOf(dossier);
  for (const { table, id } of rows) fates.skipped(table, id, why);
  accountForRows(rows, known, fates, run.ledger);
  if (wasTaken) run.ledger.before(TABLE);
  else run.ledger.skipped(TABLE, dossier.id, why);
}

async function planBatch(ground: Ground, batch: Batch): Promise<BatchPlan> {
  const { run } = ground;
  const fresh: PlannedComplaint[] = [];
  const grown: { planned: PlannedComplaint; complaintId: number }[] = [];
  for (const dossier of batch.dossiers) {
    const target = batch.targets.get(dossier.id);
    const isHere = typeof target === 'number' && batch.present.has(target);
    if (target !== undefined && !isHere)
      leave(ground, dossier, batch, 'the complaint was deleted here', true);
    else if (!hasReporter(ground, dossier))
      leave(ground, dossier, batch, 'whoever reported it was deleted here', target !== undefined);
    else if (!isHere) fresh.push(await planComplaint(ground, dossier, batch, run.ledger));
    else if (rowsOf(dossier).every((row) => batch.known.has(keyOf(row))))
      leave(ground, dossier, batch, '', true);
    else
      grown.push({ planned: await planComplaint(ground, dossier, batch, new Ledger()), complaintId: target });
  }
  return { fresh, additions: await planAdditions(grown, batch.known) };
}

function account({ run }: Ground, { fresh, additions }: BatchPlan, { known }: Batch): void {
  for (const { dossier, fates } of fresh) {
    run.ledger.taken(TABLE);
    accountForRows(rowsOf(dossier), known, fates, run.ledger);
  }
  for (const { planned } of additions) {
    run.ledger.before(TABLE);
    accountForRows(rowsOf(planned.dossier), known, planned.fates, run.ledger);
  }
}

async function store(files: readonly FileOf[], into: Map<FileOf, ReceivedFile>): Promise<void> {
  for (const file of files) into.set(file, await storeFile(file.planned));
}

function readyOf(planned: PlannedComplaint, stored: ReadonlyMap<FileOf, ReceivedFile>): ReadyComplaint {
  const { title, location, description } = planned.texts;
  const said = planned.story.steps.flatMap((step) => step.said ?? []);
  return {
    planned,
    stored,
    index: indexOfNew({ reporter: planned.reporter.name, title, location, description, said }),
  };
}

async function write(ground: Ground, { fresh, additions }: BatchPlan): Promise<Map<number, number>> {
  const stored = new Map<FileOf, ReceivedFile>();
  try {
    await store(
      [...fresh, ...additions].flatMap(({ files }) => files),
      stored,
    );
    const ready = fresh.map((planned) => readyOf(planned, stored));
    await learnWordsOf(
      ready.map(({ index }) => index),
      ground.words,
    );
    return await inTransaction(async () => {
      const given = ready.length > 0 ? await writeNew(ground, ready) : new Map<number, number>();
      await writeAdded(
        ground,
        additions.map((addition) => ({ ...addition, stored })),
      );
      return given;
    });
  } catch (error) {
    await discardFiles([...stored.values()]);
    throw error;
  }
}

function tellNumbers({ run }: Ground, given: ReadonlyMap<number, number>): void {
  for (const [there, here] of given)
    if (there !== here) run.ledger.note('Complaints that have another number here', `#${there} is #${here}`);
}

/** Moves the complaints of a batch; one that broke off in between is moved whole by the next run. */
async function moveBatch(ground: Ground, batch: Batch): Promise<void> {
  const { run, numbers } = ground;
  await run.attempt(async () => {
    const plan = await planBatch(ground, batch);
    account(ground, plan, batch);
    const given = run.dryRun
      ? await numbers.complaints.give(plan.fresh.map(({ dossier }) => dossier.id))
      : await asHistory(() => write(ground, plan));
    tellNumbers(ground, given);
    run.awaiting += plan.fresh.filter(({ status }) => status.category === 'resolved').length;
  });
}

/** Moves complaints with their history, what was said, ratings and files, some at a time. */
export async function moveComplaints(ground: Ground): Promise<void> {
  const { run } = ground;
  if (!run.source.has(TABLE)) return;
  const all = await run.source.count(TABLE);
  run.ledger.expect(TABLE, all);
  let done = 0;
  for (let batch = await readDossiers(run, 0); batch.dossiers.length > 0;) {
    run.progress('complaints', done, all);
    await moveBatch(ground, batch);
    done += batch.dossiers.length;
    batch = await readDossiers(run, batch.dossiers.at(-1)?.id ?? Number.MAX_SAFE_INTEGER);
  }
  run.progress('complaints', done, all);
}
