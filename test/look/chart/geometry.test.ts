import { expect } from 'chai';
import { barGeometry } from '../../../src/look/chart/bar-geometry.ts';
import { calloutBox } from '../../../src/look/chart/callout-box.ts';
import type { Course, CourseDrawing } from '../../../src/look/chart/course-axes.ts';
import { lineGeometry } from '../../../src/look/chart/line-geometry.ts';
import { readCount } from '../../../src/look/chart/read-number.ts';
import { rowGeometry, rowWidths } from '../../../src/look/chart/row-geometry.ts';
import { textWidth } from '../../../src/look/chart/text-width.ts';
import { unknownBox } from '../../../src/look/chart/unknown-box.ts';

const unit = { name: 'complaints', isWhole: true, read: readCount };
const LETTER = 12;

/** A chart of as many steps as there are values. */
function courseOf(series: Course['series'], width = 900, labels?: readonly string[]): Course {
  const names = series[0]?.map((_, index) => `${(index % 28) + 1} Nov`) ?? [];
  return { frame: { width, height: 220, letter: LETTER }, unit, labels: labels ?? names, series };
}

/** The corners of a path of bars: all of its coordinates. */
function extent(path: string): { readonly x: number[]; readonly y: number[] } {
  const x: number[] = [];
  const y: number[] = [];
  for (const [, command = '', given = ''] of path.matchAll(/([MHVQLZ])([^MHVQLZ]*)/g)) {
    const numbers = given.split(/[ ,]/).filter(Boolean).map(Number);
    if (command === 'H') x.push(...numbers);
    else if (command === 'V') y.push(...numbers);
    else numbers.forEach((number, index) => (index % 2 === 0 ? x : y).push(number));
  }
  return { x, y };
}

function expectWithin({ plot, labels, spots }: CourseDrawing, { frame }: Course): void {
  for (const { path, hit } of spots) {
    const { x, y } = extent(path);
    for (const at of [...x, hit.x, hit.x + hit.width])
      expect(at).to.be.within(plot.x - 0.01, frame.width + 0.01);
    for (const at of y) expect(at).to.be.within(plot.y - 0.01, plot.y + plot.height + 0.01);
  }
  labels.forEach(({ text, x }, index) => {
    const half = textWidth(text, LETTER) / 2;
    expect(x - half, text).to.be.at.least(-0.01);
    expect(x + half, text).to.be.at.most(frame.width + 0.01);
    const before = labels[index - 1];
    if (before) expect(x - half, text).to.be.above(before.x + textWidth(before.text, LETTER) / 2);
  });
}

