import { expect } from 'chai';
import { database } from '../../src/database/connect.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { record } from '../../src/journal/record.ts';
import { doneFrom } from '../../src/journal/surroundings.ts';
import { operator } from '../../src/policies/actor.ts';
import { jobKinds } from '../../src/use-cases/jobs/job-kinds.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { changeUrgency } from '../../src/use-cases/complaints/steps/change-urgency.ts';
import { listEvents } from '../../src/use-cases/journal/list-events.ts';
import { setPassword } from '../../src/use-cases/people/set-password.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildEvents } from '../factories/events.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';
import { refusal } from '../support/refusal.ts';

interface Line {
  readonly id: number;
  readonly who: string;
  readonly what: string;
  readonly subject: string;
  readonly changes: readonly { field: string; from: string; to: string }[];
  readonly notes: readonly string[];
}

const linesOf = (answer: PanelAnswer) => (answer as unknown as { events: Line[] }).events;
const nextOf = (answer: PanelAnswer) => (answer as unknown as { next: number | null }).next;

describe('the audit log in the panel', () => {
  const panel = withPanel({ TIME_ZONE: 'Asia/Kolkata' });
  let cast: Cast;
  let auditor: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    await buildGroup('Auditor', ['panel.open', 'complaints.view', 'audit.view']);
    await buildUser({ username: 'audra', firstName: 'Audra', lastName: 'Auditor', groups: ['Auditor'] });
    auditor = await panel.as('audra');
  });

  it('tells what happened in words, the newest first, and of passwords only that they changed', async () => {
    await updateUser(cast.asha, cast.rosa.id, { firstName: 'Rosalind', isSuperuser: true });
    await setPassword(cast.asha, cast.rosa.id, 'seven green kettles sing');
    const { id } = await buildComplaint({ reporter: cast.rosa, urgency: 'low', title: 'Jam' });
    await changeUrgency(cast.amir, { id, urgency: 'high' });
    const listed = await auditor.list('events');
    const [urgency, , password, user] = linesOf(listed);
    expect(urgency).to.deep.include({
      what: 'Complaint changed',
      who: cast.amir.name,
      subject: 'Complaint Jam',
    });
    expect(urgency?.changes).to.deep.equal([{ field: 'Urgency', from: 'low', to: 'high' }]);
    expect(password).to.deep.include({ what: 'User changed', changes: [], notes: ['Password changed'] });
    expect(user?.changes).to.deep.include.members([
      { field: 'First name', from: 'Rosa', to: 'Rosalind' },
      { field: 'Superuser', from: 'no', to: 'yes' },
    ]);
    expect(user?.subject).to.equal('User rosa');
    expect(listed.text).not.to.match(/\$2[aby]\$|kettles|mark/);
  });

  it('calls what is gone as it was called when it was deleted, also where something referred to it', async () => {
    const asha = await panel.as('asha');
    const made = async (resource: string, name: string) =>
      (await asha.create(resource, { name, isActive: 'true' })).record.id as number;
    const [studies, type] = [await made('departments', 'Studies'), await made('complaint_types', 'Plumbing')];
    await updateUser(cast.asha, cast.rosa.id, { profile: { departmentId: studies } });
    const guest = await buildUser({ username: 'guest', firstName: 'Augustus', lastName: 'Guest' });
    await updateUser(cast.asha, guest.id, { firstName: 'Gus' });
    for (const [resource, id] of [
      ['departments', studies],
      ['complaint_types', type],
      ['users', guest.id],
    ] as const)
      expect((await asha.act(resource, id, 'delete')).notice?.type, resource).to.equal('success');
    const lines = linesOf(await auditor.list('events'));
    const subjects = lines.map(({ what, subject }) => `${what}: ${subject}`);
    expect(subjects).to.include.members([
      'Department added: Department Studies',
      'Department deleted: Department Studies',
      'Complaint type added: Complaint type Plumbing',
    ]);
    const changes = lines.flatMap((line) => line.changes.map((change) => ({ ...change, of: line.subject })));
    expect(changes).to.deep.include({ field: 'Department', from: '–', to: 'Studies', of: 'User rosa' });
    expect(changes).to.deep.include({
      field: 'First name',
      from: 'Augustus',
      to: 'Gus',
      of: 'User Gus Guest',
    });
  });

  it('is filtered by who, what, record, complaint, door, address and day of the time zone', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await changeUrgency(cast.amir, { id, urgency: 'critical' });
    await buildEvents(1, new Date('2026-03-04T20:00:00Z'));
    const count = async (filters: Record<string, string>) => {
      const query = Object.entries(filters).map(([name, value]) => [`filters.${name}`, value] as const);
      return linesOf(await auditor.list('events', Object.fromEntries(query))).length;
    };
    const cases: [Record<string, string>, number][] = [
      [{ who: 'AMIR' }, 1],
      [{ who: cast.amir.name }, 1],
      [{ who: '%' }, 0],
      [{ what: 'complaint.edited' }, 1],
      [{ what: 'complaint.edited', who: 'rosa' }, 0],
      [{ complaintId: String(id) }, 2],
      [{ subjectType: 'department', subjectId: '1' }, 1],
      [{ what: 'complaint.edited,complaint.filed' }, 2],
      [{ subjectType: 'department,complaint' }, 3],
      [{ origin: 'worker' }, 0],
      [{ origin: 'worker,panel' }, 1],
      [{ address: '10.0.0.7' }, 1],
      // 20:00 by UTC is the next day in Kolkata.
      [{ 'createdAt~~from': '2026-03-05', 'createdAt~~to': '2026-03-05' }, 1],
      [{ 'createdAt~~from': '2026-03-04', 'createdAt~~to': '2026-03-04' }, 0],
    ];
    for (const [query, expected] of cases)
      expect(await count(query), JSON.stringify(query)).to.equal(expected);
  });

  it('tells apart what the portal did by itself and what somebody with a shell did', async () => {
    await buildComplaint({ status: 'resolved', resolvedAt: new Date('2026-01-01T00:00:00Z') });
    const close = jobKinds({ autoCloseDays: 7, timeZone: 'UTC' }).find(({ kind }) =>
      kind.endsWith('close-unanswered'),
    );
    const job = { id: 1, attempt: 1, signal: new AbortController().signal };
    await doneFrom({ origin: 'worker' }, () => close?.run({}, job) ?? expect.fail('no such job'));
    // As it was written before the portal had a name of its own, and by a command.
    for (const origin of ['worker', 'command'] as const)
      await doneFrom({ origin }, () =>
        inTransaction(() =>
          record({ name: 'session.refused', by: operator, subjectId: null, details: { reason: 'locked' } }),
        ),
      );
    const told = async (who: string) =>
      linesOf(await auditor.list('events', { 'filters.who': who })).map(
        (line) => `${line.who}: ${line.what}`,
      );
    expect(await told('portal')).to.deep.equal([
      'The portal: Sign-in refused',
      'The portal: Complaint closed without an answer',
    ]);
    expect(await told('oper')).to.deep.equal(['Operator: Sign-in refused']);
  });

  it('refuses filters that it does not have or cannot understand', async () => {
    for (const query of [
      { mark: 'x' },
      { what: 'complaint.filed' },
      { 'filters.mark': 'x' },
      { 'filters.after': '1' },
      { 'filters.what': 'nothing' },
      { 'filters.what': 'complaint.filed,nothing' },
      { 'filters.what': ',' },
      { 'filters.origin': 'nowhere' },
      { 'filters.subjectId': '-1' },
      { after: 'x' },
      { 'filters.createdAt~~from': 'soon' },
      { 'filters.createdAt~~to': '2026-02-30' },
      { 'filters.createdAt~~from': '0000-01-01' },
    ] as Record<string, string>[]) {
      expect((await auditor.list('events', query)).status, JSON.stringify(query)).to.equal(400);
    }
  });

  it('counts what its filters would leave, where an index can tell, and no note for who may not read notes', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await changeUrgency(cast.amir, { id, urgency: 'critical' });
    await addNote(cast.amir, { id, remark: 'He spilled coffee.' });
    await buildEvents(1001);
    const count = async (who: Panel, query: Record<string, string>) => {
      const address = `/admin/api/resources/events/actions/counts?${new URLSearchParams(query)}`;
      const { status, text } = await who.client.get(address);
      return status === 200 ? (JSON.parse(text) as { counts: object }).counts : status;
    };
    const what = { of: 'what', values: 'complaint.edited,complaint.noted,department.updated' };
    const of = (edited: number, departments: number, more: boolean) => ({
      'complaint.edited': { count: edited, more: false },
      'complaint.noted': { count: 0, more: false },
      'department.updated': { count: departments, more },
    });
    expect(await count(auditor, what)).to.deep.equal(of(1, 1000, true));
    const own = { ...what, 'filters.what': 'complaint.filed', after: '1' };
    expect(await count(auditor, own), 'its own choice does not count').to.deep.equal(of(1, 1000, true));
    const others = { ...what, 'filters.complaintId': String(id) };
    expect(await count(auditor, others)).to.deep.equal(of(1, 0, false));
    expect(await count(auditor, { ...what, 'filters.address': '10.0.0.7' })).to.deep.equal({});
    expect(await count(auditor, { of: 'origin', values: 'panel' })).to.deep.equal({});
    for (const query of [
      { of: 'what', values: 'nothing' },
      { of: 'mark', values: 'x' },
    ])
      expect(await count(auditor, query), JSON.stringify(query)).to.equal(400);
    expect(await count(await panel.as('amir'), what)).to.equal(403);
  });

  it('is paged by key: each event once, whatever is written meanwhile', async () => {
    await buildEvents(120);
    const first = await auditor.list('events', { 'filters.subjectType': 'department' });
    await buildEvents(5, new Date());
    const seen = linesOf(first).map(({ id }) => id);
    for (let after = nextOf(first); after !== null;) {
      const query = { 'filters.subjectType': 'department', after: String(after) };
      const page = await auditor.list('events', query);
      seen.push(...linesOf(page).map(({ id }) => id));
      after = nextOf(page);
    }
    expect([seen.length, new Set(seen).size]).to.deep.equal([120, 120]);
    expect(seen).to.deep.equal(seen.toSorted((a, b) => b - a));
  });

  it('is shown of one record on its own page, to those who read the log', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await changeUrgency(cast.amir, { id, urgency: 'critical' });
    await updateUser(cast.asha, cast.rosa.id, { firstName: 'Rosalind' });
    const ofComplaint = await auditor.get(`resources/complaints/records/${id}/history`);
    expect(ofComplaint.status, ofComplaint.text).to.equal(200);
    expect(linesOf(ofComplaint).map(({ what }) => what)).to.deep.equal([
      'Complaint changed',
      'Complaint filed',
    ]);
    const asha = await panel.as('asha');
    const ofUser = await asha.get(`resources/users/records/${cast.rosa.id}/history`);
    expect(linesOf(ofUser).map(({ what }) => what)).to.deep.equal(['User changed']);
    const shown = await asha.show('users', cast.rosa.id);
    expect(shown.record.recordActions.map(({ name }) => name)).to.include('history');
    for (const resource of ['departments', 'complaint_types', 'statuses', 'groups', 'user_profiles']) {
      const [row] = (await asha.list(resource)).records;
      const history = await asha.get(`resources/${resource}/records/${String(row?.params.id)}/history`);
      expect([resource, history.status]).to.deep.equal([resource, 200]);
    }
    const amir = await panel.as('amir');
    expect((await amir.get(`resources/complaints/records/${id}/history`)).status).to.equal(403);
    expect((await amir.list('events')).status).to.equal(403);
  });

  it('is all that its readers read besides complaints, and nothing they change', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    expect((await auditor.list('complaints')).status).to.equal(200);
    expect((await auditor.list('events')).status).to.equal(200);
    const [event] = linesOf(await auditor.list('events'));
    const refused = [
      () => auditor.show('events', event?.id ?? 0),
      () => auditor.search('events', 'x'),
      () => auditor.create('events', { name: 'x' }),
      () => auditor.act('events', event?.id ?? 0, 'edit', { name: 'x' }),
      () => auditor.act('events', event?.id ?? 0, 'delete'),
      () => auditor.bulk('events', [event?.id ?? 0], 'bulkDelete'),
      () => auditor.get(`resources/events/records/${event?.id}/history`),
      () => auditor.list('users'),
      () => auditor.list('user_profiles'),
      () => auditor.list('groups'),
      () => auditor.list('departments'),
      () => auditor.list('jobs'),
      () => auditor.create('departments', { name: 'x' }),
      () => auditor.get(`resources/users/records/${cast.rosa.id}/history`),
      () => auditor.act('complaints', id, 'urgency', { urgency: 'low' }),
      () => auditor.act('complaints', id, 'note', { text: 'x' }),
      () => auditor.act('complaints', id, 'delete'),
    ];
    for (const [index, ask] of refused.entries()) {
      expect((await ask()).status, `${index}`).to.be.oneOf([403, 404]);
    }
  });

  it('says nothing of a note to those who may not read notes, in the log and in a complaint’s history', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await addNote(cast.amir, { id, remark: 'He spilled coffee.' });
    await database().query(
      `UPDATE events SET details = '{"told":"He spilled coffee."}' WHERE name = 'complaint.noted'`,
    );
    const read = await auditor.list('events');
    expect(linesOf(read)[0]?.what).to.equal('Complaint filed');
    expect(read.text).not.to.contain('coffee').and.not.contain('Note written');
    expect(
      (await auditor.client.get(`/admin/api/resources/complaints/records/${id}/history`)).text,
    ).not.to.contain('Note written');
    const noted = await auditor.list('events', { 'filters.what': 'complaint.noted' });
    expect(linesOf(noted)).to.deep.equal([]);
  });

  it('is refused by the use case as well', async () => {
    expect((await refusal(listEvents(cast.amir, {}))).status).to.equal(403);
  });
});
