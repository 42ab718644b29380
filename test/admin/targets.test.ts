import { expect } from 'chai';
import { Calendar } from '../../src/models/calendar.ts';
import type { Foresight } from '../../src/use-cases/targets/foresee-due.ts';
import { buildCast } from '../factories/people.ts';
import { withPanel, type Panel } from '../support/panel.ts';

describe('service targets, calendars and holidays in the panel', () => {
  const panel = withPanel();
  let amir: Panel;
  let calendarId: string;

  beforeEach(async () => {
    await buildCast();
    amir = await panel.as('amir');
    calendarId = String((await Calendar.findOne({ rejectOnEmpty: true })).id);
  });

  const week = (monday: string) => JSON.stringify([monday, '', '', '', '', '', '']);
  const messageOf = async (answer: ReturnType<Panel['create']>, field: string) =>
    (await answer).record.errors[field]?.message;

  it('begin with working days and a target for each urgency', async () => {
    const { records } = await amir.list('service_targets');
    expect(records.map(({ params }) => [params.name, params.resolutionMinutes])).to.deep.equal([
      ['Critical', 240],
      ['High', 540],
      ['Medium', 1620],
      ['Low', 2700],
    ]);
    const [calendar] = (await amir.list('calendars')).records;
    expect(calendar?.params).to.include({ name: 'Working hours', timeZone: 'UTC' });
  });

  it('take hours as people write them, and say what is wrong with others', async () => {
    const create = (hours: string, timeZone = 'Asia/Kolkata') =>
      amir.create('calendars', { name: 'Night', timeZone, hours });
    const wrong: readonly (readonly [string, RegExp])[] = [
      [week('9 to 5'), /^Monday: write hours such as/],
      [week('18:00-09:00'), /^Monday: 18:00-09:00 ends before it begins/],
      [week('09:00-13:00, 12:00-18:00'), /^Monday has hours that overlap/],
      [week('09:00-24:30'), /^Monday: write hours/],
      [week(''), /one day at least/],
      ['always', /seven days/],
    ];
    for (const [hours, told] of wrong) expect(await messageOf(create(hours), 'hours'), hours).to.match(told);
    expect(await messageOf(create(week('09:00-18:00'), 'Delhi'), 'timeZone')).to.match(/Asia\/Kolkata/);
    const made = await create(week('22:00 - 0:00, 6:00-14:30'));
    expect(made.record.params.hours).to.equal(week('06:00-14:30, 22:00-24:00'));
  });

  it('refuse a second target of such complaints, one without a time and a calendar in use', async () => {
    const create = (values: Record<string, string>) =>
      amir.create('service_targets', { name: 'Mine', calendarId, ...values });
    expect(await messageOf(create({ urgency: 'high', resolutionMinutes: '60' }), 'urgency')).to.match(
      /“High”/,
    );
    expect(await messageOf(create({}), 'firstResponseMinutes')).to.match(/^Enter a time/);
    expect(await messageOf(create({ resolutionMinutes: '0' }), 'resolutionMinutes')).to.match(/from 1 to/);
    expect((await create({ resolutionMinutes: '60' })).record.errors).to.deep.equal({});
    const asha = await panel.as('asha');
    const { notice } = await asha.act('calendars', calendarId, 'delete');
    expect(notice?.message).to.match(/^\d+ service targets \(.*\) refer to it, so it cannot be deleted/);
  });

  it('take each day once for a calendar', async () => {
    const create = (date: string) => amir.create('holidays', { date, name: 'Diwali', calendarId });
    expect((await create('2026-11-08')).record.errors).to.deep.equal({});
    expect(await messageOf(create('2026-11-08'), 'date')).to.match(/already/);
    expect(await messageOf(create('2026-02-30'), 'date')).to.match(/such as/);
  });

  describe('before they are saved', () => {
    interface Answer {
      readonly foresight?: Foresight;
      readonly record?: { readonly errors: Record<string, { readonly message: string }> };
    }
    const foresee = async (of: string, fields: Record<string, string>): Promise<Answer> =>
      JSON.parse((await amir.post(`resources/${of}/actions/foresee`, fields)).text) as Answer;
    const dues = ({ foresight }: Answer) =>
      foresight?.rows.map(({ name, firstResponse, resolution }) => [name, firstResponse, resolution]);
    const friday = { at: '2026-11-20T17:00' };

    it('tell when something would be due, by the very clock of complaints', async () => {
      const target = { ...friday, calendarId, resolutionMinutes: '240' };
      expect(dues(await foresee('service_targets', target))).to.deep.equal([
        ['', null, '23 Nov 2026, 12:00'],
      ]);
      await amir.create('holidays', { date: '2026-11-23', name: 'Strike', calendarId });
      const both = { ...target, firstResponseMinutes: '60' };
      expect(dues(await foresee('service_targets', both))).to.deep.equal([
        ['', '20 Nov 2026, 18:00', '24 Nov 2026, 12:00'],
      ]);
      const all = dues(await foresee('calendars', { ...friday, calendarId }));
      expect(all?.map(([name]) => name)).to.deep.equal(['Critical', 'High', 'Medium', 'Low']);
      expect(all?.[0]).to.include('24 Nov 2026, 12:00');
      const hours = { ...friday, calendarId, hours: week('00:00-24:00'), timeZone: 'Asia/Kolkata' };
      expect(dues(await foresee('calendars', hours))?.[0]?.[2], 'as it stands in the form').to.equal(
        '29 Nov 2026, 22:30',
      );
      const unsaved = dues(await foresee('calendars', { ...friday, timeZone: 'UTC' }));
      expect(unsaved?.[0]).to.deep.equal(['4 working hours', null, '23 Nov 2026, 12:00']);
    });

    it('say at the field what is wrong', async () => {
      const wrong: readonly (readonly [string, Record<string, string>, string, RegExp])[] = [
        ['service_targets', { resolutionMinutes: '60' }, 'calendarId', /Choose a calendar/],
        ['service_targets', { calendarId, resolutionMinutes: '0' }, 'resolutionMinutes', /from 1 to/],
        ['service_targets', { calendarId, resolutionMinutes: '60', at: 'now' }, 'at', /a day and a time/],
        [
          'service_targets',
          { calendarId, resolutionMinutes: '60', at: '2026-02-30T10:00' },
          'at',
          /a day and/,
        ],
        ['calendars', { hours: week('9 to 5'), timeZone: 'UTC' }, 'hours', /^Monday: write hours/],
        ['calendars', { timeZone: 'Delhi' }, 'timeZone', /Asia\/Kolkata/],
      ];
      for (const [of, fields, field, message] of wrong)
        expect((await foresee(of, fields)).record?.errors[field]?.message, field).to.match(message);
    });
  });

  it('are written out without what only asks for something', async () => {
    const { text } = await amir.client.get('/admin/exports/calendars?format=csv');
    expect(text.split('\n')[0]).to.contain('Working hours').and.not.to.contain('Try it');
  });

  it('are read by engineers, who change none', async () => {
    const elena = await panel.as('elena');
    expect((await elena.list('calendars')).status).to.equal(200);
    expect((await elena.create('holidays', { date: '2026-12-24', name: 'Eve', calendarId })).status).to.equal(
      403,
    );
  });
});
