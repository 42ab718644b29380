import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { Watcher } from '../../src/models/watcher.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { mergeComplaint } from '../../src/use-cases/complaints/steps/merge-complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildActor, buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

describe('followers, merged complaints and filing for others in the portal', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  let sam: Client;
  before(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    cast = await buildCast();
    rosa = await signIn(app.client(), 'rosa');
    sam = await signIn(app.client(), 'sam');
  });
  after(() => app.stop());

  it('lets the reporter show a complaint to a colleague, who replies and leaves', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Broken lamp' });
    const path = `/complaints/${id}`;
    expect((await sam.get(path)).status).to.equal(404);
    const refused = await rosa.postMultipart(`${path}/followers`, { person: 'nobody' });
    expect(refused.status).to.equal(422);
    expect(refused.text)
      .to.include('Nobody has this username or e-mail address.')
      .and.include('value="nobody"');
    const added = await rosa.postMultipart(`${path}/followers`, { person: ' SAM ' });
    expect(added.location).to.equal(`${path}?done=followers#latest`);
    expect((await rosa.get(added.location ?? '')).text)
      .to.include('Your colleague follows this complaint.')
      .and.include('Followed by');
    expect((await sam.get('/')).text)
      .to.include('You follow')
      .and.include('Broken lamp');
    expect((await sam.get(path)).text)
      .to.include('Stop following')
      .and.not.include('Withdraw complaint');
    expect((await sam.postMultipart(`${path}/remarks`, { remark: 'Mine, too.' })).status).to.equal(303);
    expect((await sam.postMultipart(`${path}/withdraw`, { remark: '' })).status).to.equal(403);
    expect((await sam.postMultipart(`${path}/unfollow`, {})).location).to.equal('/?done=unfollow');
    expect((await sam.get(path)).status).to.equal(404);
    expect((await sam.get('/?done=unfollow')).text).to.include('You follow the complaint no more.');
    expect((await sam.get('/?done=constructor')).text).to.not.include('alert');
    expect((await sam.get('/')).text).to.not.include('You follow');
  });

  it('takes a follower away', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await rosa.postMultipart(`/complaints/${id}/followers`, { person: 'sam' });
    expect((await rosa.get(`/complaints/${id}`)).text).to.include('Should somebody follow it no more?');
    await rosa.postMultipart(`/complaints/${id}/former-followers`, { userId: String(cast.sam.id) });
    expect(await Watcher.count()).to.equal(0);
    expect((await sam.get(`/complaints/${id}`)).status).to.equal(404);
  });

  it('leads whoever answers a merged complaint to the one in which it goes on', async () => {
    const target = await buildComplaint({ reporter: cast.rosa });
    const { id } = await buildComplaint({ reporter: cast.sam });
    await mergeComplaint(cast.amir, { id, intoId: target.id });
    const page = await sam.get(`/complaints/${id}`);
    expect(page.text).to.include(`complaint #${target.id}`).and.include('What you write is added there.');
    const { location } = await sam.postMultipart(`/complaints/${id}/remarks`, {
      remark: 'It is still dark.',
    });
    expect(location).to.equal(`/complaints/${target.id}?done=remarks#latest`);
    expect((await sam.get(location ?? '')).text).to.include('It is still dark.');
  });

  it('tells who filed how soon IT usually answers, where enough was answered', async () => {
    const { id: typeId } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const file = async (title: string) => {
      const form = { title, description: 'It is dark.', typeId: String(typeId) };
      const { location } = await rosa.postMultipart('/complaints', form);
      return (await rosa.get(location ?? '')).text;
    };
    expect(await file('One')).to.include('IT reads it now;');
    for (let n = 0; n < 20; n += 1) {
      const { id } = await buildComplaint({ reporter: cast.sam });
      await addRemark(cast.amir, { id, remark: 'We look into it.' });
      await Complaint.update({ createdAt: new Date(Date.now() - 4 * 86_400_000) }, { where: { id } });
    }
    expect(await file('Two')).to.include('IT usually answers within 4 days;');
  });

  it('files for whoever called, by those who may', async () => {
    const elena = await signIn(app.client(), 'elena');
    const { id: typeId } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const form = { title: 'Called about a lamp', description: 'It is dark.', typeId: String(typeId) };
    await UserProfile.update({ phoneNumber: '+91 80 1234' }, { where: {} });
    expect((await rosa.get('/complaints/new')).text).to.include('value="+91 80 1234"');
    expect((await elena.get('/complaints/new')).text).to.not.include('value="+91 80 1234"');
    expect((await elena.get('/complaints/new')).text).to.include('name="forPerson"');
    expect((await rosa.get('/complaints/new')).text).to.not.include('name="forPerson"');
    const refused = await elena.postMultipart('/complaints', { ...form, forPerson: 'nobody' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('Nobody has this username or e-mail address.').and.include('It is dark.');
    expect((await rosa.postMultipart('/complaints', { ...form, forPerson: 'sam' })).status).to.equal(403);
    expect(await Complaint.count()).to.equal(0);
    expect((await elena.postMultipart('/complaints', { ...form, forPerson: 'sam' })).status).to.equal(303);
    const complaint = await Complaint.findOne({ rejectOnEmpty: true });
    expect(complaint.reporterId).to.equal(cast.sam.id);
    const event = await JournalEvent.findOne({ where: { name: 'complaint.filed' }, rejectOnEmpty: true });
    expect(event.actorId).to.equal(cast.elena.id);
    const { text } = await sam.get(`/complaints/${complaint.id}`);
    expect(text).to.include('filed this complaint for Sam');
    expect((await sam.get('/?q=lamp')).text).to.include('Called about a lamp');
  });

  it('leads whoever files for others and sees only their own to those, and says that it was filed', async () => {
    await buildGroup('Reception', ['complaints.file_for']);
    await buildActor({ username: 'rita', groups: ['Reception'] });
    const rita = await signIn(app.client(), 'rita');
    const { id: typeId } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const form = { title: 'A lamp', description: 'It is dark.', typeId: String(typeId), forPerson: 'sam' };
    const filed = await rita.postMultipart('/complaints', form);
    expect([filed.status, filed.location]).to.deep.equal([303, '/?done=filed']);
    const { status, text } = await rita.get('/?done=filed');
    expect([status, text.includes('The complaint was filed.')]).to.deep.equal([200, true]);
    expect(await Complaint.count({ where: { reporterId: cast.sam.id } })).to.equal(1);
  });
});
