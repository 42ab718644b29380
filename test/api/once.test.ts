import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { MINUTE_MS } from '../../src/durations.ts';
import { ApiRequest } from '../../src/models/api-request.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { StagedFile } from '../../src/models/staged-file.ts';
import { Submission } from '../../src/models/submission.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { programOf, type ApiClient } from '../support/api-client.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { dataDir } from '../support/database.ts';
import { byHand } from '../support/journal-watch.ts';
import { removeStoredFiles, storedFiles } from '../support/stored-files.ts';

describe('a request with a key to the REST API', () => {
  let app: TestApp;
  let cast: Cast;
  let asha: ApiClient;
  let elena: ApiClient;
  let rosa: ApiClient;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    [asha, elena, rosa] = (await Promise.all(
      [cast.asha, cast.elena, cast.rosa].map((person) => programOf(app.url, person)),
    )) as [ApiClient, ApiClient, ApiClient];
  });

  const keyed = (key: string) => ({ 'idempotency-key': key });

  /** As a process leaves it that is killed after it did what was asked, and before it remembered what came of it. */
  async function forgetAnswers(): Promise<void> {
    const undone = { answerStatus: null, answer: null, begunAt: new Date(Date.now() - 3 * MINUTE_MS) };
    await byHand(() => ApiRequest.update(undone, { where: {} }));
  }

  it('does what it asks once, wherever the process died, whatever is added', async () => {
    const typeId = (await ComplaintType.findOne())?.id;
    const open = await buildComplaint({ reporter: cast.rosa });
    const others = await Promise.all([1, 2, 3, 4].map(() => buildComplaint({ reporter: cast.rosa })));
    const [other, third, fourth, fifth] = others.map(({ id }) => id);
    const path = `/complaints/${open.id}`;
    const report = await asha.post<{ id: number }>('/reports', {
      name: 'R',
      question: { period: 'this-month' },
    });
    const asked: [ApiClient, string, object?][] = [
      [rosa, '/complaints', { title: 'a', description: 'b', typeId }],
      [elena, `${path}/claim`],
      [elena, `${path}/start`],
      [elena, `${path}/reply`, { text: 'Hello' }],
      [elena, `${path}/note`, { text: 'Hello' }],
      [elena, `${path}/ask`, { text: 'Which?' }],
      [rosa, `${path}/answer`, { text: 'That.' }],
      [asha, `${path}/urgency`, { urgency: 'high' }],
      [asha, `${path}/assign`, { assigneeId: cast.emil.id }],
      [asha, `${path}/unassign`],
      [asha, `${path}/link`, { otherId: other }],
      [asha, `${path}/unlink`, { otherId: other }],
      [asha, `${path}/follow`],
      [asha, `${path}/unfollow`],
      [rosa, `${path}/add-follower`, { person: 'sam' }],
      [rosa, `${path}/remove-follower`, { userId: cast.sam.id }],
      [asha, `${path}/resolve`, { text: 'Done.' }],
      [rosa, `${path}/reopen`, { text: 'Not so.' }],
      [asha, `${path}/resolve`, { text: 'Done now.' }],
      [rosa, `${path}/confirm`, { rating: 4 }],
      [asha, `/complaints/${other}/reject`, { text: 'No.' }],
      [rosa, `/complaints/${third}/withdraw`],
      [asha, `/complaints/${fourth}/merge`, { intoId: fifth }],
      [asha, '/complaints/bulk', { step: 'note', text: 'All.', complaints: [{ id: fifth }] }],
      [asha, '/complaints/bulk', { step: 'assign', assigneeId: cast.emil.id, complaints: [{ id: fifth }] }],
      [asha, '/departments', { name: 'Research' }],
      [asha, '/complaint-types', { name: 'Robots' }],
      [asha, '/statuses', { name: 'Parked', category: 'pending', position: 40 }],
      [asha, '/calendars', { name: 'Nights', timeZone: 'UTC' }],
      [asha, '/holidays', { date: '2026-12-25', name: 'Christmas', calendarId: 1 }],
      [asha, '/service-targets', { name: 'Quick', calendarId: 1, typeId: 1, firstResponseMinutes: 30 }],
      [asha, '/assignment-rules', { name: 'To Elena', words: 'toner', groupId: 3 }],
      [asha, '/reply-templates', { name: 'Thanks', text: 'Thank you.' }],
      [asha, '/groups', { name: 'Auditor' }],
      [asha, '/faq-categories', { name: 'Printers' }],
      [asha, '/faqs', { question: 'How?', answer: 'So.' }],
      [asha, '/webhooks', { name: 'Chat', url: 'https://chat.example/', events: ['complaint.filed'] }],
      [asha, '/api-clients', { name: 'Monitoring' }],
      [asha, '/users', { username: 'ravi', password: 'a quite long pass phrase' }],
      [elena, '/saved-views', { name: 'V', query: 'x=1' }],
      [asha, '/reports', { name: 'S', question: { period: 'this-month' } }],
      [asha, `/reports/${report.body.id}/run`],
      [rosa, '/notifications/read', { upTo: 9_999_999 }],
    ];
    for (const [program, address, body = {}] of asked) {
      const key = keyed(`${address}#${JSON.stringify(body).length}`);
      const first = await program.post(address, body, key);
      expect(first.status, `${address} ${JSON.stringify(first.body)}`).to.be.within(200, 204);
      const events = await JournalEvent.count();
      await forgetAnswers();
      for (const replayed of [null, 'true']) {
        const again = await program.post(address, body, key);
        expect([again.status, again.body], address).to.deep.equal([first.status, first.body]);
        expect(again.headers.get('location'), address).to.equal(first.headers.get('location'));
        expect(again.headers.get('etag'), address).to.equal(first.headers.get('etag'));
        expect(again.headers.get('idempotency-replayed'), address).to.equal(replayed);
      }
      expect(await JournalEvent.count(), address).to.equal(events);
    }
  });

  it('sends its files once, and leaves none of those that came again', async () => {
    await removeStoredFiles(dataDir);
    const send = (text: string, key = 'files') => {
      const form = new FormData();
      form.append('attachments', new File([text], 'a.txt'));
      form.append('attachments', new File(['second'], 'b.txt'));
      return rosa.send<{ fileIds: number[]; code?: string }>('post', '/files', form, keyed(key));
    };
    const first = await send('first');
    expect([first.status, first.body.fileIds.length]).to.deep.equal([201, 2]);
    expect((await send('first')).body).to.deep.equal(first.body);
    await forgetAnswers();
    expect((await send('first')).body).to.deep.equal(first.body);
    const other = await send('another');
    expect([other.status, other.body.code]).to.deep.equal([422, 'key_reused']);
    expect((await send('first', 'x'.repeat(256))).status).to.equal(400);
    expect(await StagedFile.count()).to.equal(2);
    expect(await storedFiles(dataDir)).to.have.length(2);
  });

  it('leaves nothing in the database by which passwords or words could be tried', async () => {
    const ravi = { username: 'ravi', password: 'a quite long pass phrase' };
    await asha.post('/users', ravi, keyed('night-1'));
    const [request] = await ApiRequest.findAll();
    const [submission] = await Submission.findAll();
    const stored = [request?.requestKey, request?.contentHash, submission?.submissionKey];
    const hash = (text: string) => {
      const made = createHash('sha256').update(text);
      return [made.copy().digest('hex'), made.digest('base64url')];
    };
    for (const text of ['night-1', JSON.stringify(ravi)])
      for (const guess of hash(text)) expect(stored).not.to.include(guess);
    expect(request?.answer).to.match(/^\d+$/);
  });
});
