import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Status } from '../../src/models/status.ts';
import { StatusChange } from '../../src/models/status-change.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client, Fields } from '../support/client.ts';
import { statementsOf } from '../support/queries.ts';

describe('complaints in the portal', () => {
  let app: TestApp;
  let typeId: string;
  let cast: Cast;
  before(async () => {
    app = await startApp({ environment: { TIME_ZONE: 'Asia/Kolkata' } });
  });
  beforeEach(async () => {
    cast = await buildCast();
    const type = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    typeId = String(type.id);
  });
  after(() => app.stop());

  const newKey = () => randomBytes(18).toString('base64url');

  function form(overrides: Fields = {}): Fields {
    const fields = { title: 'No paper', description: 'It is empty.', typeId, urgency: 'high' };
    return { ...fields, location: 'Floor 2', contactNumber: '123', submissionKey: newKey(), ...overrides };
  }

  async function onlyComplaint(): Promise<Complaint> {
    const all = await Complaint.findAll();
    expect(all.length).to.equal(1);
    return all[0] as Complaint;
  }

  describe('filing', () => {
    let rosa: Client;
    beforeEach(async () => {
      rosa = await signIn(app.client(), 'rosa');
    });

    it('stores what was typed as open, and leads to it', async () => {
      const { status, location } = await rosa.postMultipart('/complaints', form());
      const complaint = await onlyComplaint();
      expect({ status, location }).to.deep.equal({ status: 303, location: `/complaints/${complaint.id}` });
      expect(complaint.toJSON()).to.include({
        title: 'No paper',
        description: 'It is empty.',
        typeId: Number(typeId),
        urgency: 'high',
        location: 'Floor 2',
        contactNumber: '123',
        assigneeId: null,
      });
      const open = await Status.findOne({ where: { code: 'open' }, rejectOnEmpty: true });
      expect(complaint.statusId).to.equal(open.id);
      const changes = await StatusChange.findAll();
      expect(changes.length).to.equal(1);
      expect(changes[0]).to.include({
        fromStatusId: null,
        toStatusId: open.id,
        changedById: complaint.reporterId,
      });
      expect((await rosa.get(location ?? '')).text)
        .to.contain('No paper')
        .and.contain(`Complaint #${complaint.id}`);
    });

    it('is one transaction, and writes nothing to the session', async () => {
      await rosa.postMultipart('/complaints', form());
      const sent = await statementsOf(() => rosa.postMultipart('/complaints', form({ title: 'Another' })));
      expect(sent.filter((sql) => /COMMIT/.test(sql))).to.have.length(1);
      expect(sent.filter((sql) => /(UPDATE|INTO) .?sessions/i.test(sql))).to.deep.equal([]);
      // The session with its person; then within: what must be known, and which words nobody wrote before. Nobody is asked
      // whether the reporter sees their own.
      expect(sent.filter((sql) => / SELECT /.test(sql))).to.have.length(3);
    });

    it('takes a plain form, too, and goes on without what is optional', async () => {
      const fields = { title: ' No paper ', description: 'a\r\nb', typeId };
      expect((await rosa.post('/complaints', fields)).status).to.equal(303);
      expect((await onlyComplaint()).toJSON()).to.include({
        title: 'No paper',
        description: 'a\nb',
        urgency: 'medium',
        location: '',
        contactNumber: '',
      });
    });

    it('ignores what a form has no business to set', async () => {
      const extra = {
        statusId: '5',
        assigneeId: '1',
        reporterId: '1',
        id: '77',
        resolvedAt: '2020-01-01',
        reopenCount: '9',
      };
      await rosa.postMultipart('/complaints', form(extra));
      const complaint = await onlyComplaint();
      const signedInAs = await rosa.get(`/complaints/${complaint.id}`);
      expect(signedInAs.text).to.contain('Rosa Reporter').and.contain('nobody');
      expect(complaint).to.include({ assigneeId: null, reopenCount: 0 });
      expect(complaint.id).not.to.equal(77);
    });

    it('says at each field what is wrong, keeps what was typed, and files nothing', async () => {
      const inactive = await ComplaintType.create({ name: 'Fax', isActive: false });
      const cases: [Fields, string, RegExp][] = [
        [{ title: '' }, 'title', /Say in a few words/],
        [{ title: '   ' }, 'title', /Say in a few words/],
        [{ title: 'x'.repeat(256) }, 'title', /more than 255/],
        [{ title: ['a', 'b'] }, 'title', /must be text/],
        [{ title: 'a\0b' }, 'title', /cannot be stored/],
        [{ description: '' }, 'description', /Describe the problem/],
        [{ description: 'x'.repeat(10_001) }, 'description', /more than 10,000/],
        [{ typeId: '' }, 'typeId', /Choose what/],
        [{ typeId: '999999' }, 'typeId', /Choose what/],
        [{ typeId: '1 OR 1=1' }, 'typeId', /Choose what/],
        [{ typeId: [typeId, typeId] }, 'typeId', /Choose what/],
        [{ typeId: String(inactive.id) }, 'typeId', /Choose what/],
        [{ urgency: 'immediately' }, 'urgency', /Choose how urgent/],
        [{ urgency: ['low', 'high'] }, 'urgency', /Choose how urgent/],
        [{ location: 'x'.repeat(256) }, 'location', /more than 255/],
        [{ contactNumber: '1'.repeat(21) }, 'contactNumber', /more than 20/],
        [{ contactNumber: ['1', '2'] }, 'contactNumber', /must be text/],
      ];
      for (const [fields, name, message] of cases) {
        const { status, text } = await rosa.postMultipart(
          '/complaints',
          form({ location: 'kept <here>', ...fields }),
        );
        expect(status, JSON.stringify(fields).slice(0, 60)).to.equal(422);
        const [, told] = new RegExp(`<p class="field-error" id="${name}-error">([^<]*)</p>`).exec(text) ?? [];
        expect(told).to.match(message);
        expect(text).to.match(new RegExp(`id="${name}"[^>]*aria-describedby="[^"]*${name}-error"`));
        expect(text).to.contain(`href="#${name}"`);
        if (name !== 'location') expect(text).to.contain('value="kept &lt;here&gt;"');
      }
      expect(await Complaint.count()).to.equal(0);
    });

    it('counts characters as people do at the limits', async () => {
      const fields = {
        title: 'ä'.repeat(255),
        description: 'ö\r\n'.repeat(5000).slice(0, 14_998),
        contactNumber: '1'.repeat(20),
      };
      expect((await rosa.postMultipart('/complaints', form(fields))).status).to.equal(303);
      const emoji = { title: 'Emoji', description: '€'.repeat(10_000) };
      expect((await rosa.postMultipart('/complaints', form(emoji))).status).to.equal(303);
    });

    it('shows hostile text as it was typed', async () => {
      const title = '"><img src=x onerror=alert(1)> {{7*7}} 100%_\\ 😀 \u202Eabc';
      const lines = Array.from(
        { length: 300 },
        (_, i) => `line ${i} </textarea><script>alert(1)</script>`,
      ).join('\n');
      const { location } = await rosa.postMultipart(
        '/complaints',
        form({ title, description: lines.slice(0, 9999) }),
      );
      const complaint = await onlyComplaint();
      expect(complaint.title).to.equal(title);
      for (const path of [location ?? '', '/']) {
        const { text } = await rosa.get(path);
        expect(text).to.contain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt; {{7*7}} 100%_\\ 😀 \u202Eabc');
        expect(text).not.to.match(/<img|<script>/);
      }
      const again = await rosa.postMultipart(
        '/complaints',
        form({ title: '', description: lines.slice(0, 500) }),
      );
      expect(again.text).not.to.match(/<script>/);
    });

    it('refuses files politely and keeps the rest', async () => {
      const file = new File(['hello'], '../../x.html', { type: 'text/html' });
      const { status, text } = await rosa.postMultipart('/complaints', form(), { attachments: file });
      expect(status).to.equal(422);
      expect(text).to.contain('x.html cannot be attached.').and.contain('value="No paper"');
      expect(await Complaint.count()).to.equal(0);
      const empty = new File([], '');
      expect((await rosa.postMultipart('/complaints', form(), { attachments: empty })).status).to.equal(303);
    });

    it('answers JSON with the messages by field to a client that prefers it', async () => {
      const body = new URLSearchParams({ title: '' });
      const headers = { accept: 'application/json' };
      const answer = await rosa.request('/complaints', { method: 'POST', body, headers });
      expect(answer.status).to.equal(422);
      expect(answer.json()).to.have.nested.property(
        'error.fields.title',
        'Say in a few words what is wrong.',
      );
    });

    it('draws another key for each form, and keeps it while the form is corrected', async () => {
      const key = (text: string) => /name="submissionKey" value="([\w-]+)"/.exec(text)?.[1];
      const first = key((await rosa.get('/complaints/new')).text);
      expect(first).to.match(/^[\w-]{24}$/);
      expect(key((await rosa.get('/complaints/new')).text)).not.to.equal(first);
      const corrected = await rosa.postMultipart(
        '/complaints',
        form({ title: '', submissionKey: first ?? '' }),
      );
      expect(key(corrected.text)).to.equal(first);
    });

    it('files one complaint for one form, sent again or five times at once', async () => {
      const fields = form();
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => rosa.postMultipart('/complaints', fields)),
      );
      answers.push(await rosa.postMultipart('/complaints', fields));
      const complaint = await onlyComplaint();
      for (const { status, location } of answers) {
        expect({ status, location }).to.deep.equal({ status: 303, location: `/complaints/${complaint.id}` });
      }
      expect(await StatusChange.count()).to.equal(1);
      await ComplaintType.update({ isActive: false }, { where: { id: typeId } });
      expect((await rosa.postMultipart('/complaints', fields)).location).to.equal(
        `/complaints/${complaint.id}`,
      );
    });

    it('files another one when somebody goes back and changes the text', async () => {
      const fields = form();
      const first = await rosa.postMultipart('/complaints', fields);
      const changed = { ...fields, title: 'No toner either' };
      const second = await rosa.postMultipart('/complaints', changed);
      expect(second.location).not.to.equal(first.location);
      expect((await rosa.postMultipart('/complaints', changed)).location).to.equal(second.location);
      expect(await Complaint.count()).to.equal(2);
    });

    it('does not mix up the forms of two people', async () => {
      const fields = form();
      const sam = await signIn(app.client(), 'sam');
      const [hers, his] = [await rosa.post('/complaints', fields), await sam.post('/complaints', fields)];
      expect(hers.location).not.to.equal(his.location);
      expect(await Complaint.count()).to.equal(2);
    });
  });

  describe('reading', () => {
    it('lists one’s own alone, the newest first, in the organisation’s time', async () => {
      const { elena, rosa } = cast;
      await buildComplaint({ reporter: rosa, title: 'First', createdAt: new Date('2026-05-01T20:00:00Z') });
      await buildComplaint({ reporter: rosa, title: 'Second', status: 'resolved', urgency: 'critical' });
      await buildComplaint({ reporter: elena, title: 'Not hers' });
      const { text } = await (await signIn(app.client(), 'rosa')).get('/');
      expect(text.indexOf('Second')).to.be.greaterThan(0).and.lessThan(text.indexOf('First'));
      expect(text).to.contain('2 May 2026, 01:30').and.contain('tag-resolved').and.contain('Critical');
      expect(text).not.to.contain('Not hers');
      const engineer = await (await signIn(app.client(), 'elena')).get('/');
      expect(engineer.text).to.contain('Not hers').and.not.contain('Second');
    });

    it('says so where there is nothing yet', async () => {
      const { text } = await (await signIn(app.client(), 'rosa')).get('/');
      expect(text)
        .to.contain('Nothing filed yet')
        .and.contain('href="/complaints/new"')
        .and.not.contain('<table');
    });

    it('pages through many, and takes no nonsense for a page', async () => {
      const { rosa } = cast;
      for (let i = 1; i <= 27; i += 1) await buildComplaint({ reporter: rosa, title: `Title ${i}.` });
      const client = await signIn(app.client(), 'rosa');
      expect((await client.get('/')).text)
        .to.contain('Title 27.')
        .and.contain('Title 8.')
        .and.not.contain('Title 7.');
      expect((await client.get('/?page=2')).text)
        .to.contain('Title 7.')
        .and.contain('Page 2 of 2');
      for (const page of ['99', '0', '-1', 'x', '1&page=2', '999999999999']) {
        expect((await client.get(`/?page=${page}`)).status, page).to.equal(200);
      }
    });

    it('answers to somebody else’s complaint as to one that does not exist', async () => {
      const { rosa } = cast;
      const { id } = await buildComplaint({ reporter: rosa });
      const sam = await signIn(app.client(), 'sam');
      const [foreign, missing] = [await sam.get(`/complaints/${id}`), await sam.get('/complaints/999999')];
      const plain = ({ text, headers }: typeof foreign) =>
        text.replaceAll(headers.get('x-request-id') ?? '', 'ID');
      expect(foreign.status).to.equal(404);
      expect(missing.status).to.equal(404);
      expect(plain(foreign)).to.equal(plain(missing));
      for (const who of ['rosa', 'elena', 'amir', 'asha']) {
        const { status } = await (await signIn(app.client(), who)).get(`/complaints/${id}`);
        expect(status, who).to.equal(200);
      }
    });
  });
});
