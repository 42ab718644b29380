import { literal, Op, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import { selectOnce, storedMoment } from '../../../database/select.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { beginOf, dayOrMoment, endOf, isDay, within } from '../../records/listing/filters.ts';
import { wholeNumber } from '../../whole-number.ts';

const moment = dayOrMoment.optional();
const KEPT = ['kept', 'missed'] as const;
const target = z.array(z.enum(KEPT, 'This is kept or missed.')).max(KEPT.length).default([]);

/** Filters by which the complaints are found that a figure counts. */
export const figureFilters = {
  /** The first and the last day or moment of the first answer, of the resolution that stands, and of the last rating. */
  answeredFrom: moment,
  answeredTo: moment,
  resolvedFrom: moment,
  resolvedTo: moment,
  ratedFrom: moment,
  ratedTo: moment,
  /** Whether the target for the first answer, or for the resolution, was kept; both: there was one. */
  answerTargets: target,
  resolutionTargets: target,
  /** Stars of the last rating. */
  ratings: z
    .array(wholeNumber('A rating is from 1 to 5.', 1, 5))
    .max(5)
    .default([]),
  /** What was unsolved at the end of this day. */
  openOn: z
    .string('This filter is a date.')
    .trim()
    .refine(isDay, 'This filter is a date such as 2026-01-31.')
    .optional(),
} as const;

const schema = z.object(figureFilters);
export type FigureFilters = z.output<typeof schema>;

/** Most complaints that are told by their numbers. */
const MOST_NUMBERS = 20_000;
const OPEN = UNSOLVED.map((category) => `'${category}'`).join(', ');

/** The ways in which something was open at the end of a day: it still is, or it ended later. */
const ways = (end: string): string[] =>
  [`status_id IN (SELECT id FROM statuses WHERE category IN (${OPEN}))`, `ended_at > '${end}'`].map(
    (how) => `SELECT id, reopen_count AS turns FROM complaints WHERE ${how} AND created_at <= '${end}'`,
  );

interface Lived {
  readonly id: number;
  readonly turns: number;
}

/** Of what was reopened its steps tell. */
async function withoutSolved(lived: readonly Lived[], end: Date): Promise<number[]> {
  const turned = lived.filter(({ turns }) => turns > 0).map(({ id }) => id);
  const solved = new Set(await solvedAt(turned, end));
  return lived.map(({ id }) => id).filter((id) => !solved.has(id));
}

/** However many they are; a table by itself, or a server would look each complaint of the list up in all three. */
async function veryMany(end: Date): Promise<WhereOptions> {
  const [now, later] = ways(storedMoment(end));
  const turned = await selectOnce<Lived>(`${now} AND reopen_count > 0 UNION ${later} AND reopen_count > 0`);
  const open = await withoutSolved(turned, end);
  const numbered = `SELECT id, reopen_count AS turns FROM complaints WHERE id IN (${[0, ...open].join(', ')})`;
  const all = `${now} AND reopen_count = 0 UNION ALL ${later} AND reopen_count = 0 UNION ALL ${numbered}`;
  return { id: { [Op.in]: literal(`(SELECT id FROM (${all}) AS lived)`) } };
}

/** What was never reopened was open from filing until its end: looked up once, where they are not very many. */
async function openAt(end: Date): Promise<WhereOptions> {
  const both = ways(storedMoment(end)).join(' UNION ');
  const lived = await selectOnce<Lived>(`${both} LIMIT ${MOST_NUMBERS + 1}`);
  return lived.length > MOST_NUMBERS ? veryMany(end) : { id: await withoutSolved(lived, end) };
}

async function solvedAt(ids: readonly number[], end: Date): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await selectOnce<{ id: number }>(
    `SELECT x.complaint_id AS id FROM status_changes x JOIN statuses s ON s.id = x.to_status_id
      JOIN (SELECT MAX(id) AS id FROM status_changes WHERE complaint_id IN (${ids.join(', ')}) AND created_at <= '${storedMoment(end)}' GROUP BY complaint_id) AS last ON last.id = x.id
      WHERE s.category NOT IN (${OPEN})`,
  );
  return rows.map(({ id }) => id);
}

/** The last rating of each complaint. */
function rated(stars: readonly number[], from: Date | undefined, to: Date | undefined): WhereOptions {
  const conditions = [
    ...(stars.length > 0 ? [`f.rating IN (${stars.join(', ')})`] : []),
    ...(from === undefined ? [] : [`f.created_at >= '${storedMoment(from)}'`]),
    ...(to === undefined ? [] : [`f.created_at <= '${storedMoment(to)}'`]),
    'NOT EXISTS (SELECT 1 FROM feedback l WHERE l.complaint_id = f.complaint_id AND l.id > f.id)',
  ];
  return {
    id: { [Op.in]: literal(`(SELECT f.complaint_id FROM feedback f WHERE ${conditions.join(' AND ')})`) },
  };
}

function ratedCondition(filters: FigureFilters, timeZone: string): WhereOptions[] {
  const { ratings, ratedFrom: from, ratedTo: to } = filters;
  if (ratings.length === 0 && from === undefined && to === undefined) return [];
  const [first, last] = [from, to].map((text, end) =>
    text === undefined ? undefined : end === 0 ? beginOf(text, timeZone) : endOf(text, timeZone),
  );
  return [rated(ratings, first, last)];
}

/** Whether a moment came before it was due; nothing where both are asked for, or neither. */
function keptCondition(chosen: readonly (typeof KEPT)[number][], at: string, due: string): WhereOptions[] {
  if (chosen.length === 0) return [];
  const known = literal(`${at} IS NOT NULL AND ${due} IS NOT NULL`);
  const order = chosen[0] === 'kept' ? '<=' : '>';
  const compared = literal(`${at} ${order} ${due}`);
  return [{ [Op.and]: new Set(chosen).size > 1 ? [known] : [known, compared] }];
}

/** What these filters leave. */
export async function figureCondition(filters: FigureFilters, timeZone: string): Promise<WhereOptions[]> {
  const { openOn } = filters;
  return [
    ...within('firstRespondedAt', { from: filters.answeredFrom, to: filters.answeredTo }, timeZone),
    ...within('resolvedAt', { from: filters.resolvedFrom, to: filters.resolvedTo }, timeZone),
    ...keptCondition(filters.answerTargets, 'first_responded_at', 'first_response_due_at'),
    ...keptCondition(filters.resolutionTargets, 'resolved_at', 'resolution_due_at'),
    ...ratedCondition(filters, timeZone),
    ...(openOn === undefined ? [] : [await openAt(endOf(openOn, timeZone))]),
  ];
}
