import { buffer, text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { csvOf } from '../../src/documents/csv.ts';
import { fileNameOf } from '../../src/documents/file-name.ts';
import { jsonLinesOf } from '../../src/documents/json-lines.ts';
import { smallTable, type Row } from '../../src/documents/table.ts';
import { clockText, wallClock } from '../../src/documents/wall-clock.ts';
import { xlsxOf } from '../../src/documents/xlsx/write-xlsx.ts';
import { cellsOf, readXlsx } from '../support/read-xlsx.ts';

/** Texts that a program might take for something else, and what is left of each in a cell of a workbook. */
const HOSTILE: readonly (readonly [given: string, kept: string])[] = [
  ['=HYPERLINK("http://evil.example","x")', '=HYPERLINK("http://evil.example","x")'],
  ['+1', '+1'],
  ['-2+3', '-2+3'],
  ['@SUM(A1)', '@SUM(A1)'],
  ['\t=1', '\t=1'],
  ['\r=1', '\n=1'],
  ['＝1', '＝1'],
  ['a "quoted", word\r\nand a line', 'a "quoted", word\nand a line'],
  ['_x0041_ stays', '_x0041_ stays'],
  ['_x005F_x0041_', '_x005F_x0041_'],
  ['NUL\0 and \u0007 bell', 'NUL and  bell'],
  ['half \uD800 a sign', 'half  a sign'],
  ['😀 👩‍💻', '😀 👩‍💻'],
  ['مرحبا بالعالم', 'مرحبا بالعالم'],
  ['<b>&amp;</b>', '<b>&amp;</b>'],
  ['  spaces  ', '  spaces  '],
];
const table = (rows: readonly Row[]) => smallTable('Texts', [{ label: 'Text' }], rows);

describe('CSV', () => {
  const lines = async (rows: readonly Row[], bom = false) =>
    text(csvOf([table(rows)], { timeZone: 'UTC', bom }));

  it('defuses what a program would take for a formula, and nothing else', async () => {
    const read = parse(await lines(HOSTILE.map(([given]) => [given])), { record_delimiter: '\r\n' }).flat();
    expect(read.slice(1)).to.deep.equal(
      HOSTILE.map(([given]) =>
        /^[=+\-@\t\r＝]/.test(given) ? `'${given}` : given.replaceAll(/\0|\uD800/g, ''),
      ),
    );
  });

  it('writes numbers, moments, yes and no, and nothing', async () => {
    const row = [-5, 0.25, new Date('2026-03-29T01:30:00Z'), true, false, null, undefined, ''];
    const columns = row.map((_, index) => ({ label: `c${index}` }));
    const written = await text(csvOf([smallTable('x', columns, [row])], { timeZone: 'Europe/Berlin' }));
    expect(written.split('\r\n')[1]).to.equal('-5,0.25,2026-03-29 03:30:00,yes,no,,,');
  });

  it('begins with a mark where that is wanted, and tells several tables by their names', async () => {
    expect(await lines([], true)).to.equal('\uFEFFText\r\n');
    expect(await lines([])).to.equal('Text\r\n');
    const two = await text(csvOf([table([['a']]), table([['b']])], { timeZone: 'UTC' }));
    expect(two).to.equal('Texts\r\nText\r\na\r\n\r\nTexts\r\nText\r\nb\r\n');
  });
});

describe('a workbook', () => {
  const columns = [
    { label: 'Text' },
    { label: 'Number', kind: 'number' },
    { label: 'Moment', kind: 'moment' },
    { label: 'Day', kind: 'day' },
    { label: 'Share', kind: 'percent' },
  ] as const;

  it('holds every text as it is, without what XML does not know', async () => {
    const [sheet] = await readXlsx(await buffer(xlsxOf([table(HOSTILE.map(([given]) => [given]))], 'UTC')));
    expect(sheet && cellsOf(sheet).slice(1).flat()).to.deep.equal(HOSTILE.map(([, kept]) => kept));
  });

  it('cuts what is longer than a cell may be, with a mark', async () => {
    const [sheet] = await readXlsx(
      await buffer(
        xlsxOf([table([['x'.repeat(40_000)], ['😀'.repeat(20_000)], ['y'.repeat(32_767)]])], 'UTC'),
      ),
    );
    const [, [long], [wide], [just]] = (sheet && cellsOf(sheet)) as string[][] as [
      string[],
      string[],
      string[],
      string[],
    ];
    expect(long)
      .to.have.length(32_767)
      .and.to.match(/^x+… \(cut\)$/);
    expect(wide).to.match(/^(😀)+… \(cut\)$/u);
    expect(just).to.equal('y'.repeat(32_767));
  });

  it('has real dates of the time zone and real numbers', async () => {
    const row = ['a', -5.5, new Date('2026-10-25T00:30:00Z'), '2026-01-31', 0.5];
    const [sheet] = await readXlsx(await buffer(xlsxOf([smallTable('x', columns, [row])], 'Asia/Kolkata')));
    const [, cells = []] = sheet?.rows ?? [];
    expect(cells.map((cell) => cell?.value)).to.deep.equal(['a', -5.5, 46_320.25, 46_053, 0.5]);
    expect(cells.map((cell) => cell?.format)).to.deep.equal([
      '',
      '',
      'yyyy\\-mm\\-dd\\ hh:mm',
      'yyyy\\-mm\\-dd',
      '0%',
    ]);
  });

  it('keeps its head in sight, filters by every column, and is whole without rows', async () => {
    const [sheet] = await readXlsx(await buffer(xlsxOf([smallTable('x', columns, [])], 'UTC')));
    expect(sheet?.xml).to.include(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    expect(sheet?.xml).to.include('<autoFilter ref="A1:E1"/>');
    expect(sheet && cellsOf(sheet)).to.deep.equal([['Text', 'Number', 'Moment', 'Day', 'Share']]);
  });

  it('goes on on a sheet that says so, and gives each a name that programs take', async () => {
    const long = {
      ...table([[1], [2], [3], [4], [5]]),
      name: "'All [of]: it?*/\\ and a very long name indeed'",
    };
    const sheets = await readXlsx(await buffer(xlsxOf([long, table([[6]]), table([])], 'UTC', 2)));
    expect(sheets.map(({ name }) => name)).to.deep.equal([
      'All  of   it     and a very lon',
      'All  of   it     a, continued 2',
      'All  of   it     a, continued 3',
      'Texts',
      'Texts 2',
    ]);
    expect(sheets.map((sheet) => cellsOf(sheet).slice(1).flat())).to.deep.equal([
      [1, 2],
      [3, 4],
      [5],
      [6],
      [],
    ]);
  });

  it('stops making rows when its reader goes, and says so when they fail', async () => {
    let made = 0;
    let ended = false;
    const rows = async function* () {
      try {
        for (; ; made += 1) {
          await turn();
          yield Array.from({ length: 500 }, () => [Math.random().toString(36).repeat(20)]);
        }
      } finally {
        ended = true;
      }
    };
    const left = xlsxOf([{ ...table([]), rows: rows() }], 'UTC');
    await new Promise((resolve) => left.once('readable', resolve));
    await turn();
    left.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = made;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([made - before, ended]).to.deep.equal([0, true]);

    const failing = async function* (): AsyncGenerator<readonly Row[]> {
      yield [['a']];
      await turn();
      throw new Error('the database went away');
    };
    const told = await buffer(xlsxOf([{ ...table([]), rows: failing() }], 'UTC')).then(
      () => 'whole',
      (error: Error) => error.message,
    );
    expect(told).to.equal('the database went away');
  });
});

describe('lines of JSON', () => {
  it('are one for each record', async () => {
    const at = new Date('2026-01-31T10:00:00Z');
    expect(await text(jsonLinesOf([[{ a: 'x\ny', at }], [], [{ a: null }]]))).to.equal(
      '{"a":"x\\ny","at":"2026-01-31T10:00:00.000Z"}\n{"a":null}\n',
    );
    expect(await text(jsonLinesOf([]))).to.equal('');
  });
});

describe('a time zone’s clock', () => {
  it('shows what the zone’s clocks show, also when they are set', () => {
    const shown = (zone: string, at: string) => clockText(wallClock(zone)(new Date(at)));
    expect(shown('Europe/Berlin', '2026-03-29T00:59:59Z')).to.equal('2026-03-29 01:59:59');
    expect(shown('Europe/Berlin', '2026-03-29T01:00:00Z')).to.equal('2026-03-29 03:00:00');
    expect(shown('Australia/Lord_Howe', '2026-04-04T15:00:00Z')).to.equal('2026-04-05 01:30:00');
    expect(shown('Asia/Kathmandu', '2026-01-01T00:00:00Z')).to.equal('2026-01-01 05:45:00');
    expect(shown('America/St_Johns', '2026-01-01T00:00:00Z')).to.equal('2025-12-31 20:30:00');
    expect(shown('UTC', '2026-01-01T00:00:00Z')).to.equal('2026-01-01 00:00:00');
    expect(shown('UTC', '2026-01-01T09:08:07.999Z')).to.equal('2026-01-01 09:08:07');
    expect(shown('UTC', '1969-12-31T23:59:59.001Z')).to.equal('1969-12-31 23:59:59');
    expect(clockText(253_402_300_800_000)).to.equal('+010000-01-01 00:00:00');
  });
});

describe('the name of a file', () => {
  const names: readonly (readonly [string, string])[] = [
    ['complaints 2026-01-31', 'complaints-2026-01-31.csv'],
    ['a "quoted"\r\nname', 'a-quoted-name.csv'],
    ['../../etc/passwd', 'etc-passwd.csv'],
    ['C:\\x|y?.exe', 'C-x-y-.exe.csv'],
    ['हिंदी रिपोर्ट', 'हिंदी-रिपोर्ट.csv'],
    ['\u202Etxt\0', 'txt.csv'],
    ['  ', 'export.csv'],
    ['x'.repeat(300), `${'x'.repeat(100)}.csv`],
  ];
  for (const [given, made] of names)
    it(`is ${JSON.stringify(made.slice(0, 30))} for ${JSON.stringify(given.slice(0, 30))}`, () => {
      expect(fileNameOf(given, 'csv')).to.equal(made);
    });
});
