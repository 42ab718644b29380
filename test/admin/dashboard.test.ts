import { expect } from 'chai';
import { readReportQuery } from '../../src/admin/request/report-query.ts';
import { countView } from '../../src/use-cases/faq/count-view.ts';
import { deflectComplaint } from '../../src/use-cases/faq/deflect-complaint.ts';
import { voteFaq } from '../../src/use-cases/faq/vote-faq.ts';
import { buildFaq } from '../factories/faq.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { buildQueue, daysAgo } from '../factories/queue.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

interface Linked {
  readonly href: string;
  readonly total: number;
}

/** All that is linked in an answer and counts complaints, with how many. */
function linkedIn(value: unknown): Linked[] {
  if (Array.isArray(value)) return value.flatMap(linkedIn);
  if (typeof value !== 'object' || value === null) return [];
  const { href, count, value: own } = value as { href?: string; count?: number; value?: number };
  const total = count ?? own;
  const here = href?.includes('/resources/complaints?') && total !== undefined ? [{ href, total }] : [];
  return [...here, ...Object.values(value).flatMap(linkedIn)];
}

describe("the panel's first page", () => {
  const panel = withPanel();
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
    await buildQueue(cast);
  });

  async function first(who: Panel, query: Readonly<Record<string, string>> = {}) {
    const { status, text } = await who.get('dashboard', query);
    expect(status, text).to.equal(200);
    return JSON.parse(text) as Record<string, unknown> & {
      report: { period: { from: string; to: string }; before: object | null };
    };
  }

  async function expectLists(who: Panel, answer: unknown): Promise<number> {
    const linked = linkedIn(answer);
    for (const { href, total } of linked) {
      const query = Object.fromEntries(new URL(href, 'http://portal').searchParams);
      const { meta, text } = await who.list('complaints', { ...query, perPage: '1' });
      expect(meta?.total, `${href} ${text.slice(0, 200)}`).to.equal(total);
    }
    return linked.filter(({ total }) => total > 0).length;
  }

  it('links each figure, bar and point to a list of just as many complaints', async () => {
    const [from, to] = [daysAgo(9), new Date()].map((day) => day.toISOString().slice(0, 10));
    const asha = await panel.as('asha');
    const { standing, report } = await first(asha, { from: from ?? '', to: to ?? '' });
    expect(await expectLists(asha, { standing, report })).to.be.above(20);
    const elena = await panel.as('elena');
    const { own } = await first(elena);
    expect(await expectLists(elena, own)).to.be.above(3);
  }).timeout(30_000);

  it('tells engineers of their own work, and of nobody else’s', async () => {
    const elena = await panel.as('elena');
    const answer = await first(elena);
    expect(answer).to.include({ standing: null, report: null, choices: null, people: null });
    expect(answer.own).to.nested.include({ 'open.value': 2, 'waiting.value': 1 });
    const other = await elena.get('dashboard', { engineerId: String(cast.emil.id) });
    expect(other.status).to.equal(403);
  });

  it('tells those who see all figures what the FAQ answered, with the way to its list for who may see that', async () => {
    const id = await buildFaq();
    for (const reader of [cast.rosa, cast.sam]) await countView(reader, id, 'UTC');
    await voteFaq(cast.rosa, id, { helped: 'yes' });
    await deflectComplaint(cast.sam, id);
    const used = { days: 30, views: 2, helped: 1, deflections: 1 };
    const asha = await panel.as('asha');
    const { faq } = await first(asha);
    const href = '/admin/resources/faqs?sortBy=deflections&direction=desc';
    expect(faq).to.deep.equal({ ...used, href });
    const list = await asha.list('faqs', { sortBy: 'deflections', direction: 'desc' });
    expect(valuesOf(list, 'deflections')).to.deep.equal([1]);
    expect((await asha.show('faqs', id)).record.params).to.include({ views: 2, helped: 1, deflections: 1 });
    const counter = await buildGroup('Counter', ['panel.open', 'complaints.view', 'reports.view']);
    await buildUser({ username: 'otto', groups: [counter.name] });
    expect((await first(await panel.as('otto'))).faq).to.deep.equal({ ...used, href: null });
    expect((await first(await panel.as('elena'))).faq).to.equal(null);
  });

  it('tells those who only look at complaints how many there are', async () => {
    const auditor = await buildGroup('Auditor', ['panel.open', 'complaints.view']);
    await buildUser({ username: 'otto', groups: [auditor.name] });
    const answer = await first(await panel.as('otto'));
    expect(answer).to.include({ own: null, standing: null, report: null });
    expect(answer.views).to.deep.include({
      view: 'unassigned',
      count: 2,
      more: false,
      href: '/admin/resources/complaints?filters.view=unassigned',
    });
  });

  it('is of the period that the address names, and compared unless it says no', async () => {
    const amir = await panel.as('amir');
    const { report } = await first(amir, { from: '2026-03-02', to: '2026-03-08' });
    expect(report.period).to.deep.equal({ from: '2026-03-02', to: '2026-03-08' });
    expect(report.before).to.deep.equal({ from: '2026-02-23', to: '2026-03-01' });
    const alone = await first(amir, { period: 'last-week', compare: 'no' });
    expect(alone.report.before).to.equal(null);
  });

  const refused: Record<string, string>[] = [
    { period: 'always' },
    { from: '2026-03-08', to: '2026-03-02' },
    { from: '2026-02-30' },
    { from: '1990-01-01', to: '2026-01-01' },
    { compare: 'perhaps' },
    { step: 'hour' },
    { engineerId: '1e3' },
    { departmentId: '-1' },
    { typeId: '999999' },
    { colour: 'red' },
    { constructor: 'x' },
  ];
  it('refuses what it cannot be asked by', async () => {
    const asha = await panel.as('asha');
    for (const query of refused) {
      const { status, text } = await asha.get('dashboard', query);
      expect(status, `${JSON.stringify(query)} ${text}`).to.equal(400);
      expect(text).to.match(/"message":"[A-Z]/);
    }
  });
});

describe('the address of a report', () => {
  const now = new Date('2026-11-26T20:00:00Z');
  const asked = (query: Record<string, unknown>, zone = 'UTC') => readReportQuery(query, zone, now);

  it('names a period by its days in the portal’s time zone', () => {
    expect(asked({ period: 'this-week' })).to.deep.equal({
      compare: true,
      from: '2026-11-23',
      to: '2026-11-26',
    });
    expect(asked({ period: 'this-week' }, 'Asia/Kolkata')).to.include({ to: '2026-11-27' });
    expect(asked({ period: 'last-12-months' })).to.deep.equal({
      compare: true,
      from: '2025-12-01',
      to: '2026-11-26',
      step: 'month',
    });
  });

  it('is the last 30 days where nothing is said, and empty values are nothing', () => {
    expect(asked({ typeId: '', compare: 'no' })).to.deep.equal({
      compare: false,
      from: '2026-10-28',
      to: '2026-11-26',
    });
  });

  it('narrows a report down, also to what has none', () => {
    expect(asked({ from: '2026-11-01', engineerId: '0', departmentId: '3' })).to.deep.equal({
      compare: true,
      from: '2026-11-01',
      engineerId: 0,
      departmentId: 3,
    });
  });
});
