import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { record } from '../../../src/journal/record.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { DailyFigure } from '../../../src/models/daily-figure.ts';
import { Department } from '../../../src/models/department.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { ForbiddenError, InvalidInputError } from '../../../src/errors.ts';
import { operator } from '../../../src/policies/actor.ts';
import { deleteComplaints } from '../../../src/use-cases/complaints/delete-complaints.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { assignComplaint } from '../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { confirmComplaint } from '../../../src/use-cases/complaints/steps/confirm-complaint.ts';
import { editComplaint } from '../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { reopenComplaint } from '../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { resolveComplaint } from '../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { checkFigures } from '../../../src/use-cases/reports/counting/check-figures.ts';
import { followComplaints } from '../../../src/use-cases/reports/counting/follow-complaints.ts';
import { touchedDays } from '../../../src/use-cases/reports/counting/touched-days.ts';
import { figuresState } from '../../../src/use-cases/reports/figures-state.ts';
import type { ReportInput } from '../../../src/use-cases/reports/figures.ts';
import { readDashboard } from '../../../src/use-cases/reports/read-dashboard.ts';
import { readReport } from '../../../src/use-cases/reports/read-report.ts';
import { KINDS } from '../../factories/actors.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { expectLists } from '../../support/figures.ts';
import { byHand } from '../../support/journal-watch.ts';
import { refusal } from '../../support/refusal.ts';

/** A Wednesday. */
const NOW = new Date('2026-11-18T12:00:00Z');
const at = (day: number, hour = 10): Date => new Date(Date.UTC(2026, 10, day, hour));
const MONTH = { from: '2026-11-01', to: '2026-11-30' };

