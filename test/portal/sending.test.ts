import { expect } from 'chai';
import { Attachment } from '../../src/models/attachment.ts';
import { Session } from '../../src/models/session.ts';
import { StagedFile } from '../../src/models/staged-file.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Answer, Client } from '../support/client.ts';
import { dataDir } from '../support/database.ts';
import { enterAsRosa } from '../support/reporter.ts';
import { storedFiles } from '../support/stored-files.ts';

interface Taken {
  readonly files: readonly number[];
}

describe('files that travel ahead of their form', () => {
  let app: TestApp;
  let rosa: Client;
  let typeId: string;
  let form: { readonly formOwner: string; readonly submissionKey: string };

  const valueOf = ({ text }: Answer, name: string): string =>
    new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(text)?.[1] ?? '';
  const report = new File(['the report'], 'report.txt');
  const send = (client: Client, ...files: readonly File[]) => {
    const body = new FormData();
    body.append('formOwner', form.formOwner);
    for (const file of files) body.append('attachments', file);
    return client.request('/sending', { method: 'POST', headers: { accept: 'application/json' }, body });
  };
  const left = async () => [await StagedFile.count(), (await storedFiles(dataDir)).length];

  before(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    ({ rosa, typeId } = await enterAsRosa(app));
    const page = await rosa.get('/complaints/new');
    form = { formOwner: valueOf(page, 'formOwner'), submissionKey: valueOf(page, 'submissionKey') };
  });
  after(() => app.stop());

  it('wait for it, and are filed with it once', async () => {
    expect((await send(rosa)).json()).to.deep.equal({ files: [] });
    const answer = await send(rosa, report);
    expect(answer.status).to.equal(200);
    const { files } = answer.json() as Taken;
    const words = { title: 'No paper', description: 'Since Monday.', typeId, keptFiles: files.map(String) };
    const filed = await Promise.all(
      [1, 2].map(() => rosa.postMultipart('/complaints', { ...form, ...words })),
    );
    expect(filed.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect((await Attachment.findAll()).map(({ originalName }) => originalName)).to.deep.equal([
      'report.txt',
    ]);
    expect(await left()).to.deep.equal([0, 1]);
  });

  it('are not taken after the end of the session, nor from somebody else, nor without a word of who sends', async () => {
    const sam = await signIn(app.client(), 'sam');
    expect((await send(sam, report)).status).to.equal(409);
    await Session.destroy({ where: {} });
    const ended = await send(rosa, report);
    expect(ended.status).to.equal(401);
    expect(ended.json()).to.have.nested.property('error.code', 'session_ended');
    form = { ...form, formOwner: '' };
    rosa = await signIn(app.client(), 'rosa');
    expect((await send(rosa, report)).status).to.equal(409);
    expect(await left()).to.deep.equal([0, 0]);
  });

  it('are told of when one is refused, and then none is kept', async () => {
    const answer = await send(rosa, report, new File(['MZ'], 'report.exe'));
    expect(answer.status).to.equal(422);
    expect(answer.json()).to.have.nested.property('error.fields.attachments').that.contains('report.exe');
    expect(await left()).to.deep.equal([0, 0]);
  });
});
