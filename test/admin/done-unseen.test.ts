import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildActor, buildCast } from '../factories/people.ts';
import { withPanel } from '../support/panel.ts';

describe('a step in the panel that takes the complaint from whoever took it', () => {
  const panel = withPanel();

  it('is told as done, and leads to the list', async () => {
    const { rosa, emil } = await buildCast();
    await buildGroup('Dispatcher', ['panel.open', 'complaints.work', 'complaints.assign']);
    const dora = await buildActor({ username: 'dora', groups: ['Dispatcher'] });
    const { id } = await buildComplaint({ reporter: rosa, assignee: dora, status: 'in_progress' });
    const own = await panel.as('dora');
    const answer = await own.act('complaints', id, 'assign', { assigneeId: String(emil.id), version: '0' });
    expect(answer.notice?.type, answer.text.slice(0, 300)).to.equal('success');
    expect(answer.redirectUrl).to.equal('/admin/resources/complaints');
    expect((await Complaint.findByPk(id))?.assigneeId).to.equal(emil.id);
    expect((await own.show('complaints', id)).status).to.equal(404);
  });
});
