import { z } from 'zod';
import { InvalidInputError } from '../../../errors.ts';
import { REPORT_FORMATS, REPORT_RHYTHMS, SavedReport } from '../../../models/saved-report.ts';
import type { Actor } from '../../../policies/actor.ts';
import { reportPolicy, seesAllFigures } from '../../../policies/report.ts';
import { loadActor } from '../../people/load-actor.ts';
import { parseInput } from '../../parse-input.ts';
import type { Noun } from '../../records/noun.ts';
import { rowIdOr } from '../../whole-number.ts';
import { dayOfMoment } from '../counting/days.ts';
import { NAMED_PERIODS } from '../named-period.ts';
import { readQuestion, reportInput } from '../report-input.ts';
import { askedNow } from './asked-period.ts';
import { nextTime } from './next-time.ts';

/** Kept reports as plain records. */
export const savedReportNoun: Noun = { model: SavedReport, policy: reportPolicy };

/** Most people who are told of one report. */
const MOST_RECIPIENTS = 50;

/** What is kept of a report: a named period moves on with the calendar, days stay. */
export const savedQuestion = reportInput.extend({
  period: z.enum(NAMED_PERIODS, 'Choose from the list.').optional(),
});
export type SavedQuestion = z.output<typeof savedQuestion>;

/** A report as it is saved. */
export const savedReportInput = z.object({
  name: z.string('The name is required.').trim(),
  question: savedQuestion,
  format: z.enum(REPORT_FORMATS, 'Choose from the list.').default('xlsx'),
  every: z.enum(REPORT_RHYTHMS, 'Choose from the list.').default('never'),
  /** Who is told when it was made by the clock. */
  recipientIds: z
    .array(rowIdOr('Choose from the list.'))
    .max(MOST_RECIPIENTS, `Choose at most ${MOST_RECIPIENTS} people.`)
    .default([]),
});

/** @throws InvalidInputError at `question.…` where a report could not be made. */
async function requireAnswerable(
  actor: Actor,
  question: SavedQuestion,
  now: Date,
  timeZone: string,
): Promise<void> {
  try {
    await readQuestion(actor, askedNow(question, now, timeZone), dayOfMoment(now, timeZone));
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const fields = Object.entries(error.fields).map(([field, text]) => [`question.${field}`, text]);
    throw new InvalidInputError(Object.fromEntries(fields) as Record<string, string>);
  }
}

/** @throws InvalidInputError where somebody is to be sent what they may not see. */
async function requireReaders(ids: readonly number[]): Promise<void> {
  for (const id of new Set(ids)) {
    const reader = (await loadActor(id))?.actor;
    if (reader === undefined || !seesAllFigures(reader))
      throw new InvalidInputError({ recipientIds: 'Choose people who may see reports.' });
  }
}

/** A report as it is changed: without a question it goes on to ask what it asks. */
const changedReportInput = savedReportInput.extend({ question: savedQuestion.optional() });

/**
 * What is written of a report, with whom it is sent to.
 *
 * @throws InvalidInputError at the fields.
 */
export async function readSavedReport(actor: Actor, input: unknown, now: Date, timeZone: string) {
  const { question, recipientIds, ...values } = parseInput(savedReportInput, input);
  await requireAnswerable(actor, question, now, timeZone);
  await requireReaders(recipientIds);
  const nextAt = nextTime(values.every, now, timeZone);
  return { values: { ...values, question: JSON.stringify(question), nextAt }, recipientIds };
}

/** The same of one that is changed. */
export async function readChangedReport(actor: Actor, input: unknown, now: Date, timeZone: string) {
  const { question, recipientIds, ...values } = parseInput(changedReportInput, input);
  if (question !== undefined) await requireAnswerable(actor, question, now, timeZone);
  await requireReaders(recipientIds);
  const asked = question === undefined ? {} : { question: JSON.stringify(question) };
  return { values: { ...values, ...asked, nextAt: nextTime(values.every, now, timeZone) }, recipientIds };
}
