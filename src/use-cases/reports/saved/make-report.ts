import type { Readable } from 'node:stream';
import { z } from 'zod';
import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { AppError, ForbiddenError } from '../../../errors.ts';
import { ReportRun } from '../../../models/report-run.ts';
import { withAllRights, portal, type Actor } from '../../../policies/actor.ts';
import { seesAllFigures } from '../../../policies/report.ts';
import { storage } from '../../../storage/storage.ts';
import { loadAnybody } from '../../people/load-actor.ts';
import { pdfWork } from '../../exports/pdf-work.ts';
import { reportFile } from '../report-file.ts';
import { readReport } from '../read-report.ts';
import { failRun } from './fail-run.ts';
import { askedByClock, askedNow } from './asked-period.ts';
import { savedQuestion } from './report-noun.ts';
import { tellMade } from './tell-of-run.ts';

const payloadInput = z.object({ runId: z.number() });

/** Largest file, in bytes. */
const MOST_BYTES = 50 * 1024 * 1024;
const HALF_DONE = 50;
const DONE = 100;

/**
 * On whose behalf it is made: by the clock for its readers; else whoever asked must still be allowed to see the figures
 * of all, since those of their own work are not what was asked for.
 */
async function asker({ askerId, isByClock }: ReportRun): Promise<Actor> {
  if (isByClock) return withAllRights(portal);
  const actor = askerId === null ? undefined : (await loadAnybody(askerId))?.actor;
  if (actor === undefined) throw new ForbiddenError('Whoever asked for it may not sign in any more.');
  if (!seesAllFigures(actor)) throw new ForbiddenError('Whoever asked for it may not see reports any more.');
  return actor;
}

async function keepFile(
  run: ReportRun,
  content: Readable,
): Promise<{ storageKey: string; sizeBytes: number }> {
  const { key, sizeBytes } = await storage().put(content, MOST_BYTES);
  // What an earlier attempt stored is of no use.
  if (run.storageKey !== null) await storage().remove(run.storageKey);
  return { storageKey: key, sizeBytes };
}

async function make(
  run: ReportRun,
  actor: Actor,
  timeZone: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const question = savedQuestion.parse(JSON.parse(run.question));
  const { meantAt, createdAt } = run;
  const asked =
    meantAt === null ? askedNow(question, createdAt, timeZone) : askedByClock(question, meantAt, timeZone);
  const report = await readReport(actor, asked, presentMoment(), timeZone);
  await run.update({ progress: HALF_DONE });
  const {
    name: fileName,
    contentType,
    content,
  } = await reportFile(report, {
    format: run.format,
    timeZone,
    signal,
    inTurn: (draw) => pdfWork.runPatiently(signal, draw),
  });
  const stored = await keepFile(run, content);
  await inTransaction(async () => {
    const done = { state: 'done' as const, progress: DONE, reason: '', endedAt: presentMoment() };
    await run.update({ ...done, ...stored, fileName, contentType });
    await tellMade(run, report.period);
  });
}

/**
 * Makes the file of a run. What is asked for and cannot be made, or not for whoever asked, fails with its reason; other
 * failures let the job try again, also by hand after it was given up. Returns how many files were made.
 */
export async function makeReport(payload: unknown, timeZone: string, signal?: AbortSignal): Promise<number> {
  const { runId } = payloadInput.parse(payload);
  signal?.throwIfAborted();
  const run = await ReportRun.findByPk(runId);
  if (run === null || run.state === 'done') return 0;
  await run.update({ state: 'running', progress: 0, reason: '', endedAt: null });
  try {
    await make(run, await asker(run), timeZone, signal);
    return 1;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await failRun(run.id, error.message);
    return 0;
  }
}
