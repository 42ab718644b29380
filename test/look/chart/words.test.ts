import { expect } from 'chai';
import { readShare, summarise, summariseShares } from '../../../src/look/chart/chart-data.ts';
import { readDay, readShortStep, readStep } from '../../../src/look/chart/read-days.ts';
import { readBefore, readFigure } from '../../../src/look/chart/read-figure.ts';
import { readCount, readTenths } from '../../../src/look/chart/read-number.ts';
import { textWidth } from '../../../src/look/chart/text-width.ts';

describe('the words of figures and charts', () => {
  it('are numbers as people read them', () => {
    expect([0, 999, 1000, 1_234_567].map(readCount)).to.deep.equal(['0', '999', '1,000', '1,234,567']);
    expect([4, 4.25, 4.96, 1234.5].map(readTenths)).to.deep.equal(['4', '4.3', '5', '1,234.5']);
    expect(readFigure(null, 'minutes')).to.equal('–');
    expect([0, 45, 60, 150, 1900, 90_000].map((value) => readFigure(value, 'minutes'))).to.deep.equal([
      '0 min',
      '45 min',
      '1 h',
      '2 h 30 min',
      '32 h',
      '1,500 h',
    ]);
    expect(readFigure(0.874, 'share')).to.equal('87 %');
    expect(readShare(1, 3)).to.equal('33 %');
    expect(readShare(0, 0)).to.equal('');
  });

  const beside: [Parameters<typeof readBefore>, string][] = [
    [[12, 8, 'complaints'], '+4, was 8'],
    [[8, 12, 'complaints'], '−4, was 12'],
    [[8, 8, 'complaints'], 'as before'],
    [[0.92, 0.87, 'share'], '+5 points, was 87 %'],
    [[0.88, 0.87, 'share'], '+1 point, was 87 %'],
    [[0.8701, 0.8699, 'share'], 'as before'],
    [[30, 150, 'minutes'], 'was 2 h 30 min'],
    [[150, 150.2, 'minutes'], 'as before'],
    [[4.2, 4, 'stars'], '+0.2, was 4'],
    [[null, 4, 'stars'], 'was 4'],
    [[4, null, 'stars'], 'none before'],
    [[null, null, 'stars'], ''],
  ];
  for (const [given, told] of beside)
    it(`say ${told} of ${JSON.stringify(given)}`, () => expect(readBefore(...given)).to.equal(told));

  it('name days, weeks and months', () => {
    expect(readStep('2026-11-23', 'day')).to.equal('Mon 23 Nov 2026');
    expect(readStep('2026-11-23', 'week')).to.equal('Week of 23 Nov 2026');
    expect(readStep('2026-11-01', 'month')).to.equal('Nov 2026');
    expect(readShortStep('2026-11-03', 'day')).to.equal('3 Nov');
    expect(readShortStep('2027-01-01', 'month')).to.equal('Jan 2027');
    expect(readShortStep('2027-02-01', 'month')).to.equal('Feb');
    expect(readDay('2024-02-29')).to.equal('29 Feb 2024');
  });

  it('sum a chart up', () => {
    const unit = { name: 'complaints', one: 'complaint', isWhole: true, read: readCount };
    const points = [4, 9, 2].map((value, index) => ({ day: `2026-11-0${index + 1}`, value, href: '' }));
    const none = [{ day: '2026-11-01', value: null, href: '' }];
    const series = [
      { name: 'Filed', tone: 'new' as const, points },
      { name: 'Rated', tone: 'plain' as const, points: none },
    ];
    expect(summarise({ step: 'day', unit, series })).to.equal(
      'Filed: 4 at first, 2 at last, at most 9 (Mon 2 Nov 2026). Rated: nothing yet.',
    );
    const share = (name: string, value: number) => ({ key: name, name, value, href: '' });
    expect(summariseShares([share('Email', 1), share('Network', 3)], unit)).to.equal(
      '4 complaints in all, most of them Network: 3 (75 %).',
    );
    expect(summariseShares([share('Email', 1)], unit)).to.equal(
      '1 complaint in all, most of them Email: 1 (100 %).',
    );
    expect(summariseShares([share('Email', 0)], unit)).to.equal('Nothing was counted.');
  });

  it('take as much room as their letters', () => {
    expect(textWidth('漢字', 10)).to.be.above(textWidth('abc', 10));
    expect(textWidth('e\u0301', 10)).to.equal(textWidth('e', 10));
  });
});
