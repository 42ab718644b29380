import { expect } from 'chai';
import { Attachment } from '../../src/models/attachment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Remark } from '../../src/models/remark.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import type { StatusCode } from '../../src/models/status.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import type { Conversation } from '../../src/use-cases/complaints/conversation/get-conversation.ts';
import { storage } from '../../src/storage/storage.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';
import { countSteps } from '../support/journal.ts';

const C = 'complaints';

const conversationOf = ({ record }: PanelAnswer): Conversation =>
  (record as unknown as { conversation: Conversation }).conversation;

const versionOf = async (id: number): Promise<string> => String((await Complaint.findByPk(id))?.version);

describe('a complaint in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let amir: Panel;
  let elena: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    amir = await panel.as('amir');
    elena = await panel.as('elena');
  });

  const complaint = (status: StatusCode = 'in_progress') =>
    buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status });

  async function expectDone(answer: PanelAnswer, status: string): Promise<Conversation> {
    expect(answer.notice?.type, answer.text.slice(0, 300)).to.equal('success');
    const conversation = conversationOf(answer);
    expect(conversation.complaint.status).to.equal(status);
    return conversation;
  }

  it('is shown as a conversation, with the steps that this person may take', async () => {
    const { id } = await complaint('assigned');
    await elena.act(C, id, 'remark', { text: 'I am on my way.' });
    await elena.act(C, id, 'note', { text: 'Third time this month.' });
    const shown = await elena.show(C, id);
    expect(shown.record.params).to.include({ id, version: 0, category: 'open', code: 'assigned' });
    const { complaint: head, events, steps } = conversationOf(shown);
    expect(head.reporter.name).to.equal('Rosa Reporter');
    expect(head.description).to.equal('Every second page comes out torn.');
    expect(
      events.flatMap(({ remark }) => (remark ? [[remark.text, remark.isInternal, remark.author?.name]] : [])),
    ).to.deep.equal([
      ['I am on my way.', false, 'Elena Engineer'],
      ['Third time this month.', true, 'Elena Engineer'],
    ]);
    expect(events).to.have.length(3);
    expect(steps).to.deep.equal(['start', 'ask', 'resolve', 'addFollower', 'link', 'remark', 'note']);
    expect(shown.record.recordActions.map(({ name }) => name)).to.have.members([
      'show',
      'start',
      'ask',
      'resolve',
      'remark',
      'note',
      'link',
      'unlink',
      'addFollower',
      'removeFollower',
    ]);
    expect(shown.text).not.to.match(/password|\$2b\$|storageKey|sha256|alphalab\.example/i);
  });

  it('goes all the way: claim, start, ask, resolve', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await expectDone(await elena.act(C, id, 'claim', { version: '0' }), 'Assigned');
    await expectDone(await elena.act(C, id, 'start'), 'In Progress');
    await expectDone(await elena.act(C, id, 'ask', { remark: 'Which floor?' }), 'Waiting for User');
    const resolved = await elena.act(C, id, 'resolve', { remark: 'Replaced the roller.' });
    const { events, complaint: head } = await expectDone(resolved, 'Resolved');
    expect(events.flatMap(({ remark }) => remark?.text ?? [])).to.deep.equal([
      'Which floor?',
      'Replaced the roller.',
    ]);
    expect(events.map(({ status }) => status?.name)).to.deep.equal([
      'Open',
      'Assigned',
      'In Progress',
      'Waiting for User',
      'Resolved',
    ]);
    expect(head.resolvedAt).to.be.a('string');
    expect(resolved.redirectUrl).to.equal(`/admin/resources/complaints/records/${id}/show`);
  });

  it('is assigned, handed over, taken back, made urgent and rejected by those who direct', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await expectDone(await amir.act(C, id, 'assign', { assigneeId: String(cast.elena.id) }), 'Assigned');
    await amir.act(C, id, 'assign', { assigneeId: String(cast.emil.id) });
    expect((await Complaint.findByPk(id))?.assigneeId).to.equal(cast.emil.id);
    await expectDone(await amir.act(C, id, 'unassign'), 'Open');
    const urgent = await expectDone(await amir.act(C, id, 'urgency', { urgency: 'critical' }), 'Open');
    expect(urgent.complaint.urgency).to.equal('critical');
    const rejected = await amir.act(C, id, 'reject', { reason: 'This is not for IT.' });
    const { events } = await expectDone(rejected, 'Rejected');
    expect(events.at(-1)?.remark).to.include({ text: 'This is not for IT.', isInternal: false });
    expect(events.slice(1).map(({ by, what }) => `${by?.name} ${what}`)).to.deep.equal([
      'Amir Amc assigned it to Elena Engineer',
      'Amir Amc handed it over from Elena Engineer to Emil Engineer',
      'Amir Amc unassigned it from Emil Engineer',
      'Amir Amc changed the urgency from medium to critical',
      'Amir Amc rejected it',
    ]);
  });

  describe('refuses', () => {
    it('every step to the wrong person, and changes nothing', async () => {
      const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.emil, status: 'assigned' });
      const before = (await Complaint.findByPk(id))?.toJSON();
      const payload = {
        remark: 'x',
        reason: 'x',
        text: 'x',
        urgency: 'low',
        assigneeId: String(cast.elena.id),
      };
      const notHers = [
        'start',
        'ask',
        'resolve',
        'assign',
        'unassign',
        'urgency',
        'remark',
        'note',
        'reject',
      ];
      for (const step of [...notHers, 'edit', 'delete']) {
        const refused = await elena.act(C, id, step, payload);
        expect(refused.status, step).to.equal(403);
        expect(refused.notice?.type).to.equal('error');
      }
      const rosa = await panel.as('rosa');
      for (const step of [...notHers, 'claim', 'edit', 'delete', 'show'])
        expect((await rosa.act(C, id, step, payload)).status, step).to.equal(403);
      const asha = await panel.as('asha');
      expect((await asha.act(C, id, 'claim')).status).to.equal(403);
      expect((await Complaint.findByPk(id))?.toJSON()).to.deep.equal(before);
      expect(await Remark.count()).to.equal(0);
    });

    it('every step from the wrong state, and says which it is', async () => {
      const steps: [string, StatusCode, Record<string, string>][] = [
        ['claim', 'closed', {}],
        ['start', 'in_progress', {}],
        ['start', 'resolved', {}],
        ['ask', 'waiting', { remark: 'x' }],
        ['ask', 'closed', { remark: 'x' }],
        ['resolve', 'resolved', { remark: 'x' }],
        ['resolve', 'rejected', { remark: 'x' }],
        ['assign', 'closed', { assigneeId: String(cast.emil.id) }],
        ['unassign', 'resolved', {}],
        ['urgency', 'closed', { urgency: 'low' }],
        ['reject', 'closed', { reason: 'x' }],
      ];
      for (const [step, status, payload] of steps) {
        const unassigned = step === 'claim' ? { reporter: cast.rosa, status } : undefined;
        const { id } = unassigned ? await buildComplaint(unassigned) : await complaint(status);
        const refused = await amir.act(C, id, step, payload);
        expect(refused.notice?.type, `${step} ${status}`).to.equal('error');
        expect(refused.notice?.message).to.match(
          /^This complaint is (Closed|In progress|Resolved|Waiting|Rejected)/,
        );
        expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(1);
      }
    });

    it('missing and wrong values at the field that the form has', async () => {
      const { id } = await complaint();
      const cases: [string, Record<string, string>, string, RegExp][] = [
        ['ask', {}, 'remark', /required/],
        ['ask', { remark: '   ' }, 'remark', /required/],
        ['resolve', {}, 'remark', /resolution is required/],
        ['reject', {}, 'reason', /reason is required/],
        ['remark', {}, 'text', /reply is required/],
        ['note', { text: '' }, 'text', /note is required/],
        ['note', { text: 'x'.repeat(10_001) }, 'text', /more than/],
        ['urgency', { urgency: 'extreme' }, 'urgency', /one of/],
        ['assign', {}, 'assigneeId', /Choose/],
        ['assign', { assigneeId: 'abc' }, 'assigneeId', /Choose/],
        ['assign', { assigneeId: String(cast.rosa.id) }, 'assigneeId', /engineer or AMC/],
        ['assign', { assigneeId: '999999' }, 'assigneeId', /engineer or AMC/],
      ];
      for (const [step, payload, field, message] of cases) {
        const refused = await amir.act(C, id, step, payload);
        expect(refused.status).to.equal(200);
        expect(Object.keys(refused.record.errors), `${step} ${refused.text.slice(0, 200)}`).to.deep.equal([
          field,
        ]);
        expect(refused.record.errors[field]?.message).to.match(message);
      }
      expect(await Remark.count()).to.equal(0);
      expect(await countSteps()).to.equal(0);
    });

    it('GET for whatever changes something', async () => {
      const { id } = await complaint('assigned');
      for (const step of ['claim', 'start', 'unassign', 'delete']) {
        await (await panel.as('asha')).client.get(`/admin/api/resources/complaints/records/${id}/${step}`);
      }
      expect(await Complaint.count({ where: { id, assigneeId: cast.elena.id } })).to.equal(1);
      expect(await StatusChange.count()).to.equal(1);
    });

    it('what does not exist as what does not exist', async () => {
      expect((await amir.act(C, 999_999, 'claim')).status).to.equal(404);
      expect((await amir.act(C, 'abc', 'claim')).status).to.equal(404);
      expect((await amir.act(C, (await complaint()).id, 'explode')).status).to.equal(404);
    });
  });

  it('hears once what a form sends five times at once, and again what another form says', async () => {
    const { id } = await complaint();
    const sent: [action: string, field: string][] = [
      ['remark', 'text'],
      ['note', 'text'],
      ['ask', 'remark'],
      ['resolve', 'remark'],
    ];
    for (const [action, field] of sent) {
      const payload = { [field]: 'The same words', submissionKey: `the-only-form-of-${action}` };
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => elena.act(C, id, action, payload)));
      for (const { notice } of answers) expect(notice?.type, action).to.equal('success');
    }
    expect(await Remark.count({ where: { complaintId: id } })).to.equal(sent.length);
    for (const submissionKey of ['another-form-of-it', 'a-third-form-of-it'])
      await elena.act(C, id, 'note', { text: 'The same words', submissionKey });
    expect(await Remark.count({ where: { complaintId: id } })).to.equal(sent.length + 2);
  });

  it('goes to one of ten engineers who claim it at once; nine read who has it', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const engineers: Panel[] = [];
    for (let index = 0; index < 10; index += 1) {
      const username = `engineer${index}`;
      const lastName = `Number${index}`;
      await buildUser({ username, firstName: 'Engineer', lastName, groups: [GROUP.engineer] });
      engineers.push(await panel.as(username));
    }
    const answers = await Promise.all(engineers.map((one) => one.act(C, id, 'claim', { version: '0' })));
    const won = answers.filter(({ notice }) => notice?.type === 'success');
    const lost = answers.filter(({ notice }) => notice?.type === 'error');
    expect([won.length, lost.length], answers.map(({ text }) => text.slice(0, 200)).join('\n')).to.deep.equal(
      [1, 9],
    );
    const winner = won[0] && conversationOf(won[0]).complaint.assignee?.name;
    for (const { notice, status } of lost) {
      expect(status).to.equal(200);
      expect(notice?.message).to.contain(winner);
    }
    expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(2);
    expect(await countSteps(id)).to.equal(1);
  });

  describe('that somebody changed in between', () => {
    it('is not overwritten by a form: it says who changed what, and keeps what was typed', async () => {
      const { id } = await complaint();
      const opened = await versionOf(id);
      await (await panel.as('asha')).act(C, id, 'urgency', { urgency: 'critical', version: opened });
      const refused = await amir.act(C, id, 'edit', { title: 'Another title', version: opened });
      expect(refused.notice?.type).to.equal('error');
      expect(refused.notice?.message).to.contain(
        'Asha Admin changed the urgency from medium to critical a moment ago',
      );
      expect(refused.record.params.title).to.equal('Another title');
      const row = await Complaint.findByPk(id);
      expect(row).to.include({ urgency: 'critical', title: 'The printer eats paper' });
      const saved = await amir.act(C, id, 'edit', { title: 'Another title', version: await versionOf(id) });
      expect(saved.notice?.type, saved.text).to.equal('success');
      expect(await Complaint.findByPk(id)).to.include({ urgency: 'critical', title: 'Another title' });
    });

    it('is left alone by each step that was begun before', async () => {
      const { id } = await complaint('assigned');
      const opened = await versionOf(id);
      await amir.act(C, id, 'urgency', { urgency: 'high' });
      const steps: [Panel, string, Record<string, string>][] = [
        [elena, 'start', {}],
        [elena, 'ask', { remark: 'x' }],
        [elena, 'resolve', { remark: 'x' }],
        [amir, 'assign', { assigneeId: String(cast.emil.id) }],
        [amir, 'unassign', {}],
        [amir, 'urgency', { urgency: 'low' }],
        [amir, 'reject', { reason: 'x' }],
      ];
      for (const [who, step, payload] of steps) {
        const refused = await who.act(C, id, step, { ...payload, version: opened });
        expect(refused.notice?.message, step).to.match(
          /(Amir Amc|you) changed the urgency from medium to high/,
        );
      }
      // The refusal has the present version: told what others did, the person may go on.
      const told = await elena.act(C, id, 'start', { version: opened });
      expect(String(told.record.params.version)).to.equal(await versionOf(id));
      for (const text of ['A remark', 'replaces nothing'])
        expect((await elena.act(C, id, 'remark', { text, version: opened })).notice?.type).to.equal(
          'success',
        );
      expect(await StatusChange.count()).to.equal(1);
    });
  });

  it('is edited by a form that shows what steps write, and cannot change it', async () => {
    const { id } = await complaint();
    const page = await amir.client.get(`/admin/resources/complaints/records/${id}/edit`);
    expect(page.text).to.match(/"editProperties":\[.*"statusId"/);
    const saved = await amir.act(C, id, 'edit', {
      title: 'New',
      statusId: '1',
      assigneeId: String(cast.emil.id),
      resolvedAt: '2020-01-01',
      'status.category': 'closed',
    });
    expect(saved.notice?.type).to.equal('success');
    expect(conversationOf(saved).complaint).to.include({ title: 'New', status: 'In Progress' });
    expect(await Complaint.findByPk(id)).to.include({ assigneeId: cast.elena.id, resolvedAt: null });
  });

  it('is deleted by Admins alone, with its files, once its rows are gone', async () => {
    const { id } = await complaint();
    const { Readable } = await import('node:stream');
    const { key, ...stored } = await storage().put(Readable.from([Buffer.from('torn')]), 100);
    await Attachment.create({
      complaintId: id,
      eventId: 1,
      remarkId: null,
      uploaderId: cast.rosa.id,
      originalName: 'torn.txt',
      storageKey: key,
      contentType: 'text/plain',
      ...stored,
    });
    await addNote(cast.amir, { id, remark: 'About to go.' });
    expect((await amir.act(C, id, 'delete')).status).to.equal(403);
    expect((await amir.bulk(C, [id], 'bulkDelete')).status).to.equal(403);
    (await storage().open(key)).destroy();
    const asha = await panel.as('asha');
    const gone = await asha.act(C, id, 'delete');
    expect(gone.notice?.message).to.equal('The complaint was deleted.');
    expect(await Complaint.count()).to.equal(0);
    expect(await Remark.count()).to.equal(0);
    let missing: unknown;
    await storage()
      .open(key)
      .catch((error: unknown) => {
        missing = error;
      });
    expect(missing).to.have.property('code', 'ENOENT');
    expect((await asha.list(C, { 'filters.search': 'printer' })).records).to.deep.equal([]);
  });

  it('tells its reporter nothing of internal notes, whatever is asked', async () => {
    const { id } = await complaint();
    await addNote(cast.elena, { id, remark: 'The zebrafish did it.' });
    const rosa = (await panel.as('rosa')).client;
    for (const path of [
      `/complaints/${id}`,
      '/',
      `/admin/resources/complaints/records/${id}/show`,
      `/admin/api/resources/complaints/records/${id}/show`,
      '/admin/api/resources/complaints/actions/search/zebrafish',
      '/admin/api/dashboard',
    ]) {
      expect((await rosa.get(path)).text, path).not.to.contain('zebrafish did');
    }
  });
});
