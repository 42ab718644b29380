import { barGeometry } from '../../look/chart/bar-geometry.ts';
import { courseOf, type ChartShare, type CourseData, type Tone } from '../../look/chart/chart-data.ts';
import type { CourseDrawing } from '../../look/chart/course-axes.ts';
import type { PlacedText } from '../../look/chart/frame.ts';
import { lineGeometry } from '../../look/chart/line-geometry.ts';
import { rowGeometry } from '../../look/chart/row-geometry.ts';
import type { Unit } from '../../look/chart/value-axis.ts';
import { COLOURS } from '../../look/tokens.ts';
import { widthOf } from './lines.ts';
import type { Paper } from './paper.ts';

/** A chart of a report: values over time as bars or lines, or parts of a whole as rows. */
export type PaperChart =
  | { readonly kind: 'bars' | 'lines'; readonly title: string; readonly data: CourseData }
  | {
      readonly kind: 'rows';
      readonly title: string;
      readonly unit: Unit;
      readonly shares: readonly Pick<ChartShare, 'name' | 'value'>[];
    };

const LETTER = 8;
const HEIGHT = 150;
const ROW = 16;
const SMALL = { size: LETTER, colour: 'muted' } as const;
const TONES: Readonly<Record<Tone, string>> = {
  new: COLOURS.primary.light,
  resolved: COLOURS['tag-resolved'].light,
  open: COLOURS['tag-open'].light,
  plain: COLOURS.muted.light,
};

function place(paper: Paper, { text, x, y, anchor }: PlacedText, top: number): void {
  const [line] = paper.lines(text, SMALL);
  if (line === undefined) return;
  const share = { start: 0, middle: 0.5, end: 1 }[anchor];
  paper.draw(line, paper.left + x - widthOf(line.pieces) * share, top + y - LETTER * 1.1, SMALL);
}

/** Series differ by how they are drawn, too: paper may have no colours. */
function legend(paper: Paper, { series }: CourseData): void {
  if (series.length < 2) return;
  let x = paper.left;
  for (const [index, { name, tone }] of series.entries()) {
    const [line] = paper.lines(name, SMALL);
    paper.doc.rect(x, paper.y + 3, 8, 8).fillOpacity(index === 0 ? 1 : 0.45);
    paper.doc.fillAndStroke(TONES[tone], TONES[tone]).fillOpacity(1);
    if (line) paper.draw(line, x + 12, paper.y + 1, SMALL);
    x += 30 + (line === undefined ? 0 : widthOf(line.pieces));
  }
  paper.y += 16;
}

function axes(paper: Paper, { plot, ticks, labels }: CourseDrawing, top: number): void {
  const { doc, left } = paper;
  for (const { text, y } of ticks) {
    doc.lineWidth(0.5).strokeColor(COLOURS.line.light);
    doc
      .moveTo(left + plot.x, top + y)
      .lineTo(left + plot.x + plot.width, top + y)
      .stroke();
    place(paper, { text, x: plot.x - 5, y: y + LETTER * 0.35, anchor: 'end' }, top);
  }
  for (const label of labels) place(paper, label, top);
}

function course(paper: Paper, kind: 'bars' | 'lines', data: CourseData): void {
  const asked = courseOf(data, { width: paper.width, height: HEIGHT, letter: LETTER });
  const drawing = kind === 'bars' ? barGeometry(asked) : lineGeometry(asked);
  const { doc, left, y: top } = paper;
  axes(paper, drawing, top);
  doc.save().translate(left, top).lineWidth(0.6);
  for (const { series, path } of kind === 'bars' ? drawing.spots : []) {
    if (path === '') continue;
    const colour = TONES[data.series[series]?.tone ?? 'plain'];
    doc
      .path(path)
      .fillOpacity(series === 0 ? 1 : 0.45)
      .fillAndStroke(colour, colour);
  }
  doc.fillOpacity(1).lineWidth(1.4);
  for (const [series, { path }] of drawing.lines.entries()) {
    if (path === '') continue;
    doc.path(path).strokeColor(TONES[data.series[series]?.tone ?? 'plain']);
    if (series > 0) doc.dash(4, { space: 2 });
    doc.stroke().undash();
  }
  doc.restore();
  paper.y = top + HEIGHT + 4;
}

function rows(paper: Paper, { unit, shares }: Extract<PaperChart, { kind: 'rows' }>): void {
  const values = shares.map(({ value }) => value);
  const frame = { width: paper.width, height: ROW * shares.length, letter: LETTER };
  const drawn = rowGeometry(values, frame, 60);
  const { y: top, left, doc } = paper;
  for (const [index, { name, bar, value }] of drawn.entries()) {
    const share = shares[index];
    if (share === undefined) continue;
    const [line] = paper.lines(share.name, { size: LETTER, width: name.width });
    const [said] = paper.lines(unit.read(share.value), SMALL);
    if (line) paper.draw(line, left + name.x, top + name.y + (ROW - LETTER * 1.42) / 2, { size: LETTER });
    doc.rect(left + bar.x, top + bar.y, bar.width, bar.height).fill(TONES.plain);
    if (said) paper.draw(said, left + value.x, top + value.y - LETTER * 1.1, SMALL);
  }
  paper.y = top + frame.height + 4;
}

/** Draws a chart below what is there, with its title; what goes with it stays on its page. */
export function drawChart(paper: Paper, chart: PaperChart): void {
  const height = chart.kind === 'rows' ? Math.min(ROW * chart.shares.length, 500) : HEIGHT + 16;
  paper.need(height + 30);
  paper.text(chart.title, { size: 12, isBold: true, after: 3 });
  if (chart.kind === 'rows') rows(paper, chart);
  else {
    legend(paper, chart.data);
    course(paper, chart.kind, chart.data);
  }
  paper.y += 12;
}
