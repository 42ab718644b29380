import { expect } from 'chai';
import { Calendar } from '../../src/models/calendar.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Holiday } from '../../src/models/holiday.ts';
import { Job } from '../../src/models/job.ts';
import { postComplaint } from '../../src/use-cases/complaints/post-complaint.ts';
import type { HolidayReport } from '../../src/use-cases/targets/holidays/plan-holidays.ts';
import { applyTargets } from '../../src/use-cases/targets/apply-targets.ts';
import { calendarFile, event } from '../factories/calendar-files.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { journal } from '../support/journal.ts';
import { withPanel, type Panel } from '../support/panel.ts';

interface Answer {
  readonly status: number;
  readonly report?: HolidayReport;
  readonly isDone?: boolean;
  readonly changed?: string;
  readonly notice?: { readonly message: string };
  readonly record?: { readonly errors: Readonly<Record<string, { readonly message: string }>> };
}

const FILE = calendarFile(
  event('Christmas Day', 'DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY'),
  event('Valentine’s Day', 'DTSTART;VALUE=DATE:20260214'),
  event('Meeting', 'DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z'),
);

describe('importing holidays in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let amir: Panel;
  let calendar: Calendar;

  beforeEach(async () => {
    cast = await buildCast();
    amir = await panel.as('amir');
    calendar = await Calendar.findOne({ rejectOnEmpty: true });
  });

  async function send(
    by: Panel,
    fields: Readonly<Record<string, string>> = {},
    content = FILE,
  ): Promise<Answer> {
    const path = `/admin/api/resources/calendars/records/${calendar.id}/importHolidays`;
    const form = { firstYear: '2026', lastYear: '2027', ...fields };
    const answer = await by.client.postMultipart(path, form, { file: new File([content], 'days.ics') });
    return { ...(answer.json() as Answer), status: answer.status };
  }

  const digestOf = ({ report }: Answer): string => report?.digest ?? '';
  const told = ({ report }: Answer) => report?.days.map(({ date, outcome }) => [date, outcome].join(' '));
  const stored = async () =>
    (await Holiday.findAll({ order: ['date'] })).map(({ date, name }) => `${date} ${name}`);
  const christmas = ['2026-12-25', '2027-12-25'];

  it('tells day by day what it would do, and then adds the chosen days by one event', async () => {
    const preview = await send(amir);
    expect(told(preview)).to.deep.equal([
      '2026-01-05 refused',
      '2026-02-14 added',
      '2026-12-25 added',
      '2027-12-25 added',
    ]);
    expect(await Holiday.count()).to.equal(0);
    const done = await send(amir, {
      digest: digestOf(preview),
      dates: [...christmas, '2030-01-01'].join(','),
    });
    expect([done.isDone, done.notice?.message]).to.deep.equal([true, '2 holidays added.']);
    expect(await stored()).to.deep.equal(christmas.map((date) => `${date} Christmas Day`));
    const [imported, ...others] = await journal({ name: 'calendar.holidays_imported' });
    expect([imported?.actorName, imported?.origin, others.length]).to.deep.equal(['Amir Amc', 'import', 0]);
    expect(JSON.stringify(imported?.details)).to.contain(
      '2026-12-25 Christmas Day; 2027-12-25 Christmas Day',
    );
    expect(told(await send(amir))?.slice(2)).to.deep.equal(['2026-12-25 there', '2027-12-25 there']);
  });

  it('puts off what is due by a job that is there already', async () => {
    const type = await ComplaintType.findOne({ rejectOnEmpty: true });
    const form = {
      title: 'No network',
      description: 'None at all.',
      typeId: String(type.id),
      urgency: 'low',
    };
    const complaint = await postComplaint(cast.rosa, form);
    const due = async () => (await Complaint.findByPk(complaint.id, { rejectOnEmpty: true })).resolutionDueAt;
    const before = await due();
    const date = before?.toISOString().slice(0, 10) ?? '';
    await Job.destroy({ where: { kind: 'targets.apply' } });
    const file = calendarFile(event('Strike', `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`));
    const years = { firstYear: date.slice(0, 4), lastYear: date.slice(0, 4) };
    const digest = digestOf(await send(amir, years, file));
    expect(await Job.count({ where: { kind: 'targets.apply' } })).to.equal(0);
    await send(amir, { ...years, digest, dates: date }, file);
    expect(await Job.count({ where: { kind: 'targets.apply' } })).to.equal(1);
    await applyTargets({});
    expect(Number(await due())).to.be.above(Number(before));
  });

  it('is done once by two at the same moment, and tells the other what would be done now', async () => {
    const asha = await panel.as('asha');
    const fields = { digest: digestOf(await send(amir)), dates: christmas.join(',') };
    const both = await Promise.all([send(amir, fields), send(asha, fields)]);
    expect(both.map(({ isDone }) => isDone)).to.have.members([true, false]);
    const late = both.find(({ isDone }) => isDone === false);
    expect(late?.changed).to.match(/were changed since you looked/);
    expect(late && told(late)?.at(-1)).to.equal('2027-12-25 there');
    expect(await Holiday.count()).to.equal(2);
  });

  it('says at the field what is wrong', async () => {
    const messages = async (fields: Record<string, string>, content?: string) =>
      Object.entries((await send(amir, fields, content)).record?.errors ?? {}).map(
        ([field, { message }]) => `${field}: ${message}`,
      );
    const year = 'Enter a year from 1990 to 2100.';
    const wrong: readonly (readonly [Record<string, string>, string])[] = [
      [{ firstYear: '26' }, `firstYear: ${year}`],
      [{ lastYear: '9999' }, `lastYear: ${year}`],
      [{ lastYear: '2025' }, 'lastYear: This is before the first year.'],
      [{ lastYear: '2046' }, 'lastYear: Take 20 years at most.'],
    ];
    for (const [fields, message] of wrong) expect(await messages(fields)).to.deep.equal([message]);
    expect(await messages({}, 'x'.repeat(1024 * 1024 + 1))).to.deep.equal([
      'file: The file has more than 1 MB.',
    ]);
    const path = `resources/calendars/records/${calendar.id}/importHolidays`;
    const none = await amir.post(path, { firstYear: '2026', lastYear: '2026' });
    expect(none.record.errors.file?.message).to.equal('Choose a file first.');
  });

  it('is for those alone who may add holidays', async () => {
    expect((await send(await panel.as('elena'))).status).to.equal(403);
    const path = `resources/calendars/records/${calendar.id}/importHolidays`;
    expect((await amir.get(path, { firstYear: '2026', lastYear: '2026' })).text).not.to.contain('report');
    expect(await Holiday.count()).to.equal(0);
  });
});
