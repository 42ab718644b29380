import { expect } from 'chai';
import { InvalidInputError } from '../../../src/errors.ts';
import { planHolidays, type HolidayReport } from '../../../src/use-cases/targets/holidays/plan-holidays.ts';
import { readIcs } from '../../../src/use-cases/targets/holidays/read-ics.ts';
import { calendarFile, event } from '../../factories/calendar-files.ts';

const YEARS = { from: 2026, to: 2028 };

async function report(
  content: string | Uint8Array,
  { zone = 'Asia/Kolkata', years = YEARS, holidays = new Map<string, string>() } = {},
): Promise<HolidayReport> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return planHolidays(readIcs(bytes), { timeZone: zone, holidays }, years);
}

const added = ({ days }: HolidayReport) =>
  days.filter(({ outcome }) => outcome === 'added').map(({ date }) => date);

/** The days that one event adds, or why it adds none. */
async function daysOf(lines: readonly string[], zone?: string): Promise<unknown> {
  const told = await report(calendarFile(event('Day', ...lines)), zone === undefined ? {} : { zone });
  const [first] = told.days;
  return first?.outcome === 'refused'
    ? first.note
    : added(told)
        .map((date) => date?.slice(2))
        .join(' ');
}

describe('days of a calendar file', () => {
  const cases: readonly (readonly [string, readonly string[], string | RegExp, string?])[] = [
    ['one day', ['DTSTART;VALUE=DATE:20261225'], '26-12-25'],
    ['with its end', ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261226'], '26-12-25'],
    ['several', ['DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20270102'], '26-12-30 26-12-31 27-01-01'],
    ['for days', ['DTSTART;VALUE=DATE:20261225', 'DURATION:P2D'], '26-12-25 26-12-26'],
    ['with its end before it', ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261201'], '26-12-25'],
    ['every year', ['DTSTART;VALUE=DATE:19470815', 'RRULE:FREQ=YEARLY'], '26-08-15 27-08-15 28-08-15'],
    [
      'across a year’s end',
      ['DTSTART;VALUE=DATE:20201231', 'DTEND;VALUE=DATE:20210102', 'RRULE:FREQ=YEARLY'],
      '26-01-01 26-12-31 27-01-01 27-12-31 28-01-01 28-12-31',
    ],
    [
      'the fourth Thursday',
      ['DTSTART;VALUE=DATE:20201126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
      '26-11-26 27-11-25 28-11-23',
    ],
    [
      'the last Monday',
      ['DTSTART;VALUE=DATE:20200525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO'],
      '26-05-25 27-05-31 28-05-29',
    ],
    [
      'the Tuesday after a Monday',
      [
        'DTSTART;VALUE=DATE:20201103',
        'RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      ],
      '28-11-07',
    ],
    [
      'the 100th Monday',
      ['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY;BYDAY=20MO'],
      '26-05-18 27-05-17 28-05-15',
    ],
    [
      'the last of February',
      ['DTSTART;VALUE=DATE:20200229', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1'],
      '26-02-28 27-02-28 28-02-29',
    ],
    ['of leap years', ['DTSTART;VALUE=DATE:20200229', 'RRULE:FREQ=YEARLY'], '28-02-29'],
    [
      'on a day that never is',
      ['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
      '',
    ],
    [
      'until a year',
      ['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY;UNTIL=20270101'],
      '26-01-01 27-01-01',
    ],
    ['so many times', ['DTSTART;VALUE=DATE:20230101', 'RRULE:FREQ=YEARLY;COUNT=5'], '26-01-01 27-01-01'],
    [
      'but for some',
      ['DTSTART;VALUE=DATE:20230101', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270101'],
      '26-01-01 28-01-01',
    ],
    [
      'on days that are listed',
      ['DTSTART;VALUE=DATE:20260405', 'RDATE;VALUE=DATE:20270328,20280416'],
      '26-04-05 27-03-28 28-04-16',
    ],
    ['each week', ['DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=WEEKLY'], /repeats in a way/],
    [
      'by set positions',
      ['DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY;BYSETPOS=1;BYDAY=MO'],
      /repeats in a way/,
    ],
    [
      'counted from long ago',
      ['DTSTART;VALUE=DATE:16010101', 'RRULE:FREQ=YEARLY;COUNT=9999'],
      /from too long ago/,
    ],
    ['no day', ['DTSTART;VALUE=DATE:20260230'], /no day/],
    ['nothing at all', [], /when it begins/],
    ['of a rule that is none', ['DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=SOMETIMES'], /cannot be read/],
    [
      'for a whole summer',
      ['DTSTART;VALUE=DATE:20260601', 'DTEND;VALUE=DATE:20260901'],
      /longer than 60 days/,
    ],
    ['for ever', ['DTSTART:20260101T000000Z', 'DURATION:P99999999D'], /longer than 60 days/],
    ['cancelled', ['DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED'], /cancelled/],
    ['a meeting', ['DTSTART:20261225T090000Z', 'DTEND:20261225T100000Z'], /not last a whole day in Asia/],
    ['a day of the zone in UTC', ['DTSTART:20261224T183000Z', 'DTEND:20261225T183000Z'], '26-12-25'],
    [
      'the same elsewhere',
      ['DTSTART:20261224T183000Z', 'DTEND:20261225T183000Z'],
      /not last a whole day/,
      'Europe/Berlin',
    ],
    [
      'by the clocks of a zone',
      ['DTSTART;TZID=Europe/Berlin:20261224T000000', 'DTEND;TZID=Europe/Berlin:20261227T000000'],
      '26-12-25 26-12-26',
    ],
    ['until its twenty-fourth hour', ['DTSTART:20261225T000000', 'DTEND:20261225T240000'], '26-12-25'],
    ['until no time of a day', ['DTSTART:20261225T000000', 'DTEND:20261225T256100'], /no time of a day/],
    ['by clocks of wherever', ['DTSTART:20261225T000000', 'DTEND:20261225T235900'], '26-12-25'],
    [
      'as the clock changes',
      [
        'DTSTART;TZID=Europe/Berlin:20260329T000000',
        'DTEND;TZID=Europe/Berlin:20260330T000000',
        'RRULE:FREQ=YEARLY',
      ],
      '26-03-29 27-03-29 28-03-29',
      'Europe/Berlin',
    ],
    [
      'a path before its zone',
      ['DTSTART;TZID=/mozilla.org/20050126_1/Asia/Kolkata:20261225T000000', 'DURATION:P1D'],
      '26-12-25',
    ],
    [
      'an unknown zone',
      ['DTSTART;TZID=Middle Earth:20261225T000000', 'DURATION:P1D'],
      /Middle Earth is not known/,
    ],
    [
      'marked by Outlook',
      [
        'DTSTART;TZID="India Standard Time":20261225T000000',
        'DTEND;TZID="India Standard Time":20261226T000000',
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
      ],
      '26-12-25',
    ],
  ];
  for (const [name, lines, expected, zone] of cases) {
    it(`that come ${name}`, async () => {
      const days = await daysOf(lines, zone);
      if (typeof expected === 'string') expect(days).to.equal(expected);
      else expect(days).to.match(expected);
    });
  }

  it('are told by their dates, with what is there already and what comes twice', async () => {
    const file = calendarFile(
      event('New Year', 'DTSTART;VALUE=DATE:20270101'),
      event('Diwali', 'DTSTART;VALUE=DATE:20261108'),
      event('Deepavali', 'DTSTART;VALUE=DATE:20261108'),
      event('Holi', 'DTSTART;VALUE=DATE:20260304'),
      event('', 'DTSTART;VALUE=DATE:20260305'),
      event('x'.repeat(101), 'DTSTART;VALUE=DATE:20260306'),
      event('Of old', 'DTSTART;VALUE=DATE:20010101'),
    );
    const told = await report(file, {
      holidays: new Map([
        ['2027-01-01', 'Neujahr'],
        ['2026-03-04', 'Holi'],
      ]),
    });
    expect(
      told.days.map(({ date, name, outcome, note }) => [date, name.slice(0, 9), outcome, note]),
    ).to.deep.equal([
      ['2026-03-04', 'Holi', 'there', ''],
      ['2026-03-05', '', 'refused', 'The name is required.'],
      ['2026-03-06', 'xxxxxxxxx', 'refused', 'The name has more than 100 characters.'],
      ['2026-11-08', 'Diwali', 'added', ''],
      ['2026-11-08', 'Deepavali', 'refused', 'The file has this day already, as Diwali.'],
      ['2027-01-01', 'New Year', 'there', 'It is called Neujahr here.'],
    ]);
    expect([told.counts, told.others]).to.deep.equal([{ added: 1, there: 2, refused: 3 }, 1]);
  });

  it('that were moved stand where they were moved to', async () => {
    const file = calendarFile(
      event('Founder', 'UID:f', 'DTSTART;VALUE=DATE:20200601', 'RRULE:FREQ=YEARLY'),
      event('Founder', 'UID:f', 'RECURRENCE-ID;VALUE=DATE:20270601', 'DTSTART;VALUE=DATE:20270603'),
    );
    expect(added(await report(file))).to.deep.equal(['2026-06-01', '2027-06-03', '2028-06-01']);
  });

  it('are read of long lines, of what is nested and of other letters', async () => {
    const folded = calendarFile(
      event(
        'Weih\r\n nacht\\, erster\\nTag',
        'DTSTART;VALUE=DATE:20261225',
        'BEGIN:VALARM',
        'DTSTART:x',
        'SUMMARY:Ring',
        'END:VALARM',
      ),
    );
    expect((await report(folded)).days[0]?.name).to.equal('Weihnacht, erster Tag');
    const latin = Buffer.from(
      calendarFile(event('Allerseelen \u0096 f\u00fcr alle', 'DTSTART;VALUE=DATE:20261102')),
      'latin1',
    );
    expect((await report(latin)).days[0]?.name).to.equal('Allerseelen – für alle');
    const utf16 = Buffer.from(
      `\ufeff${calendarFile(event('दिवाली', 'DTSTART;VALUE=DATE:20261108'))}`,
      'utf16le',
    );
    expect((await report(utf16)).days[0]?.name).to.equal('दिवाली');
  });
});

describe('a hostile calendar file', () => {
  const MB = 1024 * 1024;
  const whole = (lines: string) => `BEGIN:VCALENDAR\r\n${lines}END:VCALENDAR\r\n`;
  const refused: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['is too large', 'x'.repeat(MB + 1), /more than 1 MB/],
    ['is empty', '', /no calendar file/],
    ['is a picture', new Uint8Array([0xff, 0xd8, 0, 0, 1, 2]), /no calendar file/],
    ['is a page', '<html>BEGIN:VCALENDAR</html>', /no calendar file/],
    ['has no event', calendarFile(), /no event/],
    ['was cut', calendarFile(event('A', 'DTSTART;VALUE=DATE:20261225')).slice(0, -40), /in the midst/],
    [
      'has too many events',
      calendarFile(...Array<string>(1001).fill(event('A'))),
      /1001 events; at most 1000/,
    ],
    [
      'has too many days',
      calendarFile(event('A', 'DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU')),
      /more than 1000 days/,
    ],
    ['nests for ever', whole('BEGIN:VEVENT\r\n'.repeat(60_000)), /in the midst/],
  ];
  for (const [name, content, why] of refused) {
    it(`that ${name} is refused`, async () => {
      const error: unknown = await report(content).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(InvalidInputError);
      expect((error as InvalidInputError).fields.file).to.match(why);
    });
  }

  it('is read in no time', async () => {
    const day = 'DTSTART;VALUE=DATE:20261225';
    const monstrous = [
      whole(`BEGIN:VEVENT\r\nSUMMARY${';A=1'.repeat(260_000)}:Day\r\n${day}\r\nEND:VEVENT\r\n`),
      whole(`BEGIN:VEVENT\r\nSUMMARY:a\r\n${' a\r\n'.repeat(250_000)}${day}\r\nEND:VEVENT\r\n`),
      whole(
        `BEGIN:VEVENT\r\n${'BEGIN:X\r\n'.repeat(50_000)}${'END:X\r\n'.repeat(50_000)}${day}\r\nEND:VEVENT\r\n`,
      ),
      calendarFile(
        ...Array.from({ length: 1000 }, (_one, n) =>
          event(`D${n}`, 'DTSTART;VALUE=DATE:19900101', 'RRULE:FREQ=YEARLY;COUNT=999999;BYDAY=53MO'),
        ),
      ),
      calendarFile(event('__proto__', 'DTSTART;__PROTO__=1;VALUE=DATE:20261225', 'CONSTRUCTOR:x')),
    ];
    const began = performance.now();
    for (const content of monstrous) await report(content, { years: { from: 2081, to: 2100 } });
    expect(performance.now() - began).to.be.below(5000);
  });
});
