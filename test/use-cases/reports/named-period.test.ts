import { expect } from 'chai';
import { namedPeriod, NAMED_PERIODS, type NamedPeriod } from '../../../src/use-cases/reports/named-period.ts';

describe('periods with a name', () => {
  const told: [today: string, name: NamedPeriod, from: string, to: string][] = [
    ['2026-11-26', 'this-week', '2026-11-23', '2026-11-26'],
    ['2026-11-23', 'this-week', '2026-11-23', '2026-11-23'],
    ['2026-11-29', 'this-week', '2026-11-23', '2026-11-29'],
    ['2026-01-01', 'this-week', '2025-12-29', '2026-01-01'],
    ['2026-11-26', 'last-week', '2026-11-16', '2026-11-22'],
    ['2026-11-29', 'last-week', '2026-11-16', '2026-11-22'],
    ['2026-03-01', 'yesterday', '2026-02-28', '2026-02-28'],
    ['2026-11-26', 'this-month', '2026-11-01', '2026-11-26'],
    ['2026-03-31', 'last-month', '2026-02-01', '2026-02-28'],
    ['2024-03-31', 'last-month', '2024-02-01', '2024-02-29'],
    ['2026-01-31', 'last-month', '2025-12-01', '2025-12-31'],
    ['2026-03-01', 'last-30-days', '2026-01-31', '2026-03-01'],
    ['2026-11-26', 'last-12-months', '2025-12-01', '2026-11-26'],
    ['2026-03-31', 'last-12-months', '2025-04-01', '2026-03-31'],
    ['2024-02-29', 'last-12-months', '2023-03-01', '2024-02-29'],
  ];
  for (const [today, name, from, to] of told)
    it(`are days: ${name} on ${today} is ${from} to ${to}`, () =>
      expect(namedPeriod(name, today)).to.deep.equal({ from, to }));

  it('never end after today nor before they begin', () => {
    for (const name of NAMED_PERIODS)
      for (let day = 0; day < 800; day++) {
        const today = new Date(Date.UTC(2023, 11, 20 + day)).toISOString().slice(0, 10);
        const { from, to } = namedPeriod(name, today);
        expect(from <= to && to <= today, `${name} on ${today}`).to.equal(true);
      }
  });
});
