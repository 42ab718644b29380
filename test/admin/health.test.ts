import { expect } from 'chai';
import { Job } from '../../src/models/job.ts';
import { ALL_CHECKS } from '../../src/use-cases/health/all-checks.ts';
import { buildCast } from '../factories/people.ts';
import { dataDir } from '../support/database.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';

interface ShownCheck {
  readonly name: string;
  readonly level: string;
  readonly text: string;
  readonly href: string | null;
}

interface Shown {
  readonly at: string;
  readonly level: string;
  readonly unchecked: readonly string[];
  readonly groups: readonly { readonly group: string; readonly checks: readonly ShownCheck[] }[];
}

const RANK = ['problem', 'warning', 'ok'];
const ascending = (one: number, other: number): number => one - other;

describe('the page of the health', () => {
  const panel = withPanel();
  let asha: Panel;

  beforeEach(async () => {
    await buildCast();
    asha = await panel.as('asha');
  });

  const shownIn = ({ status, text }: PanelAnswer): Shown => {
    expect(status, text).to.equal(200);
    return JSON.parse(text) as Shown;
  };

  it('tells what is wrong first, with the way to it, and without folders, hosts and secrets', async () => {
    const dead = { kind: 'x', payload: '{}', state: 'dead' as const, endedAt: new Date() };
    await Job.create({ ...dead, runAt: new Date() });
    const answer = await asha.get('pages/health');
    const { level, groups, unchecked, at } = shownIn(answer);
    expect([level, unchecked]).to.deep.equal(['problem', []]);
    expect(Date.parse(at)).to.be.closeTo(Date.now(), 60_000);
    const checks = groups.flatMap((one) => one.checks);
    expect(checks).to.have.length(ALL_CHECKS.length);
    for (const { checks: some } of groups) {
      const ranks = some.map((one) => RANK.indexOf(one.level));
      expect(ranks).to.deep.equal(ranks.toSorted(ascending));
    }
    const first = groups.map(({ checks: [one] }) => RANK.indexOf(one?.level ?? ''));
    expect(first).to.deep.equal(first.toSorted(ascending));
    const jobs = checks.find(({ name }) => name === 'jobs');
    expect(jobs).to.include({ level: 'problem', href: '/admin/resources/jobs?filters.state=dead' });
    const list = await asha.list('jobs', { 'filters.state': 'dead' });
    expect(list.meta.total, 'the list that it leads to').to.equal(1);
    expect(answer.text).not.to.contain(dataDir).and.not.to.contain('127.0.0.1').and.not.to.contain('root');
  });

  it('is for those who look after the portal: in the menu, as a page and as its data', async () => {
    const amir = await panel.as('amir');
    for (const path of ['pages/health', 'pages/health?brief=1']) {
      expect((await amir.get(path)).status).to.equal(403);
    }
    expect((await amir.client.get('/admin/pages/health')).status).to.equal(403);
    expect((await amir.client.get('/admin')).text).not.to.contain('HealthPage');
    const page = await asha.client.get('/admin/pages/health');
    expect(page.status).to.equal(200);
    expect(page.text).to.contain(
      '{"name":"health","component":"HealthPage","icon":"Activity","menu":"Operations"}',
    );
    expect((await asha.client.get('/admin/pages/wealth')).status).to.equal(404);
    expect((await asha.get('pages/wealth')).status).to.equal(404);
  });

  it('gives a hint of problems on the first page, of the last minute', async () => {
    const hint = async () =>
      (JSON.parse((await asha.get('pages/health?brief=1')).text) as { problems: string[] }).problems;
    await asha.get('pages/health');
    expect(await hint()).to.include('Permissions');
    await Job.create({ kind: 'x', payload: '{}', state: 'dead', endedAt: new Date(), runAt: new Date() });
    expect(await hint(), 'not asked anew').not.to.include('Jobs');
    await asha.get('pages/health');
    expect(await hint()).to.include('Jobs');
  });
});
