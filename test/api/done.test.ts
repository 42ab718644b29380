import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { User } from '../../src/models/user.ts';
import { UserGroup } from '../../src/models/user-group.ts';
import { Watcher } from '../../src/models/watcher.ts';
import type { Person } from '../../src/policies/actor.ts';
import type { Permission } from '../../src/policies/permissions.ts';
import { addFollower } from '../../src/use-cases/complaints/steps/follow-complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildActor, buildCast, type Cast } from '../factories/people.ts';
import { programOf, type ApiClient } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { byHand } from '../support/journal-watch.ts';

describe('what was done by the REST API', () => {
  let app: TestApp;
  let cast: Cast;
  let made = 0;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function personWith(...permissions: Permission[]): Promise<Person> {
    made += 1;
    await buildGroup(`Few rights ${made}`, permissions);
    return buildActor({ groups: [`Few rights ${made}`] });
  }
  const programWith = async (...permissions: Permission[]): Promise<ApiClient> =>
    programOf(app.url, await personWith(...permissions));

  const keyed = { 'idempotency-key': 'once' };

  /** Sent twice with one key, it is answered as done both times, with nothing of what may not be seen. */
  async function isDoneTwice(program: ApiClient, path: string, body: object): Promise<void> {
    for (const replayed of [null, 'true']) {
      const answer = await program.post(path, body, keyed);
      expect([answer.status, answer.body], path).to.deep.equal([204, '']);
      expect(answer.headers.get('idempotency-replayed'), path).to.equal(replayed);
      expect(answer.headers.get('location'), path).to.equal(null);
    }
  }

  it('is answered as done, and done once, where whoever did it may not see it', async () => {
    const typeId = (await ComplaintType.findOne())?.id;
    const filing = { title: 'For her', description: 'She called.', typeId, forPerson: 'rosa' };
    await isDoneTwice(await programWith('complaints.file_for'), '/complaints', filing);
    expect(await Complaint.count({ where: { reporterId: cast.rosa.id } })).to.equal(1);

    const ravi = { username: 'ravi', password: 'a quite long pass phrase' };
    await isDoneTwice(await programWith('people.edit', 'people.security'), '/users', ravi);
    expect(await User.count({ where: { username: 'ravi' } })).to.equal(1);

    await isDoneTwice(await programWith('reference.edit'), '/departments', { name: 'Research' });
    expect(await Department.count({ where: { name: 'Research' } })).to.equal(1);
  });

  it('is answered as done where the step takes from whoever took it what they saw by it', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await addFollower(cast.rosa, { id, person: 'sam' });
    const sam = await programOf(app.url, cast.sam);
    expect((await sam.get(`/complaints/${id}`)).status).to.equal(200);
    await isDoneTwice(sam, `/complaints/${id}/unfollow`, {});
    expect(await Watcher.count()).to.equal(0);

    const worker = await personWith('complaints.work', 'complaints.assign');
    const own = await buildComplaint({ reporter: cast.rosa, assignee: worker, status: 'in_progress' });
    const program = await programOf(app.url, worker);
    await isDoneTwice(program, `/complaints/${own.id}/assign`, { assigneeId: cast.emil.id });
    expect((await Complaint.findByPk(own.id))?.assigneeId).to.equal(cast.emil.id);
  });

  it('is told to nobody who may not see it any more, however often they repeat the request', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'A secret' });
    const elena = await programOf(app.url, cast.elena);
    const claim = () => elena.post<{ title?: string }>(`/complaints/${id}/claim`, {}, keyed);
    const bulk = { step: 'note', text: 'Theirs.', complaints: [{ id }, { id: 999_999 }] };
    const amir = await programOf(app.url, cast.amir);
    const note = () =>
      amir.post<{ data: object[] }>('/complaints/bulk', bulk, { 'idempotency-key': 'notes' });
    expect((await claim()).body.title).to.equal('A secret');
    expect((await claim()).body.title).to.equal('A secret');
    const told = await note();
    await byHand(() => UserGroup.destroy({ where: { userId: [cast.elena.id, cast.amir.id] } }));
    await byHand(() => Complaint.update({ assigneeId: cast.emil.id }, { where: { id } }));
    const again = await claim();
    expect([again.status, again.body]).to.deep.equal([204, '']);
    expect(again.headers.get('idempotency-replayed')).to.equal('true');
    const [first, second] = (await note()).body.data;
    expect(first).to.deep.include({ id, status: 200, version: null });
    expect(second).to.deep.equal(told.body.data[1]);
  });
});