describe('the geometry of charts over time', () => {
  const DAYS = Array.from({ length: 92 }, (_, index) => (index * 37) % 23);

  it('draws bars twice as high for twice as many, from nothing at the axis', () => {
    const { plot, spots, ticks } = barGeometry(courseOf([[10, 20, 0]]));
    const bottom = plot.y + plot.height;
    const [ten, twenty, none] = spots;
    expect(bottom - (twenty?.y ?? 0)).to.be.closeTo(2 * (bottom - (ten?.y ?? 0)), 0.1);
    expect(none).to.include({ y: bottom, path: '' });
    expect(ticks[0]).to.include({ value: 0, text: '0' });
    expect(Math.abs((ticks[0]?.y ?? 0) - bottom)).to.be.at.most(1);
  });

  it('shows one of thousands, however low its bar would be', () => {
    const { spots } = barGeometry(courseOf([[1, 12_000]]));
    const { y } = extent(spots[0]?.path ?? '');
    expect(Math.max(...y) - Math.min(...y)).to.be.within(1, 3);
  });

  for (const width of [300, 600, 1152])
    for (const count of [1, 7, 31, 92])
      it(`keeps ${count} steps of two series within ${width} px, no label over another`, () => {
        const values = DAYS.slice(0, count);
        const course = courseOf([values, values.toReversed()], width);
        expectWithin(barGeometry(course), course);
        expectWithin(lineGeometry(course), course);
      });

  it('shows fewer labels where there is less room, in even steps', () => {
    const shown = (width: number): string[] =>
      barGeometry(courseOf([DAYS.slice(0, 28)], width)).labels.map(({ text }) => text);
    expect(shown(1152).length).to.be.above(shown(320).length);
    expect(shown(320)[0]).to.equal('1 Nov');
    const days = shown(320).map((text) => Number.parseInt(text, 10));
    const steps = new Set(days.slice(1).map((day, index) => day - (days[index] ?? 0)));
    expect(steps.size).to.equal(1);
  });

  it('counts in whole numbers alone', () => {
    for (const most of [0, 1, 2, 3, 7, 1_234_567]) {
      const { ticks } = barGeometry(courseOf([[most, 0]]));
      expect(ticks.map(({ value }) => value).every(Number.isInteger), String(most)).to.equal(true);
      expect(ticks.at(-1)?.value, String(most)).to.be.at.least(1);
      expect(new Set(ticks.map(({ text }) => text)).size).to.equal(ticks.length);
    }
  });

  it('leaves room for the widest number at its axis', () => {
    const { plot } = barGeometry(courseOf([[1_234_567]]));
    expect(plot.x).to.be.above(textWidth('1,500,000', LETTER));
  });

  it('draws no line where nothing is known', () => {
    const { lines, spots } = lineGeometry(courseOf([[4, null, 6, 8]]));
    expect(lines[0]?.path.match(/M/g)).to.have.length(2);
    expect(spots).to.have.length(4);
  });

  it('gives each point the whole column to be pressed', () => {
    const course = courseOf([[1, 2, 3, 4]]);
    const { plot, spots } = lineGeometry(course);
    expect(spots.reduce((sum, { hit }) => sum + hit.width, 0)).to.be.closeTo(plot.width, 0.01);
    const bars = barGeometry(
      courseOf([
        [1, 2],
        [3, 4],
      ]),
    );
    expect(bars.spots.reduce((sum, { hit }) => sum + hit.width, 0)).to.be.closeTo(bars.plot.width, 0.01);
  });

  it('has nothing to draw of nothing', () => {
    expect(barGeometry(courseOf([[]]))).to.deep.include({ labels: [], spots: [] });
    expect(lineGeometry(courseOf([]))).to.deep.include({ labels: [], spots: [], lines: [] });
  });

  it('keeps what it says of a point within the chart, beside the point', () => {
    const frame = { width: 300, height: 220, letter: LETTER };
    for (const at of [
      { x: 2, y: 5 },
      { x: 298, y: 5 },
      { x: 150, y: 200 },
    ]) {
      const box = calloutBox(['Mon 23 Nov 2026', 'Filed: 12', 'Resolved: 8'], at, frame);
      expect(box.x).to.be.within(0, frame.width - box.width);
      expect(box.y).to.be.within(0, frame.height - box.height);
      expect(box.y > at.y || box.y + box.height < at.y, 'not over the point').to.equal(true);
    }
  });
});

describe('what a chart over time does not know', () => {
  const plot = { x: 20, y: 5, width: 400, height: 100 };

  it('is marked from its beginning to the first step that any series knows', () => {
    expect(unknownBox(plot, [[null, null, 0, 3]])).to.deep.equal({ ...plot, width: 200 });
    const series = [
      [null, null, null, 1],
      [null, 2, null, 1],
    ];
    expect(unknownBox(plot, series)).to.deep.equal({ ...plot, width: 100 });
  });

  it('is not marked where all is known, or nothing', () => {
    expect(unknownBox(plot, [[0, null, 1]])).to.equal(undefined);
    expect(unknownBox(plot, [[null, null]])).to.equal(undefined);
    expect(unknownBox(plot, [])).to.equal(undefined);
  });
});

describe('the geometry of rows', () => {
  it('draws the greatest as wide as there is room, and the others in proportion', () => {
    expect(rowWidths([50, 100, 25], 400)).to.deep.equal([200, 400, 100]);
    expect(rowWidths([0, 0], 400)).to.deep.equal([0, 0]);
    expect(rowWidths([1, 100_000], 400)[0]).to.equal(1.5);
    expect(rowWidths([], 400)).to.deep.equal([]);
  });

  it('puts names, bars and numbers beside one another', () => {
    const frame = { width: 500, height: 120, letter: 9 };
    const rows = rowGeometry([3, 12, 0], frame, 30);
    expect(rows).to.have.length(3);
    rows.forEach(({ name, bar, value }, index) => {
      expect(name.x + name.width).to.be.below(bar.x);
      expect(bar.x + bar.width).to.be.below(value.x);
      expect(value.x + 30).to.be.at.most(frame.width + 0.01);
      expect(name.y).to.be.closeTo(index * 40, 0.01);
    });
  });
});
