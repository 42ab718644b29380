import type { Readable } from 'node:stream';
import { clockText, wallClock } from '../wall-clock.ts';
import { drawChart, type PaperChart } from './chart.ts';
import { drawTable, type PaperTable } from './draw-table.ts';
import { Paper } from './paper.ts';

/** A number that stands by itself. */
export interface PaperFigure {
  readonly label: string;
  /** As it is read, such as `1,204` or `38 %`. */
  readonly value: string;
  /** What it is compared with. */
  readonly note?: string | undefined;
}

/** A report as it is printed. */
export interface PaperReport {
  readonly title: string;
  /** What it is about: the period, and what it is filtered by. */
  readonly about: readonly string[];
  readonly figures: readonly PaperFigure[];
  readonly charts: readonly PaperChart[];
  readonly tables: readonly PaperTable[];
}

/** Figures beside one another. */
const COLUMNS = 4;

function drawFigures(paper: Paper, figures: readonly PaperFigure[]): void {
  const width = paper.width / COLUMNS;
  const room = width - 10;
  for (let start = 0; start < figures.length; start += COLUMNS) {
    paper.need(58);
    const top = paper.y;
    for (const [index, { label, value, note = '' }] of figures.slice(start, start + COLUMNS).entries()) {
      const x = paper.left + index * width;
      const parts = [
        [label, { size: 8.5, colour: 'muted' }, 0],
        [value, { size: 17, isBold: true }, 12],
        [note, { size: 8.5, colour: 'text-soft' }, 37],
      ] as const;
      for (const [text, writing, below] of parts) {
        const [line] = paper.lines(text, { ...writing, width: room });
        if (line) paper.draw(line, x, top + below, { ...writing, width: room });
      }
    }
    paper.y = top + 58;
  }
  paper.y += 6;
}

/** A report as a PDF: what it is about, figures, charts and tables; moments are those of the time zone. */
export function reportPdf(report: PaperReport, timeZone: string, now: Date = new Date()): Readable {
  const clock = wallClock(timeZone);
  const { title, about, figures, charts, tables } = report;
  const paper = new Paper([title, ...about].join(' · '), now);
  paper.text(title, { size: 20, isBold: true, after: 3 });
  for (const line of about) paper.text(line, { colour: 'text-soft' });
  paper.text(`Made ${clockText(clock(now)).slice(0, 16)} (${timeZone})`, {
    size: 8.5,
    colour: 'muted',
    after: 12,
  });
  drawFigures(paper, figures);
  for (const chart of charts) drawChart(paper, chart);
  for (const table of tables) drawTable(paper, table, clock);
  return paper.end();
}
