import { COLOURS } from '../../look/tokens.ts';
import type { Cell, Column, Row } from '../table.ts';
import { clockText, type wallClock } from '../wall-clock.ts';
import { widthOf, type Line } from './lines.ts';
import type { Paper } from './paper.ts';

/** A table that fits into memory. */
export interface PaperTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

const TEXT = { size: 8.5 } as const;
const HEAD = { size: 8.5, isBold: true } as const;
const GAP = 8;
const WIDTHS = { text: 24, number: 10, moment: 17, day: 12, percent: 9 } as const;

type Clock = ReturnType<typeof wallClock>;

function said(cell: Cell, kind: Column['kind'], clock: Clock): string {
  if (cell === null || cell === undefined) return '–';
  if (cell instanceof Date) return clockText(clock(cell)).slice(0, 16);
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell !== 'number') return cell;
  return kind === 'percent' ? `${Math.round(cell * 100)} %` : cell.toLocaleString('en-GB');
}

const isFigure = ({ kind }: Column): boolean => kind === 'number' || kind === 'percent';

/** How wide each column is, by what it asks for. */
function widthsOf(columns: readonly Column[], width: number): number[] {
  const asked = columns.map(({ kind = 'text', width: wide = WIDTHS[kind], label }) =>
    Math.max(wide, label.length),
  );
  const whole = asked.reduce((sum, one) => sum + one, 0);
  const room = width - GAP * (columns.length - 1);
  return asked.map((one) => (room * one) / whole);
}

/** Draws a table whose head stands on each page that it goes on to; a row stays on one page where it fits. */
export function drawTable(paper: Paper, { name, columns, rows }: PaperTable, clock: Clock): void {
  const widths = widthsOf(columns, paper.width);
  const height = paper.lineHeight(TEXT);
  const drawRow = (cells: readonly Line[][], writing: typeof TEXT): void => {
    let x = paper.left;
    for (const [index, lines] of cells.entries()) {
      const width = widths[index] ?? 0;
      const isRight = columns[index] !== undefined && isFigure(columns[index]);
      for (const [place, line] of lines.entries()) {
        const at = isRight ? x + width - widthOf(line.pieces) : x;
        paper.draw(line, at, paper.y + place * height, {
          ...writing,
          width: isRight ? widthOf(line.pieces) : width,
        });
      }
      x += width + GAP;
    }
    paper.y += Math.max(1, ...cells.map(({ length }) => length)) * height + 3;
  };
  const head = columns.map(({ label }, index) => paper.lines(label, { ...HEAD, width: widths[index] ?? 0 }));
  const drawHead = (): void => {
    drawRow(head, HEAD);
    paper.doc.lineWidth(0.8).strokeColor(COLOURS['line-strong'].light);
    paper.doc
      .moveTo(paper.left, paper.y - 1)
      .lineTo(paper.left + paper.width, paper.y - 1)
      .stroke();
    paper.y += 3;
  };
  paper.need(90);
  if (name !== '') paper.text(name, { size: 12, isBold: true, after: 3 });
  drawHead();
  for (const row of rows) {
    const cells = columns.map((column, index) =>
      paper.lines(said(row[index], column.kind, clock), { ...TEXT, width: widths[index] ?? 0 }).slice(0, 40),
    );
    const high = Math.max(1, ...cells.map(({ length }) => length)) * height + 3;
    if (paper.y + high > paper.bottom) {
      paper.turn();
      drawHead();
    }
    drawRow(cells, TEXT);
  }
  if (rows.length === 0) paper.text('Nothing in this period.', { ...TEXT, colour: 'muted' });
  paper.y += 14;
}
