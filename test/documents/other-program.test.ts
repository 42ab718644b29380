import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { readXlsx } from 'hucre';
import { smallTable, type Row } from '../../src/documents/table.ts';
import { xlsxOf } from '../../src/documents/xlsx/write-xlsx.ts';
import { operator } from '../../src/policies/actor.ts';
import { beginExport } from '../../src/use-cases/exports/begin-export.ts';
import { exportComplaints } from '../../src/use-cases/exports/export-complaints.ts';
import { downloadReport } from '../../src/use-cases/reports/download-report.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast } from '../factories/people.ts';

/** Texts that have to come through as they are. */
const TEXTS = [
  '=HYPERLINK("http://evil.example","x")',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  'two\nlines & <b>"quotes"</b>',
  '_x0041_ stays',
  '😀 👩‍💻 مرحبا 研究',
  '  spaces  ',
  '0012',
  '1e5',
];

const COLUMNS = [
  { label: 'Text' },
  { label: 'Number', kind: 'number' },
  { label: 'Moment', kind: 'moment' },
  { label: 'Day', kind: 'day' },
  { label: 'Share', kind: 'percent' },
] as const;

/** Dates as their clocks show them: a workbook knows no time zone. */
const shown = (value: unknown) => (value instanceof Date ? value.toISOString().slice(0, 19) : value);

async function opened(file: Buffer) {
  const { sheets } = await readXlsx(file, { readStyles: true });
  return sheets.map(({ rows, ...sheet }) => ({ ...sheet, rows: rows.map((row) => row.map(shown)) }));
}

/** A reader that has nothing in common with the one of the other tests. */
describe('a workbook that another program opens', () => {
  it('has texts as they are, real dates and numbers, a head that stays, and filters', async () => {
    const rows: Row[] = [
      ...TEXTS.map((text) => [text, null, null, null, null]),
      ['a', -5.5, new Date('2026-10-25T00:30:00Z'), '2026-01-31', 0.25],
    ];
    const tables = [smallTable('All [of] it', COLUMNS, rows), smallTable('Nothing', COLUMNS, [])];
    const [first, second] = await opened(await buffer(xlsxOf(tables, 'Asia/Kolkata')));
    expect(first?.rows).to.deep.equal([
      COLUMNS.map(({ label }) => label),
      ...TEXTS.map((text) => [text, null, null, null, null]),
      ['a', -5.5, '2026-10-25T06:00:00', '2026-01-31T00:00:00', 0.25],
    ]);
    expect(first?.name).to.equal('All  of  it');
    expect(first?.freezePane).to.deep.equal({ rows: 1 });
    expect(first?.autoFilter).to.deep.equal({ range: `A1:E${rows.length + 1}` });
    expect(first?.cells?.get(`${rows.length},4`)?.style?.numFmt).to.equal('0%');
    expect(second?.rows).to.deep.equal([COLUMNS.map(({ label }) => label)]);
  });

  it('is what the list of complaints and a report are written as', async () => {
    const { rosa, elena } = await buildCast();
    const createdAt = new Date('2026-01-31T20:00:00Z');
    const { id } = await buildComplaint({
      title: '=1+1 & <co>',
      reporter: rosa,
      assignee: elena,
      status: 'in_progress',
      createdAt,
    });
    const timeZone = 'Asia/Kolkata';
    const source = await exportComplaints(operator, {}, timeZone);
    const { content } = await beginExport(operator, source, { format: 'xlsx', filters: {}, timeZone });
    const [list] = await opened(await buffer(content));
    const [head = [], row = []] = list?.rows ?? [];
    const values = Object.fromEntries(head.map((label, index) => [label, row[index]]));
    expect(values).to.include({
      'No.': id,
      Title: '=1+1 & <co>',
      Status: 'In progress',
      Reporter: rosa.name,
      'Assigned to': elena.name,
      Filed: '2026-02-01T01:30:00',
      Resolved: null,
    });
    const asked = { from: '2026-01-31', to: '2026-02-02', step: 'day' } as const;
    const report = await downloadReport(operator, asked, 'xlsx', timeZone);
    const sheets = await opened(await buffer(report.content));
    expect(sheets.length).to.be.above(3);
    for (const { name, rows, freezePane, autoFilter } of sheets) {
      expect(rows.length, name).to.be.above(0);
      expect(freezePane, name).to.deep.equal({ rows: 1 });
      expect(autoFilter?.range, name).to.match(/^A1:[A-Z]+\d+$/);
    }
    const days = sheets.flatMap(({ rows }) => rows).filter(([day]) => day === '2026-02-01T00:00:00');
    expect(days, 'a day is a date').to.have.length.above(0);
  });
});
