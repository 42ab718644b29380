import { expect } from 'chai';
import { readConfig } from '../../../src/config.ts';
import { database } from '../../../src/database/connect.ts';
import { asOf } from '../../../src/database/present-moment.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { record } from '../../../src/journal/record.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { COUNTED } from '../../../src/models/daily-figure.ts';
import { operator } from '../../../src/policies/actor.ts';
import { seedDemo } from '../../../src/use-cases/demo/seed-demo.ts';
import type { Finding } from '../../../src/use-cases/health/check.ts';
import { figuresCheck } from '../../../src/use-cases/health/checks/figures.ts';
import { checkFigures } from '../../../src/use-cases/reports/counting/check-figures.ts';
import { LEVELS } from '../../../src/use-cases/reports/counting/count-days.ts';
import { followComplaints } from '../../../src/use-cases/reports/counting/follow-complaints.ts';
import { MONTH_LEVELS } from '../../../src/use-cases/reports/counting/keep-days.ts';
import { testEnvironment } from '../../support/database.ts';
import { figuresState } from '../../../src/use-cases/reports/figures-state.ts';
import { byHand } from '../../support/journal-watch.ts';
import { select } from '../../support/schema.ts';

const settings = readConfig(testEnvironment);
const NOW = new Date('2026-11-05T15:30:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const DAYS = 'day > 9999999';
const MONTHS = 'day <= 9999999';
const TIMES = ['answer_times', 'resolve_times'];

/** Of each row another column, so that all are wrong somewhere. */
const COLUMNS = [...COUNTED, ...TIMES];

type Stored = Readonly<Record<string, string | number>>;

const all = () =>
  select<Stored>('SELECT * FROM daily_figures ORDER BY level, day, department_id, type_id, engineer_id');

const keyOf = (row: Stored): string =>
  ['level', 'day', 'department_id', 'type_id', 'engineer_id']
    .map((name) => `${name} = ${row[name]}`)
    .join(' AND ');

/** The first row of each day, or month, of a level. */
async function firstOfEach(level: number, days: string): Promise<Stored[]> {
  const rows = await select<Stored>(
    `SELECT * FROM daily_figures WHERE level = ${level} AND ${days} ORDER BY day, department_id, type_id, engineer_id`,
  );
  return rows.filter(({ day }, index) => rows[index - 1]?.day !== day);
}

function spoil(row: Stored, column: string): Promise<unknown> {
  const wrong = TIMES.includes(column) ? `'45:3 120:1'` : `${column} + 1`;
  return database().query(`UPDATE daily_figures SET ${column} = ${wrong} WHERE ${keyOf(row)}`);
}

async function health(minutes: number): Promise<Finding> {
  const signal = new AbortController().signal;
  const found = await asOf(later(minutes), () => figuresCheck.run(settings, signal));
  return [found].flat()[0] ?? { level: 'problem', text: 'nothing' };
}

const check = (minutes = 3) => asOf(later(minutes), () => checkFigures({}, undefined, 'UTC'));

describe('the nightly comparison of figures', function suite() {
  this.timeout(120_000);
  let right: Stored[];

  beforeEach(async () => {
    await seedDemo(operator, NOW);
    for (const minutes of [0, 1, 2]) await asOf(later(minutes), () => followComplaints(undefined, 'UTC'));
    right = await all();
    expect(await check()).to.equal(0);
  });

  it('finds and mends whatever is stored wrong, or missing, or should not be there', async () => {
    for (const level of LEVELS) {
      const rows = (await firstOfEach(level, DAYS)).slice(0, COLUMNS.length);
      expect(rows.length, 'a day for each column').to.equal(COLUMNS.length);
      for (const [index, column] of COLUMNS.entries()) await spoil(rows[index] ?? {}, column);
      expect(await check(), `level ${level}`).to.equal(COLUMNS.length);
      expect(await all(), `level ${level}`).to.deep.equal(right);
    }
    // Of a month each column is wrong at one of the levels that are kept so.
    for (const [place, level] of MONTH_LEVELS.entries()) {
      const columns = COLUMNS.filter((_, index) => index % MONTH_LEVELS.length === place);
      const rows = await firstOfEach(level, MONTHS);
      for (let from = 0; from < columns.length; from += rows.length) {
        const some = columns.slice(from, from + rows.length);
        for (const [index, column] of some.entries()) await spoil(rows[index] ?? {}, column);
        expect(await check(), `${some.join()} of level ${level}`).to.equal(some.length);
        expect(await all(), `${some.join()} of level ${level}`).to.deep.equal(right);
      }
    }
    // Rows are missing, and there are such as there should be none.
    const days = await firstOfEach(3, DAYS);
    const [gone, other] = [days[4] ?? {}, days[9] ?? {}];
    await database().query(`DELETE FROM daily_figures WHERE ${keyOf(gone)}`);
    await database().query(`UPDATE daily_figures SET department_id = 999 WHERE ${keyOf(other)}`);
    const first = days[0] ?? {};
    await database().query(`UPDATE daily_figures SET day = 20200101 WHERE ${keyOf(first)}`);
    expect(await check()).to.equal(4);
    expect(await all()).to.deep.equal(right);
  });

  it('is told on the health page until the next night, and says nothing of days that are to be counted anew anyway', async () => {
    const [row] = await firstOfEach(7, DAYS);
    await spoil(row ?? {}, 'answer_times');
    await check();
    const { level, text } = await health(4);
    expect(`${level}: ${text}`).to.include('warning: The last comparison found and mended 1 day or month of');
    await check(5);
    expect(await health(6)).to.include({ level: 'ok' });

    const complaint = await Complaint.findOne({ order: [['id', 'ASC']], rejectOnEmpty: true });
    const { id } = complaint;
    const typeId = complaint.typeId === 1 ? 2 : 1;
    await asOf(later(9), () =>
      inTransaction(async () => {
        await Complaint.update({ typeId }, { where: { id }, silent: true });
        await record({ name: 'complaint.edited', by: operator, subjectId: id, complaintId: id, details: {} });
      }),
    );
    // They are mended, and it is no news.
    expect(await check(10)).to.be.above(0);
    expect((await figuresState(later(10), 'UTC')).mended).to.equal(0);
    // The same change without a word is.
    await byHand(() => Complaint.update({ typeId: complaint.typeId }, { where: { id }, silent: true }));
    for (const minutes of [11, 12, 13]) await asOf(later(minutes), () => followComplaints(undefined, 'UTC'));
    expect(await all()).to.deep.equal(right);
    await byHand(() => Complaint.update({ typeId }, { where: { id }, silent: true }));
    expect(await check(14)).to.be.above(0);
    expect((await figuresState(later(14), 'UTC')).mended).to.be.above(0);
  });
});