describe('figures that change after the event', () => {
  let cast: Cast;
  let id: number;

  /** Counts all that is over, and then what events have touched. */
  async function follow(minutes = 1): Promise<number> {
    let days = 0;
    for (const more of [0, 1, 2])
      days += await asOf(new Date(NOW.getTime() + (minutes + more) * 60_000), () => followComplaints());
    return days;
  }

  const ask = (input: ReportInput = {}) => readReport(cast.asha, { ...MONTH, ...input }, NOW, 'UTC');

  /** What the month has of some parts; both as it is asked for at once and once it is stored. */
  async function bothWays<Found>(read: () => Promise<Found>): Promise<Found> {
    const before = await read();
    await follow(10);
    expect(await read(), 'once it was followed').to.deep.equal(before);
    return before;
  }

  beforeEach(async () => {
    cast = await buildCast();
    const type = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    ({ id } = await asOf(at(2), () =>
      postComplaint(cast.rosa, { title: 'No network', description: 'None at all.', typeId: String(type.id) }),
    ));
    await asOf(at(3), () => assignComplaint(cast.asha, { id, assigneeId: cast.elena.id }));
    await asOf(at(4), () => resolveComplaint(cast.elena, { id, remark: 'It was the cable.' }));
    await follow();
    expect(await DailyFigure.count({ where: { day: 20_261_102, level: 7 } })).to.equal(1);
  });

  it('are left alone by what only reads: a file of a complaint touches no day', async () => {
    const last = (await JournalEvent.max<number, JournalEvent>('id')) ?? 0;
    const now = await asOf(at(18), async () => {
      const details = { what: 'complaint', format: 'pdf', filters: {}, rows: 1 };
      await inTransaction(() =>
        record({ name: 'export.downloaded', by: cast.rosa, subjectId: null, complaintId: id, details }),
      );
      return (await JournalEvent.max<number, JournalEvent>('id')) ?? 0;
    });
    expect([...(await touchedDays(last, now, 100, 'UTC')).days]).to.deep.equal([]);
    expect((await touchedDays(0, last, 100, 'UTC')).days.size).to.equal(3);
  });

  it('take what was done along to another engineer, type and department', async () => {
    const hr = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    const printer = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    await asOf(at(5), () => reopenComplaint(cast.rosa, { id, remark: 'It is back.' }, 7, at(5)));
    await asOf(at(6), () => assignComplaint(cast.asha, { id, assigneeId: cast.emil.id }));
    await asOf(at(7), () => editComplaint(cast.asha, { id, typeId: printer.id }));
    await asOf(at(8), () => resolveComplaint(cast.emil, { id, remark: 'Another cable.' }));
    await asOf(at(9), () => confirmComplaint(cast.rosa, { id, rating: 4, comment: '' }));
    await updateUser(cast.asha, cast.rosa.id, { profile: { departmentId: hr.id } });
    const found = await bothWays(async () => {
      const { engineers, byType, byDepartment, series, satisfaction } = await ask({ step: 'day' });
      const of = (name: string) => engineers.find((one) => one.name.startsWith(name))?.resolved.value;
      const open = series.find(({ key }) => key === 'open')?.points.slice(0, 9);
      return {
        resolved: [of('Elena'), of('Emil')],
        types: byType.map(({ name, value }) => [name, value]),
        departments: byDepartment.map(({ name, value }) => [name, value]),
        open: open?.map(({ value }) => value),
        stars: satisfaction.average.value,
      };
    });
    expect(found).to.deep.equal({
      resolved: [0, 1],
      types: [['Printer', 1]],
      departments: [['HR', 1]],
      // It was solved for a day, and is since the eighth.
      open: [0, 1, 1, 0, 1, 1, 1, 0, 0],
      stars: 4,
    });
    await expectLists(await ask({ step: 'day', compare: true }), cast.asha, NOW, 'UTC');
  });

  it('forget what was deleted', async () => {
    await deleteComplaints(cast.asha, [id]);
    const { filed, resolved, open } = await bothWays(() => ask().then(({ at: _at, ...rest }) => rest));
    expect([filed.value, resolved.value, open.value]).to.deep.equal([0, 0, 0]);
  });

  it('count a day once, however often it is followed, and nothing where nothing happened', async () => {
    await editComplaint(cast.asha, { id, title: 'No network at all' });
    // Once as it is new, and once when no earlier one can appear any more.
    expect(await follow(20)).to.equal(6);
    expect(await follow(30)).to.equal(0);
    expect(await DailyFigure.sum('level', { where: { day: 20_261_102 } })).to.equal(28);
  });

  it('are all counted anew for another time zone', async () => {
    await asOf(NOW, () => followComplaints(undefined, 'Asia/Kolkata'));
    expect(await figuresState(NOW, 'Asia/Kolkata')).to.deep.include({
      through: '2026-11-17',
      isBehind: false,
    });
    const { filed } = await readReport(cast.asha, MONTH, NOW, 'Asia/Kolkata');
    expect(filed.value).to.equal(1);
  });

  it('are put right at night where rows changed that nobody told of', async () => {
    await DailyFigure.update({ departmentId: 3 }, { where: { level: 7 } });
    await byHand(() => Complaint.update({ createdAt: at(1) }, { where: { id }, silent: true }));
    expect((await ask()).filed.value).to.equal(1);
    expect(await asOf(NOW, () => checkFigures({}))).to.equal(3);
    expect(await asOf(NOW, () => checkFigures({}))).to.equal(0);
    const { series } = await ask({ step: 'day' });
    expect(series[0]?.points.slice(0, 3).map(({ value }) => value)).to.deep.equal([1, 0, 0]);
    expect((await figuresState(NOW)).checkedAt).to.deep.equal(NOW);
  });

  describe('for whoever asks', () => {
    it('are all for those who may see reports, and their own work for others', async () => {
      const own = await readReport(cast.elena, MONTH, NOW, 'UTC');
      expect(own).to.deep.include({ isOwn: true, engineers: [] });
      expect([own.filters.engineerId, own.resolved.value]).to.deep.equal([cast.elena.id, 1]);
      expect((await readReport(cast.emil, MONTH, NOW, 'UTC')).resolved.value).to.equal(0);
      const { own: work, standing, report } = await readDashboard(cast.elena, {}, NOW, 'UTC');
      expect([work?.open.value, standing, report]).to.deep.equal([0, null, null]);
      expect((await readDashboard(cast.asha, {}, NOW, 'UTC')).standing?.open.value).to.equal(0);
      expect((await ask({ engineerId: cast.elena.id })).resolved.value).to.equal(1);
    });

    it('are refused of others, and to those who work on nothing', async () => {
      const others = { ...MONTH, engineerId: cast.emil.id };
      for (const [actor, input] of [
        [cast.elena, others],
        [cast.rosa, MONTH],
        [KINDS.staff(), {}],
      ] as const)
        expect(await refusal(readReport(actor, input, NOW, 'UTC'))).to.be.instanceOf(ForbiddenError);
      expect(await refusal(readDashboard(cast.elena, others, NOW, 'UTC'))).to.be.instanceOf(ForbiddenError);
    });

    for (const [what, input, field] of [
      ['reversed days', { from: '2026-11-10', to: '2026-11-01' }, 'to'],
      ['a day to come', { from: '2026-12-01', to: '2026-12-31' }, 'from'],
      ['more than ten years', { from: '2016-11-01', to: '2026-11-18' }, 'from'],
      ['no day', { from: '2026-02-30' }, 'from'],
      ['too many points', { from: '2024-01-01', step: 'day' }, 'step'],
      ['an unknown step', { step: 'year' }, 'step'],
      ['an unknown filter', { urgency: 'high' }, 'base'],
      ['no such department', { departmentId: 999 }, 'departmentId'],
      ['no such type', { typeId: 999 }, 'typeId'],
      ['no such engineer', { engineerId: 999_999 }, 'engineerId'],
      ['no number', { engineerId: '1 OR 1=1' }, 'engineerId'],
    ] as const) {
      it(`are refused with what is wrong: ${what}`, async () => {
        const error = await refusal(readReport(cast.asha, input, NOW, 'UTC'));
        expect(error).to.be.instanceOf(InvalidInputError);
        expect(Object.keys(error.fields)).to.deep.equal([field]);
      });
    }

    it('say of an empty period that there is nothing', async () => {
      const empty = await ask({ from: '2020-01-01', to: '2020-01-31', compare: true });
      expect([
        empty.filed.value,
        empty.resolution.median.value,
        empty.satisfaction.average.value,
      ]).to.deep.equal([0, null, null]);
      expect(empty.series.map(({ points }) => points.length)).to.deep.equal([31, 31, 31]);
      await expectLists(empty, operator, NOW, 'UTC');
    });
  });
});
