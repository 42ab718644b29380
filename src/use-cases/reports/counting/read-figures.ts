import { select } from '../../../database/select.ts';
import type { Counted } from '../../../models/daily-figure.ts';
import type { Day } from './days.ts';
import { addRow, STORED, type StoredRow } from './keep-days.ts';
import type { Source } from './source.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';
import {
  conditionOf,
  levelOf,
  liveOf,
  storedDays,
  storedPeriod,
  type Days,
  type Filters,
  type Group,
} from './which-rows.ts';

export type { Days, Filters, Group } from './which-rows.ts';

/** All that was counted in a period, by the ids of a part; 0 stands for none, and for all where nothing is told apart. */
export async function readSums(
  source: Source,
  days: Days,
  filters: Filters,
  by?: Group,
): Promise<ReadonlyMap<number, Tally>> {
  const level = levelOf(filters, by === undefined ? [] : [by]);
  const rows = await select<StoredRow>(
    `SELECT ${STORED} FROM daily_figures WHERE level = ${level} AND ${storedPeriod(source, days, level)}${conditionOf(filters)}`,
    {},
  );
  const sums = new Map<number, Tally>();
  const sumFor = (key: number): Tally => {
    const sum = sums.get(key) ?? emptyTally();
    sums.set(key, sum);
    return sum;
  };
  for (const row of rows) addRow(sumFor(by === undefined ? 0 : row[by]), row);
  for (const one of liveOf(source, days, filters))
    addTally(sumFor(by === undefined ? 0 : one[by]), one.tally);
  return sums;
}

/** How much was filed in a period, by the ids of a part; 0 stands for none. */
export async function readFiled(
  source: Source,
  days: Days,
  filters: Filters,
  by: Group,
): Promise<ReadonlyMap<number, number>> {
  const level = levelOf(filters, [by]);
  const rows = await select<{ part: number; filed: number | string }>(
    `SELECT ${by}_id AS part, SUM(filed) AS filed FROM daily_figures WHERE level = ${level} AND ${storedPeriod(source, days, level)}${conditionOf(filters)} GROUP BY ${by}_id`,
    {},
  );
  // Sums are texts with MySQL.
  const sums = new Map(rows.map(({ part, filed }) => [part, Number(filed)]));
  for (const one of liveOf(source, days, filters))
    sums.set(one[by], (sums.get(one[by]) ?? 0) + one.tally.counts.filed);
  return sums;
}

/** All that was counted in a period. */
export async function readSum(source: Source, days: Days, filters: Filters): Promise<Tally> {
  return (await readSums(source, days, filters)).get(0) ?? emptyTally();
}

/** What is drawn along days. */
const DRAWN = ['filed', 'resolved', 'ended', 'reopened'] as const satisfies readonly Counted[];
export type DayCounts = ReadonlyMap<Day, Readonly<Record<(typeof DRAWN)[number], number>>>;

/** What happened on each day on which anything did. */
export async function readDays(source: Source, days: Days, filters: Filters): Promise<DayCounts> {
  const level = levelOf(filters, []);
  const rows = await select<Readonly<Record<(typeof DRAWN)[number] | 'day', number>>>(
    `SELECT day, ${DRAWN.join(', ')} FROM daily_figures WHERE level = ${level} AND ${storedDays(source, days)}${conditionOf(filters)}`,
    {},
  );
  const found = new Map<Day, Record<(typeof DRAWN)[number], number>>();
  for (const { day, ...counts } of rows) found.set(day, counts);
  for (const { day, tally } of liveOf(source, days, filters)) {
    const sum = found.get(day) ?? { filed: 0, resolved: 0, ended: 0, reopened: 0 };
    found.set(day, sum);
    for (const name of DRAWN) sum[name] += tally.counts[name];
  }
  return found;
}
