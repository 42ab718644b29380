import { expect } from 'chai';
import { SavedReport } from '../../src/models/saved-report.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { withPanel, type Panel } from '../support/panel.ts';

interface Told {
  readonly saved: {
    readonly reports: readonly {
      id: number;
      name: string;
      search: string;
      every: string;
      recipientIds: readonly number[];
      version: number;
    }[];
    readonly runs: readonly { name: string; state: string; hasFile: boolean }[];
    readonly people: readonly { id: number; name: string }[];
  };
}

describe('reports that are kept, on their page', () => {
  const panel = withPanel();
  let cast: Cast;
  let amir: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    amir = await panel.as('amir');
  });

  async function send(body: object): Promise<Told['saved']> {
    const { status, text } = await amir.postJson('pages/reports', body);
    expect(status, text).to.equal(200);
    return (JSON.parse(text) as Told).saved;
  }

  const WEEKLY = { deed: 'save', name: 'Network, weekly', format: 'pdf', every: 'weekly' };

  it('are saved by what the page is asked, made when asked for, and deleted', async () => {
    const search = 'period=last-week&compare=no&engineerId=0';
    const saved = await send({ ...WEEKLY, search, recipientIds: [cast.asha.id] });
    const [report] = saved.reports;
    expect(report).to.include({ name: 'Network, weekly', every: 'weekly' });
    expect(report?.recipientIds).to.deep.equal([cast.asha.id]);
    expect(Object.fromEntries(new URLSearchParams(report?.search))).to.deep.equal({
      period: 'last-week',
      compare: 'no',
      engineerId: '0',
    });
    expect((await amir.get(`pages/reports?${report?.search}`)).status).to.equal(200);
    expect(saved.people.map(({ id }) => id)).to.have.members([cast.asha.id, cast.amir.id]);
    const { runs } = await send({ deed: 'start', id: report?.id });
    expect(runs).to.have.length(1);
    expect(runs[0]).to.include({ name: 'Network, weekly', hasFile: false });
    expect((await send({ deed: 'delete', id: report?.id })).reports).to.deep.equal([]);
  });

  it('are changed, unless somebody saved in between', async () => {
    const { reports } = await send({ ...WEEKLY, search: 'period=last-week', recipientIds: [cast.asha.id] });
    const [{ id, search, version } = expect.fail()] = reports;
    const change = { deed: 'change', id, search, version, name: 'Daily', format: 'csv', every: 'daily' };
    const [changed] = (await send({ ...change, recipientIds: [cast.amir.id] })).reports;
    expect(changed).to.deep.include({ id, search, name: 'Daily', every: 'daily', version: 1 });
    expect(changed?.recipientIds).to.deep.equal([cast.amir.id]);
    const late = await amir.postJson('pages/reports', { ...change, name: 'Late', recipientIds: [] });
    expect([late.status, late.record.errors.name?.message]).to.deep.equal([409, 'Saved now: Daily']);
    const [over] = (await send({ ...change, version: undefined, name: 'Late', recipientIds: [] })).reports;
    expect(over).to.deep.include({ name: 'Late', recipientIds: [], version: 2 });
  });

  it('go on to ask what they ask where something else of them is changed, unless they are asked anew', async () => {
    const search = 'compare=no&from=2026-03-02&to=2026-03-08&engineerId=0';
    const { reports } = await send({ ...WEEKLY, search, recipientIds: [] });
    const [{ id, search: kept } = expect.fail()] = reports;
    const question = async () =>
      (await SavedReport.findByPk(id, { attributes: ['question'], rejectOnEmpty: true })).question;
    const stored = await question();
    const change = { deed: 'change', id, name: 'Other', format: 'csv', every: 'weekly', recipientIds: [] };
    const [renamed] = (await send(change)).reports;
    expect([renamed?.name, renamed?.search, await question()]).to.deep.equal(['Other', kept, stored]);
    // Also where what it asks about is gone: that is told when it is made.
    const gone = JSON.stringify({ ...(JSON.parse(stored) as object), typeId: 999_999 });
    await SavedReport.update({ question: gone }, { where: { id } });
    await send({ ...change, name: 'Again' });
    expect(await question()).to.equal(gone);
    const [anew] = (await send({ ...change, search: 'period=last-month' })).reports;
    expect(Object.fromEntries(new URLSearchParams(anew?.search))).to.deep.equal({
      period: 'last-month',
      compare: 'yes',
    });
  });

  it('are refused at each field that is wrong', async () => {
    const { status, record } = await amir.postJson('pages/reports', {
      ...WEEKLY,
      search: 'period=last-week',
      name: 7,
      every: 'hourly',
      format: 'exe',
      recipientIds: ['x'],
    });
    expect(status).to.equal(422);
    expect(Object.keys(record.errors)).to.have.members(['name', 'every', 'format', 'recipientIds.0']);
  });

  it('keep chosen days as they are, and the usual period as a name', async () => {
    const days = 'from=2026-03-02&to=2026-03-08';
    await send({ ...WEEKLY, name: 'A', search: days, recipientIds: [] });
    const { reports } = await send({ ...WEEKLY, name: 'B', search: '', recipientIds: [] });
    const asked = reports.map(({ search }) => Object.fromEntries(new URLSearchParams(search)));
    expect(asked).to.deep.equal([
      { compare: 'yes', from: '2026-03-02', to: '2026-03-08' },
      { compare: 'yes', period: 'last-30-days' },
    ]);
  });

  it('are refused with what is wrong, and to those who may not see them', async () => {
    const save = { ...WEEKLY, search: 'period=last-week', recipientIds: [] };
    for (const [body, told] of [
      [{ ...save, name: ' ' }, /name/i],
      [{ ...save, search: 'period=always' }, /one of .*this-week/],
      [{ ...save, every: 'hourly' }, /Choose/],
      [{ ...save, recipientIds: [cast.elena.id] }, /who may see reports/],
      [{ deed: 'start', id: 999_999 }, /./],
      [{ deed: 'burn' }, /cannot be done/],
    ] as const) {
      const { status, text } = await amir.postJson('pages/reports', body);
      expect(status, JSON.stringify(body)).to.be.within(400, 499);
      expect(text).to.match(told);
    }
    const elena = await panel.as('elena');
    expect((await elena.postJson('pages/reports', save)).status).to.equal(403);
  });
});
