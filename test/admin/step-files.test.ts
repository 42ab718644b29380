import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Attachment } from '../../src/models/attachment.ts';
import { Remark } from '../../src/models/remark.ts';
import { StagedFile } from '../../src/models/staged-file.ts';
import { changeUrgency } from '../../src/use-cases/complaints/steps/change-urgency.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { testEnvironment } from '../support/database.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';
import { claimStorage, removeStoredFiles, storedFiles } from '../support/stored-files.ts';

type Answer = PanelAnswer & {
  readonly waiting?: readonly { readonly stagedId: number; readonly name: string }[];
};

describe('files with what is said in the panel', () => {
  const panel = withPanel({ UPLOAD_MB_PER_DAY: '1' });
  const dataDir = testEnvironment.DATA_DIR ?? '';
  let cast: Cast;
  let elena: Panel;
  let id: number;

  beforeEach(async () => {
    await removeStoredFiles(dataDir);
    await claimStorage();
    cast = await buildCast();
    elena = await panel.as('elena');
    const working = { reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' } as const;
    ({ id } = await buildComplaint(working));
  });

  async function send(
    step: string,
    fields: Record<string, string>,
    ...files: readonly File[]
  ): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    for (const file of files) body.append('attachments', file);
    const path = `/admin/api/resources/complaints/records/${id}/${step}`;
    const { status, text } = await elena.client.request(path, { method: 'POST', body });
    return { ...(JSON.parse(text) as Answer), status, text };
  }

  const log = (name = 'crash.log', content = 'it crashed') => new File([content], name);
  /** What is not needed any more is removed after the answer. */
  async function expectLeft(count: number): Promise<void> {
    for (let i = 0; i < 100 && ((await left()).length !== count || (await StagedFile.count()) > 0); i += 1)
      await delay(20);
    expect(await left()).to.have.length(count);
    expect(await StagedFile.count()).to.equal(0);
  }
  const left = (): Promise<string[]> => storedFiles(dataDir);

  for (const [step, field] of [
    ['remark', 'text'],
    ['note', 'text'],
    ['ask', 'remark'],
    ['resolve', 'remark'],
  ] as const) {
    it(`are attached to it: ${step}`, async () => {
      const answer = await send(step, { [field]: 'See the log.' }, log(), log('second.log'));
      expect(answer.notice?.type, answer.text.slice(0, 300)).to.equal('success');
      const remark = await Remark.findOne({ rejectOnEmpty: true });
      const rows = await Attachment.findAll({ where: { remarkId: remark.id }, order: ['id'] });
      expect(rows.map(({ originalName }) => originalName)).to.deep.equal(['crash.log', 'second.log']);
      expect(rows.map(({ uploaderId }) => uploaderId)).to.deep.equal([cast.elena.id, cast.elena.id]);
      expect(await left()).to.have.length(2);
      expect(await StagedFile.count()).to.equal(0);
    });
  }

  it('wait when the form is refused, and go with it when it is sent again', async () => {
    const refused = await send('note', { text: ' ' }, log());
    expect(refused.record.errors.text?.message).to.equal('The note is required.');
    expect(refused.waiting?.map(({ name }) => name)).to.deep.equal(['crash.log']);
    expect(await left()).to.have.length(1);
    const keptFiles = String(refused.waiting?.[0]?.stagedId);
    await send('note', { text: 'Here it is.', keptFiles }, log('more.log'));
    const rows = await Attachment.findAll({ order: ['id'] });
    expect(rows.map(({ originalName }) => originalName)).to.have.members(['crash.log', 'more.log']);
    expect(await StagedFile.count()).to.equal(0);
  });

  it('wait when somebody changed the complaint meanwhile', async () => {
    await changeUrgency(cast.amir, { id, urgency: 'critical' });
    const refused = await send('resolve', { remark: 'Done.', version: '0' }, log());
    expect(refused.notice?.message).to.contain('Amir Amc changed the urgency');
    expect(refused.waiting).to.have.length(1);
    expect(await Remark.count()).to.equal(0);
  });

  it('are refused by their content and their size, with the words kept', async () => {
    const refused = await send('remark', { text: 'See this.' }, log('tool.exe', 'MZ'), log());
    expect(refused.record.errors.attachments?.message).to.contain('tool.exe cannot be attached');
    expect(refused.waiting?.map(({ name }) => name)).to.deep.equal(['crash.log']);
    const large = await send('remark', { text: 'See this.' }, log('big.log', 'x'.repeat(1_100_000)));
    expect(large.record.errors.attachments?.message).to.contain('You can attach 1 MB within 24 hours');
    expect(await Remark.count()).to.equal(0);
  });

  it('are told to be gone when they do not wait any more', async () => {
    const refused = await send('note', { text: 'Here.', keptFiles: '999999' });
    expect(refused.record.errors.attachments?.message).to.contain('not kept any more');
    expect(await Remark.count()).to.equal(0);
  });

  it('are said once when the same form is sent twice', async () => {
    const fields = { text: 'Once.', submissionKey: 'a'.repeat(24) };
    await Promise.all([send('remark', fields, log()), send('remark', fields, log())]);
    await send('remark', fields, log());
    expect(await Remark.count()).to.equal(1);
    expect(await Attachment.count()).to.equal(1);
    await expectLeft(1);
  });

  it('of a step that this person may not take leave nothing behind', async () => {
    ({ id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.emil, status: 'in_progress' }));
    expect((await send('remark', { text: 'Not mine.' }, log())).status).to.equal(403);
    await expectLeft(0);
  });

  it('are not taken by other forms of the panel', async () => {
    const asha = await panel.as('asha');
    const body = new FormData();
    body.append('name', 'With a file');
    body.append('attachments', log());
    await asha.client.request('/admin/api/resources/departments/actions/new', { method: 'POST', body });
    expect(await left()).to.deep.equal([]);
  });
});
