import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { readPdf } from '../support/read-pdf.ts';
import { inPlace, runsOf } from '../../src/documents/pdf/runs.ts';
import { reportPdf } from '../../src/documents/pdf/report.ts';
import { Paper } from '../../src/documents/pdf/paper.ts';

const everything = () => true;
const placed = (text: string) => {
  const { runs, isFromRight } = runsOf(text, false, everything);
  return { isFromRight, order: inPlace(runs).map((run) => run.text), fonts: runs.map(({ font }) => font) };
};

describe('texts on paper', () => {
  it('take the font of each script', () => {
    const scripts =
      'abc αβγ где हिंदी தமிழ் తెలుగు ಕನ್ನಡ മലയാളം বাংলা ગુજરાતી ਪੰਜਾਬੀ عربي עברית ไทย 中文 かな 한국어 😀';
    const fonts = new Set(placed(scripts).fonts);
    expect([...fonts].toSorted()).to.deep.equal(
      [
        'latin',
        'devanagari',
        'tamil',
        'telugu',
        'kannada',
        'malayalam',
        'bengali',
        'gujarati',
        'gurmukhi',
        'arabic',
        'hebrew',
        'thai',
        'chinese',
        'japanese',
        'korean',
        'emoji',
      ].toSorted(),
    );
  });

  it('stand in the order in which they are read', () => {
    expect(placed('abc שלום עולם (12)').order.filter((text) => text !== ' ')).to.deep.equal([
      'abc',
      '(',
      '12',
      ')',
      'עולם',
      'שלום',
    ]);
    const hebrew = placed('שלום abc def, 12');
    expect(hebrew.isFromRight).to.equal(true);
    expect(hebrew.order.join('')).to.match(/^abc def, 12 שלום$/);
  });

  it('show a sign for what no font has, and drop what is none', () => {
    const { runs } = runsOf('a\u{10FFFD}\u200Bb\uFE0F', false, (_font, sign) => sign < '\u0100');
    expect(runs.map(({ text }) => text).join('')).to.equal('a\uFFFDb');
  });
});

/** The number of pages, by the file's own word. */
const pagesOf = (bytes: Buffer): number =>
  Number(/\/Type \/Pages\s*\/Count (\d+)/.exec(bytes.toString('latin1'))?.[1]);

describe('paper', () => {
  const now = new Date('2026-01-31T10:00:00Z');

  it('goes on on further pages, and knows every script’s glyphs', async function () {
    this.timeout(20_000);
    const paper = new Paper('A title "quoted"\nof two lines', now);
    paper.text('बिजली தமிழ் مرحبا 中文 日本語 한국어 😀 → ✓ ≤ x'.repeat(3), { size: 12 });
    for (let line = 1; line <= 90; line += 1)
      paper.text(`Line ${line} ${'long '.repeat(line % 30)}${'x'.repeat(line)}`);
    const bytes = await buffer(paper.end());
    expect(bytes.subarray(0, 5).toString()).to.equal('%PDF-');
    expect(pagesOf(bytes)).to.be.within(3, 7);
    const fonts = new Set(
      bytes
        .toString('latin1')
        .match(/\/BaseFont \/[A-Z]{6}\+[\w-]+/g)
        ?.map((name) => name.split('+')[1]),
    );
    expect(fonts.size).to.be.at.least(7);
    expect([...fonts].some((name) => /Devanagari/.test(name ?? ''))).to.equal(true);
  });

  it('breaks a word that is longer than any line in no time', () => {
    const began = performance.now();
    const lines = new Paper('Long', now).lines('x'.repeat(40_000));
    expect(lines.length).to.be.within(200, 700);
    expect(performance.now() - began).to.be.below(5000);
  });

  it('draws a report: what it is about, figures, charts, and tables whose head stands on every page', async function () {
    this.timeout(20_000);
    const unit = { name: 'complaints', isWhole: true, read: String };
    const points = [4, null, 0].map((value, index) => ({ day: `2026-01-0${index + 1}`, value, href: '' }));
    const data = {
      step: 'day' as const,
      unit,
      series: [
        { name: 'Filed', tone: 'new' as const, points },
        { name: 'Resolved', tone: 'resolved' as const, points },
      ],
    };
    const columns = [{ label: 'Engineer' }, { label: 'Share', kind: 'percent' as const }];
    const rows = Array.from({ length: 100 }, (_, index) => [`Person ${index}`, index / 100]);
    const report = {
      title: 'January',
      about: ['1 to 31 January 2026', 'हिन्दी'],
      figures: [{ label: 'Filed', value: '1,204', note: '1,100 before' }],
      charts: [
        { kind: 'bars' as const, title: 'Bars', data },
        { kind: 'lines' as const, title: 'Lines', data },
        { kind: 'rows' as const, title: 'Rows', unit, shares: [{ name: 'Network', value: 7 }] },
        { kind: 'rows' as const, title: 'Nothing', unit, shares: [] },
      ],
      tables: [
        { name: 'Engineers', columns, rows },
        { name: 'Empty', columns, rows: [] },
      ],
    };
    const { pages, text } = readPdf(await buffer(reportPdf(report, 'Asia/Kolkata', now)));
    for (const told of ['1,204', 'Bars', 'Lines', 'Network', '2026-01-3115:30', 'Person99', '99%'])
      expect(text).to.include(told);
    // On the page after the charts, on those that it goes on to, and of the empty one.
    expect(text.match(/EngineerShare/g)).to.have.length(pages);
  });
});
