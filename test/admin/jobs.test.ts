import { expect } from 'chai';
import { Job, type JobState } from '../../src/models/job.ts';
import { onDueJob } from '../../src/jobs/wake.ts';
import { buildCast } from '../factories/people.ts';
import { valuesOf, withPanel, type Panel } from '../support/panel.ts';

const PAYLOAD = { complaintId: 7, to: { name: 'Rosa', apiToken: 'tk-1' }, password: 'hunter2' };

describe('jobs in the panel', () => {
  const panel = withPanel();
  let asha: Panel;

  beforeEach(async () => {
    await buildCast();
    asha = await panel.as('asha');
  });

  const hour = (n: number) => new Date(Date.UTC(2030, 4, 5, n));

  async function build(state: JobState, row: Partial<Job['_creationAttributes']> = {}): Promise<Job> {
    const failed = { failingSince: hour(1), lastError: 'The disk is full.', attempts: 31, endedAt: hour(23) };
    return Job.create({
      kind: 'jobs.prune',
      payload: JSON.stringify(PAYLOAD),
      state,
      runAt: hour(10),
      ...(state === 'dead' ? failed : {}),
      ...row,
    });
  }

  it('show what waits, runs, is done or given up, and why, without secrets', async () => {
    const dead = await build('dead');
    await build('waiting', { kind: 'of a later version', runAt: hour(12) });
    const listed = await asha.list('jobs');
    expect(valuesOf(listed, 'state'), listed.text).to.deep.equal(['waiting', 'dead']);
    const { record } = await asha.show('jobs', dead.id);
    expect(record.params).to.include({
      kind: 'jobs.prune',
      attempts: 31,
      lastError: 'The disk is full.',
      details: 'complaintId: 7\nto: {"name":"Rosa","apiToken":"[not shown]"}\npassword: [not shown]',
    });
    expect(record.title).to.equal(`Remove jobs that ended long ago (${dead.id})`);
    for (const { text } of [listed, await asha.show('jobs', dead.id)]) {
      expect(text).not.to.contain('hunter2').and.not.to.contain('tk-1').and.not.to.contain('dedupe');
    }
  });

  it('are shown all the same when nobody can read what they were given', async () => {
    for (const payload of ['{not json', '[1]', '"text"', 'null']) await build('waiting', { payload });
    const listed = await asha.list('jobs');
    expect(listed.status, listed.text).to.equal(200);
    expect(valuesOf(listed, 'state')).to.have.length(4);
    expect(listed.text).to.include('This cannot be read.');
  });

  it('are filtered by state, kind and day, and searched', async () => {
    const dead = await build('dead');
    const waiting = await build('waiting', { kind: 'search.index-missing', runAt: hour(30) });
    const cases: [Record<string, string>, number[]][] = [
      [{ 'filters.state': 'dead' }, [dead.id]],
      [{ 'filters.kind': 'search.index-missing' }, [waiting.id]],
      [{ 'filters.runAt~~from': '2030-05-05', 'filters.runAt~~to': '2030-05-05' }, [dead.id]],
      [{ 'filters.search': 'disk' }, [dead.id]],
      [{ sortBy: 'attempts', direction: 'desc' }, [dead.id, waiting.id]],
    ];
    for (const [query, ids] of cases) {
      const found = await asha.list('jobs', query);
      expect(valuesOf(found, 'id'), `${JSON.stringify(query)} ${found.text}`).to.deep.equal(ids);
    }
    const refused: Record<string, string>[] = [
      { 'filters.state': 'odd' },
      { 'filters.payload': 'x' },
      { sortBy: 'dedupeKey' },
    ];
    for (const query of refused) {
      expect((await asha.list('jobs', query)).status).to.equal(400);
    }
  });

  it('run again at once when they wait or were given up', async () => {
    let told = 0;
    const forget = onDueJob(() => (told += 1));
    for (const state of ['dead', 'waiting'] as const) {
      const job = await build(state, { runAt: hour(10), failingSince: hour(1), attempts: 5 });
      const form = await asha.get(`resources/jobs/records/${job.id}/runAgain`);
      expect(form.record.params.state, 'asking changes nothing').to.equal(state);
      const answer = await asha.act('jobs', job.id, 'runAgain');
      expect(answer.notice, answer.text).to.deep.equal({
        message: 'The job runs as soon as there is room for it.',
        type: 'success',
      });
      await job.reload();
      expect(job).to.include({ state: 'waiting', attempts: 0, failingSince: null, endedAt: null });
      expect(job.runAt.getTime()).to.be.closeTo(Date.now(), 60_000);
    }
    expect(told).to.equal(2);
    forget();
  });

  it('do not run again while they run, when they are done, or by an action that its record does not offer', async () => {
    for (const state of ['running', 'done'] as const) {
      const job = await build(state, { attempts: 1 });
      const { record } = await asha.show('jobs', job.id);
      expect(record.recordActions.map(({ name }) => name)).not.to.include('runAgain');
      expect((await asha.act('jobs', job.id, 'runAgain')).status).to.equal(403);
      expect(await job.reload()).to.include({ state, attempts: 1 });
    }
    expect((await asha.act('jobs', 999_999, 'runAgain')).status).to.equal(404);
  });

  it('are made, edited and deleted by nobody', async () => {
    const job = await build('dead');
    expect((await asha.create('jobs', { kind: 'x', payload: '{}' })).status).to.equal(403);
    expect((await asha.act('jobs', job.id, 'edit', { state: 'waiting' })).status).to.equal(403);
    expect((await asha.act('jobs', job.id, 'delete')).status).to.equal(403);
    expect((await asha.bulk('jobs', [job.id], 'bulkDelete')).status).to.equal(403);
    expect(await Job.findAll()).to.have.length(1);
    expect(await job.reload()).to.include({ state: 'dead' });
    const { record } = await asha.show('jobs', job.id);
    expect(record.recordActions.map(({ name }) => name)).to.have.members(['show', 'runAgain']);
  });

  it('are hidden from those without the right, who cannot let them run either', async () => {
    const job = await build('dead');
    for (const name of ['amir', 'elena']) {
      const somebody = await panel.as(name);
      expect((await somebody.list('jobs')).status).to.equal(403);
      expect((await somebody.show('jobs', job.id)).status).to.equal(404);
      expect((await somebody.act('jobs', job.id, 'runAgain')).status).to.equal(404);
    }
    expect(await job.reload()).to.include({ state: 'dead' });
  });
});
