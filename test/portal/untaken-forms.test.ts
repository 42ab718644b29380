import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Answer, Client, Fields } from '../support/client.ts';
import { withoutTable } from '../support/without-table.ts';

const hidden = ({ text }: Answer, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

/** What a page's button would send once more, and where to; undefined: it has none. */
function sentAgain({ text }: Answer): { path: string; fields: Fields } | undefined {
  const [, path = '', inside = ''] =
    /<form method="post" action="([^"]*)">((?:<input type="hidden"[^>]*>)+)<button[^>]*>Send again</.exec(
      text,
    ) ?? [];
  const fields = [...inside.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  return path === '' ? undefined : { path, fields: Object.fromEntries(fields) as Fields };
}

describe('a form sent while it cannot be known by whom', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  let form: Record<string, string>;
  before(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    cast = await buildCast();
    rosa = await signIn(app.client(), 'rosa');
    const page = await rosa.get('/complaints/new');
    const { id } = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    form = {
      formOwner: hidden(page, 'formOwner'),
      submissionKey: hidden(page, 'submissionKey'),
      title: 'Paper & <ink>',
      description: 'Nothing\r\ncomes out.',
      typeId: String(id),
    };
  });
  after(() => app.stop());

  /** What is answered to whoever sends it while no session can be read. */
  async function untaken(path: string, fields: Fields, files?: Record<string, File>): Promise<Answer> {
    let answer: Answer | undefined;
    await withoutTable('sessions', async () => {
      answer = await (files === undefined
        ? rosa.post(path, fields)
        : rosa.postMultipart(path, fields, files));
    });
    if (answer === undefined) throw new Error('nothing was answered');
    expect([answer.status, answer.headers.get('retry-after')]).to.deep.equal([503, '5']);
    return answer;
  }

  it('comes back with its words, and is taken once when it is sent again', async () => {
    const answer = await untaken('/complaints', form);
    expect(answer.text)
      .to.contain('The portal cannot reach its database.')
      .and.contain('Paper &amp; &lt;ink&gt;')
      .and.contain('comes out.');
    const again = sentAgain(answer);
    expect(again?.path).to.equal('/complaints');
    const first = await rosa.post('/complaints', form);
    const second = await rosa.post('/complaints', { ...form, ...again?.fields, title: form.title ?? '' });
    expect([first.status, second.location]).to.deep.equal([303, first.location]);
    expect(await Complaint.count()).to.equal(1);
  });

  it('comes back with what is no words, too, and so it is saved', async () => {
    const { id } = cast.rosa;
    const profile = { formOwner: form.formOwner ?? '', phoneNumber: '+91 80 5550 0001' };
    const again = sentAgain(await untaken('/profile', profile));
    expect(again?.fields).to.deep.equal(profile);
    expect((await rosa.post('/profile', again?.fields)).status).to.be.oneOf([200, 303]);
    const saved = await UserProfile.findOne({ where: { userId: id }, rejectOnEmpty: true });
    expect(saved.phoneNumber).to.equal(profile.phoneNumber);
  });

  it('has its words back alone where it has files, which a page cannot give back', async () => {
    const complaint = await buildComplaint({ reporter: cast.rosa });
    const remark = { formOwner: form.formOwner ?? '', remark: 'Torn once more.' };
    const answer = await untaken(`/complaints/${complaint.id}/remarks`, remark, {
      attachments: new File(['what was seen'], 'seen.txt'),
    });
    expect(answer.text).to.contain('Torn once more.');
    expect(sentAgain(answer)).to.equal(undefined);
  });

  it('never comes back with a secret, nor as one that this portal did not draw', async () => {
    const formOwner = form.formOwner ?? '';
    for (const [path, fields] of [
      [
        '/password',
        { formOwner, currentPassword: PASSWORD, newPassword: 'an-other-word-1', repeatPassword: 'x' },
      ],
      ['/profile', { formOwner, phoneNumber: '1', code: '123456' }],
      ['/login', { username: 'rosa', password: PASSWORD }],
      ['/profile', { phoneNumber: '5550 0001' }],
      ['/profile', { formOwner: `${formOwner.slice(0, -1)}_`, phoneNumber: '5550 0001' }],
    ] as const) {
      const { text } = await untaken(path, fields);
      for (const value of [PASSWORD, 'an-other-word-1', '123456', '5550 0001'])
        expect(text, path).not.to.contain(value);
    }
    const foreign = await untaken('//elsewhere.example/complaints', form);
    expect(foreign.text).to.contain('comes out.');
    expect(sentAgain(foreign)).to.equal(undefined);
  });

  it('is refused in words that a program reads', async () => {
    await withoutTable('sessions', async () => {
      const { status, text } = await rosa.post('/complaints', form, { accept: 'application/json' });
      expect([status, JSON.parse(text).error.code]).to.deep.equal([503, 'unavailable']);
      expect(text).not.to.contain('comes out.');
    });
  });
});
