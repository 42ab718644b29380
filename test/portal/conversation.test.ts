import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Feedback } from '../../src/models/feedback.ts';
import { Remark } from '../../src/models/remark.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { askReporter } from '../../src/use-cases/complaints/steps/ask-reporter.ts';
import { changeUrgency } from '../../src/use-cases/complaints/steps/change-urgency.ts';
import { confirmComplaint } from '../../src/use-cases/complaints/steps/confirm-complaint.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { editComplaint } from '../../src/use-cases/complaints/steps/edit-complaint.ts';
import { rejectComplaint } from '../../src/use-cases/complaints/steps/reject-complaint.ts';
import { resolveComplaint } from '../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { startComplaint } from '../../src/use-cases/complaints/steps/start-complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { countQueries } from '../support/queries.ts';
import { journal } from '../support/journal.ts';
import type { Answer, Client } from '../support/client.ts';

const DAY_MS = 86_400_000;
const pathAt = (id: number, step: string) => `/complaints/${id}?do=${step}`;
const KEY = 'a-key-of-one-form-only';

describe('a complaint’s conversation in the portal', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  before(async () => {
    app = await startApp({ environment: { TIME_ZONE: 'Asia/Kolkata' } });
  });
  beforeEach(async () => {
    cast = await buildCast();
    rosa = await signIn(app.client(), 'rosa');
  });
  after(() => app.stop());

  const reload = (id: number) => Complaint.findByPk(id, { include: ['status'], rejectOnEmpty: true });
  const codeOf = async (id: number) => (await reload(id)).status?.code;
  const forms = ({ text }: Answer) =>
    [...text.matchAll(/<form[^>]*action="\/complaints\/\d+\/(\w+)"/g)]
      .map(([, name]) => name)
      .filter((name) => name !== 'followers');
  const versionIn = ({ text }: Answer) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';

  /** Elena has it and is at work. */
  async function inWork(): Promise<number> {
    const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Broken keyboard' });
    await claimComplaint(cast.elena, { id });
    await startComplaint(cast.elena, { id });
    return id;
  }

  it('goes from question and answer over solution and reopening to a rating, all of it readable', async () => {
    const id = await inWork();
    const path = `/complaints/${id}`;
    expect(forms(await rosa.get(path))).to.deep.equal(['remarks', 'withdraw']);

    await askReporter(cast.elena, { id, remark: 'Which keys?' });
    const asked = await rosa.get(path);
    expect(asked.text).to.contain('IT has a question and waits for you').and.contain('Which keys?');
    const answered = await rosa.postMultipart(`${path}/remarks`, {
      remark: 'All of them.',
      version: versionIn(asked),
    });
    expect([answered.status, answered.location]).to.deep.equal([303, `${path}?done=remarks#latest`]);
    expect(await codeOf(id)).to.equal('in_progress');

    await resolveComplaint(cast.elena, { id, remark: 'Another one lies on your desk.' });
    const solved = await rosa.get(path);
    expect(forms(solved)).to.have.members(['confirm', 'reopen', 'remarks']);
    const reopened = await rosa.postMultipart(`${path}/reopen`, {
      remark: 'It lacks the letter E.',
      version: versionIn(solved),
    });
    expect([reopened.status, await codeOf(id)]).to.deep.equal([303, 'in_progress']);
    expect((await reload(id)).assigneeId).to.equal(cast.elena.id);

    await resolveComplaint(cast.elena, { id, remark: 'Now with E.' });
    const again = await rosa.get(path);
    const confirmed = await rosa.post(`${path}/confirm`, {
      rating: '2',
      comment: 'Slow.',
      version: versionIn(again),
    });
    expect([confirmed.status, await codeOf(id)]).to.deep.equal([303, 'closed']);

    const { text } = await rosa.get(confirmed.location?.split('#')[0] ?? '');
    const told = [
      'Rosa Reporter</bdi> filed this complaint',
      'Elena Engineer</bdi> claimed it',
      'Which keys?',
      'All of them.',
      'Another one lies on your desk.',
      'It lacks the letter E.',
      'Rosa Reporter</bdi> reopened it',
      'Now with E.',
      '2 of 5 stars',
      'Slow.',
      'Thank you. The complaint is closed.',
    ];
    const places = told.map((words) => text.indexOf(words));
    expect(places, JSON.stringify(told)).to.deep.equal(places.toSorted((a, b) => a - b));
    expect(places[0]).to.be.greaterThan(0);
    expect(text.match(/>Solution</g)).to.have.length(2);
    expect(await Feedback.count()).to.equal(1);
  });

  it('can be reopened on the sixth day, and continued by another complaint on the eighth', async () => {
    const id = await inWork();
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    await rosa.post(`/complaints/${id}/confirm`, { rating: '5' });
    const closedSince = (days: number) =>
      Complaint.update({ closedAt: new Date(Date.now() - days * DAY_MS) }, { where: { id } });

    await closedSince(8);
    const page = await rosa.get(`/complaints/${id}`);
    expect(forms(page)).to.deep.equal(['remarks']);
    expect(page.text).to.contain(`href="/complaints/new?followUp=${id}"`);
    const late = await rosa.postMultipart(`/complaints/${id}/reopen`, { remark: 'Back again.' });
    expect(late.status).to.equal(409);
    expect(late.text).to.contain('more than 7 days ago').and.contain('>Back again.</textarea>');
    expect(await codeOf(id)).to.equal('closed');

    const form = await rosa.get(`/complaints/new?followUp=${id}`);
    expect(form.text).to.contain(`name="followUpOfId" value="${id}"`).and.contain('value="Broken keyboard"');
    const type = await ComplaintType.findOne({ where: { name: 'Hardware' }, rejectOnEmpty: true });
    const fields = {
      title: 'Back',
      description: 'Again.',
      typeId: String(type.id),
      followUpOfId: String(id),
    };
    const { location } = await rosa.postMultipart('/complaints', fields);
    expect((await rosa.get(location ?? '')).text).to.contain(`href="/complaints/${id}">Complaint #${id}`);
    expect((await rosa.get(`/complaints/${id}`)).text).to.contain(`href="${location}"`);

    await closedSince(6);
    await rosa.postMultipart(`/complaints/${id}/reopen`, { remark: 'Back again.' });
    expect(await codeOf(id)).to.equal('in_progress');
  });

  it('shows no internal note, neither its words nor its time', async () => {
    const id = await inWork();
    await addNote(cast.elena, { id, remark: 'The reporter spilled coffee.' });
    const before = (await rosa.get(`/complaints/${id}`)).text;
    expect(before).not.to.contain('coffee');
    // Not even somebody who may read it in the panel reads it here, where others look over the shoulder.
    const elena = await (await signIn(app.client(), 'elena')).get(`/complaints/${id}`);
    expect(elena.text).not.to.contain('coffee');
    expect((await rosa.get('/?q=coffee')).text).to.contain('Nothing found');
  });

  it('is closed without stars, once; words without stars are a reply', async () => {
    const id = await inWork();
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    expect((await rosa.get(`/complaints/${id}`)).text).to.match(/aria-current="step"[^>]*>Solved</);
    const version = versionIn(await rosa.get(`/complaints/${id}`));
    const form = { rating: '', comment: 'Works again.', version };
    expect((await rosa.post(`/complaints/${id}/confirm`, form)).status).to.equal(303);
    expect((await rosa.post(`/complaints/${id}/confirm`, form)).status).to.equal(303);
    expect(await codeOf(id)).to.equal('closed');
    expect(await Feedback.count()).to.equal(0);
    expect(await Remark.count({ where: { text: 'Works again.', authorId: cast.rosa.id } })).to.equal(1);
    expect((await rosa.get(`/complaints/${id}`)).text)
      .to.contain('Works again.')
      .and.not.contain('of 5 stars');
  });

  it('opens at the step that a mail asks for, also by way of the sign-in, and says calmly when it is done', async () => {
    const id = await inWork();
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    const [confirm, reopen, answer] = ['confirm', 'reopen', 'answer'].map((step) => pathAt(id, step)) as [
      string,
      string,
      string,
    ];
    const stranger = app.client();
    const location = (await stranger.get(reopen)).location ?? '';
    expect(location).to.equal(`/login?next=${encodeURIComponent(reopen)}`);
    const page = await stranger.get(location);
    expect(page.text).to.contain(`value="${reopen}"`);
    const opened = (await rosa.get(reopen)).text;
    expect(opened).to.match(/<details[^>]*id="reopen"[^>]*open=""[^>]*><summary autofocus="">/);
    expect(opened.match(/autofocus/g)).to.have.length(1);
    expect((await rosa.get(confirm)).text).to.match(/<h2 id="confirm-heading" tabindex="-1" autofocus="">/i);
    expect((await rosa.get(answer)).text).to.contain(
      'There is no question to answer any more: this complaint is Resolved.',
    );
    await confirmComplaint(cast.rosa, { id });
    const late = (await rosa.get(confirm)).text;
    expect(late).to.contain('There is nothing to confirm any more: this complaint is Closed.');
    expect(late).not.to.contain('autofocus');
    const plain = (await rosa.get(`/complaints/${id}?do=constructor`)).text;
    expect(plain).not.to.contain('any more:').and.not.contain('autofocus');
  });

  it('refuses what is missing or wrong at its field, with what was typed', async () => {
    const id = await inWork();
    const empty = await rosa.postMultipart(`/complaints/${id}/remarks`, { remark: '  ' });
    expect(empty.status).to.equal(422);
    expect(empty.text).to.contain('id="answer-remark-error">The reply is required.');
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    for (const rating of ['0', '6', '2.5', 'x']) {
      const { status, text } = await rosa.post(`/complaints/${id}/confirm`, { rating, comment: 'kept <b>' });
      expect(status, rating).to.equal(422);
      expect(text).to.contain('id="confirm-rating-error">Choose from 1 to 5 stars.');
      expect(text).to.contain('>kept &lt;b&gt;</textarea>').and.contain('href="#confirm-rating"');
    }
    const long = await rosa.post(`/complaints/${id}/confirm`, { rating: '4', comment: 'x'.repeat(2001) });
    expect(long.text)
      .to.contain('more than 2,000')
      .and.match(/value="4" checked=""|checked="" value="4"/);
    const reason = await rosa.postMultipart(`/complaints/${id}/reopen`, { remark: '' });
    expect(reason.text).to.contain('id="reopen-remark-error">The reason is required.');
    expect(reason.text).to.match(/<details[^>]*id="reopen"[^>]*open/);
    expect(await codeOf(id)).to.equal('resolved');
    expect(await Feedback.count()).to.equal(0);
  });

  it('tells who changed what meanwhile, keeps what was typed and saves nothing', async () => {
    const id = await inWork();
    await askReporter(cast.elena, { id, remark: 'Which keys?' });
    const opened = await rosa.get(`/complaints/${id}`);
    await changeUrgency(cast.amir, { id, urgency: 'critical' });
    const fields = { remark: 'All of them.', version: versionIn(opened) };
    const { status, text } = await rosa.postMultipart(`/complaints/${id}/remarks`, fields);
    expect(status).to.equal(409);
    expect(text).to.contain('Amir Amc changed the urgency from medium to critical a moment ago');
    expect(text).to.contain('>All of them.</textarea>').and.contain('Critical');
    expect(await codeOf(id)).to.equal('waiting');
    const again = versionIn({ text } as Answer);
    expect(
      (await rosa.postMultipart(`/complaints/${id}/remarks`, { ...fields, version: again })).status,
    ).to.equal(303);
  });

  it('says that a step is not possible any more, with the present state and what was typed', async () => {
    const id = await inWork();
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    const opened = await rosa.get(`/complaints/${id}`);
    await rosa.postMultipart(`/complaints/${id}/reopen`, { remark: 'No.', version: versionIn(opened) });
    const confirm = await rosa.post(`/complaints/${id}/confirm`, {
      rating: '5',
      comment: 'All is well.',
      version: versionIn(opened),
    });
    expect(confirm.status).to.equal(409);
    expect(confirm.text).to.contain('you reopened it a moment ago').and.contain('In progress');
    expect(confirm.text).to.contain('>All is well.</textarea>');
    const without = await rosa.post(`/complaints/${id}/confirm`, { rating: '5' });
    expect(without.status).to.equal(409);
    expect(without.text).to.contain('is In progress now and cannot be confirmed');
    const rejected = await buildComplaint({ reporter: cast.rosa });
    await rejectComplaint(cast.amir, { id: rejected.id, remark: 'Not IT.' });
    const reopen = await rosa.postMultipart(`/complaints/${rejected.id}/reopen`, { remark: 'Please!' });
    expect(reopen.status).to.equal(409);
    expect(reopen.text).to.contain('is Rejected now').and.contain('>Please!</textarea>');
  });

  it('says once what is sent five times at once, and once more what was changed', async () => {
    const id = await inWork();
    await askReporter(cast.elena, { id, remark: 'Which keys?' });
    const fields = {
      remark: 'All.',
      version: versionIn(await rosa.get(`/complaints/${id}`)),
      submissionKey: KEY,
    };
    const send = (changed = {}) => rosa.postMultipart(`/complaints/${id}/remarks`, { ...fields, ...changed });
    const answers = await Promise.all(Array.from({ length: 5 }, () => send()));
    answers.push(await send());
    expect(answers.map(({ status }) => status)).to.deep.equal(Array.from({ length: 6 }, () => 303));
    const mine = { complaintId: id, authorId: cast.rosa.id };
    expect(await Remark.count({ where: mine })).to.equal(1);
    expect(await StatusChange.count({ where: { complaintId: id } })).to.equal(5);
    expect((await send({ remark: 'All, and Enter.', version: '' })).status).to.equal(303);
    expect(await Remark.count({ where: mine })).to.equal(2);

    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    const reopen = {
      remark: 'No.',
      version: versionIn(await rosa.get(`/complaints/${id}`)),
      submissionKey: KEY,
    };
    const twice = await Promise.all([1, 2].map(() => rosa.postMultipart(`/complaints/${id}/reopen`, reopen)));
    expect(twice.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect((await reload(id)).reopenCount).to.equal(1);
  });

  it('is confirmed once by a form that is sent five times, and every answer leads to it', async () => {
    const id = await inWork();
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    const version = versionIn(await rosa.get(`/complaints/${id}`));
    const form = { rating: '4', comment: 'Good', version };
    const send = () => rosa.post(`/complaints/${id}/confirm`, form);
    const answers = [...(await Promise.all([send(), send(), send(), send()])), await send()];
    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303, 303]);
    expect(await Feedback.count()).to.equal(1);
    expect((await rosa.post(`/complaints/${id}/confirm`, { ...form, rating: '1' })).status).to.equal(409);
  });

  it('is withdrawn by who reported it, with a reason or without, and can be reopened', async () => {
    for (const [reason, remarks] of [
      ['', 0],
      ['It works again.', 1],
    ] as const) {
      const id = await inWork();
      const path = `/complaints/${id}`;
      const form = { remark: reason, version: versionIn(await rosa.get(path)), submissionKey: KEY };
      const send = () => rosa.post(`${path}/withdraw`, form);
      const answers = [...(await Promise.all([send(), send(), send(), send()])), await send()];
      expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303, 303]);
      expect(await Remark.count({ where: { complaintId: id } })).to.equal(remarks);
      expect(await journal({ complaintId: id, name: 'complaint.withdrawn' })).to.have.length(1);
      const complaint = await reload(id);
      expect(complaint.status?.code).to.equal('closed');
      expect([complaint.resolvedAt, complaint.closedAt === null]).to.deep.equal([null, false]);

      const closed = await rosa.get(answers[0]?.location?.split('#')[0] ?? '');
      expect(closed.text).to.contain('The complaint is withdrawn.').and.contain('withdrew it');
      expect(closed.text).to.contain(reason);
      expect(forms(closed)).to.have.members(['reopen', 'remarks']);
      await rosa.postMultipart(`${path}/reopen`, { remark: 'Not yet.', version: versionIn(closed) });
      expect(await codeOf(id)).to.equal('in_progress');
      // Sent once more after that, it changes nothing; words are known by their form.
      expect((await send()).status).to.equal(reason === '' ? 409 : 303);
      expect(await codeOf(id)).to.equal('in_progress');
    }
  });

  it('costs at most ten statements, seen before or not', async () => {
    const id = await inWork();
    for (let turn = 0; turn < 6; turn += 1) {
      await addRemark(turn % 2 === 0 ? cast.elena : cast.rosa, { id, remark: `Word ${turn}` });
    }
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    await confirmComplaint(cast.rosa, { id, rating: 5, comment: 'Good' });
    expect(await countQueries(() => rosa.get(`/complaints/${id}`))).to.be.within(5, 10);
    expect(await countQueries(() => rosa.get(`/complaints/${id}`))).to.be.within(5, 9);
  });

  it('is withdrawn by nobody once it is solved, and what was typed stays', async () => {
    const id = await inWork();
    const version = versionIn(await rosa.get(`/complaints/${id}`));
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    const late = await rosa.post(`/complaints/${id}/withdraw`, { remark: 'No need <any> more', version });
    expect(late.status).to.equal(409);
    expect(late.text)
      .to.contain('Elena Engineer resolved it')
      .and.contain('No need &lt;any&gt; more</textarea>');
    expect(await codeOf(id)).to.equal('resolved');
    const long = await rosa.post(`/complaints/${await inWork()}/withdraw`, { remark: 'x'.repeat(10_001) });
    expect(long.status).to.equal(422);
    expect(long.text).to.contain('id="withdraw-remark-error"');
  });

  it('takes no words that nobody can see', async () => {
    const id = await inWork();
    const answer = await rosa.postMultipart(`/complaints/${id}/remarks`, { remark: ' \u200b ' });
    expect(answer.status).to.equal(422);
    expect(await Remark.count({ where: { authorId: cast.rosa.id } })).to.equal(0);
  });

  it('does not exist for a stranger, whatever they try', async () => {
    const id = await inWork();
    const sam = await signIn(app.client(), 'sam');
    const plain = ({ status, text, headers }: Answer) => ({
      status,
      text: text.replaceAll(headers.get('x-request-id') ?? '', 'ID'),
    });
    const tries = (one: number) => [
      sam.get(`/complaints/${one}`),
      sam.postMultipart(`/complaints/${one}/remarks`, { remark: 'Hello' }),
      sam.postMultipart(`/complaints/${one}/remarks`, { remark: '' }),
      sam.post(`/complaints/${one}/confirm`, { rating: '1' }),
      sam.postMultipart(`/complaints/${one}/reopen`, { remark: 'Hello', version: '0' }),
      sam.get(`/complaints/new?followUp=${one}`),
    ];
    const foreign = (await Promise.all(tries(id))).map(plain);
    const missing = (await Promise.all(tries(999_999))).map(plain);
    for (const { status } of foreign) expect(status).to.equal(404);
    expect(foreign).to.deep.equal(missing);
    for (const q of [`${id}`, `#${id}`, 'keyboard', '"Broken keyboard"']) {
      expect((await sam.get(`/?q=${encodeURIComponent(q)}`)).text, q).to.contain('Nothing found');
    }
    expect(await Remark.count({ where: { authorId: cast.sam.id } })).to.equal(0);
  });

  it('lets somebody who works on it remark here, but never confirm or reopen for the reporter', async () => {
    const id = await inWork();
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    const elena = await signIn(app.client(), 'elena');
    expect(forms(await elena.get(`/complaints/${id}`))).to.deep.equal(['remarks']);
    expect((await elena.post(`/complaints/${id}/confirm`, { rating: '5' })).status).to.equal(403);
    expect((await elena.postMultipart(`/complaints/${id}/reopen`, { remark: 'x' })).status).to.equal(403);
    expect(await codeOf(id)).to.equal('resolved');
  });

  it('answers JSON to a client that prefers it, and leads back from the address of a form', async () => {
    const id = await inWork();
    const body = new URLSearchParams({ remark: '' });
    const headers = { accept: 'application/json' };
    const answer = await rosa.request(`/complaints/${id}/remarks`, { method: 'POST', body, headers });
    expect(answer.json()).to.have.nested.property('error.fields.remark', 'The reply is required.');
    for (const form of ['remarks', 'confirm', 'reopen']) {
      const { status, location } = await rosa.get(`/complaints/${id}/${form}`);
      expect([status, location]).to.deep.equal([303, `/complaints/${id}`]);
    }
    expect((await rosa.get(`/complaints/${id}/toString`)).status).to.equal(404);
  });

  it('shows what an edit replaced, a description as well', async () => {
    const id = await inWork();
    await editComplaint(cast.amir, { id, title: 'Broken desk', description: 'All of it is <torn>.' });
    await editComplaint(cast.amir, { id, description: 'Solved by itself.' });
    const { text } = await rosa.get(`/complaints/${id}`);
    expect(text).to.contain('changed the title from “Broken keyboard” to “Broken desk” and the description');
    for (const before of ['Every second page comes out torn.', 'All of it is &lt;torn&gt;.'])
      expect(text).to.match(new RegExp(`<details[^>]*>(?:(?!</details>)[^])*${before}`));
  });

  it('shows hostile words as they were typed', async () => {
    const id = await inWork();
    const words =
      '"><img src=x onerror=alert(1)> {{7*7}} 50%_off \\ 😀 \u202Eabc</textarea><script>alert(1)</script>';
    await rosa.postMultipart(`/complaints/${id}/remarks`, { remark: words });
    const { text } = await rosa.get(`/complaints/${id}`);
    expect(text).to.contain(
      '&quot;&gt;&lt;img src=x onerror=alert(1)&gt; {{7*7}} 50%_off \\ 😀 \u202Eabc&lt;/textarea&gt;',
    );
    expect(text).not.to.match(/<img|<script>/);
    const refused = await rosa.postMultipart(`/complaints/${id}/remarks`, {
      remark: words,
      submissionKey: '!',
    });
    expect(refused.status).to.equal(422);
    expect(refused.text).not.to.match(/<img|<script>/);
  });
});
