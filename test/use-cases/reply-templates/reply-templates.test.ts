import { expect } from 'chai';
import { ForeignKeyConstraintError } from 'sequelize';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../../src/errors.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { ReplyTemplate } from '../../../src/models/reply-template.ts';
import { User } from '../../../src/models/user.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { deleteRecords } from '../../../src/use-cases/records/delete-records.ts';
import { createReplyTemplate } from '../../../src/use-cases/reply-templates/create-reply-template.ts';
import { offeredTemplates } from '../../../src/use-cases/reply-templates/offered-templates.ts';
import { replyTemplateNoun } from '../../../src/use-cases/reply-templates/reply-template-noun.ts';
import { updateReplyTemplate } from '../../../src/use-cases/reply-templates/update-reply-template.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, buildUser, type Cast } from '../../factories/people.ts';
import { journal } from '../../support/journal.ts';
import { refusal } from '../../support/refusal.ts';

describe('reply templates', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  async function make(actor: Person, name: string, more: object = {}): Promise<number> {
    return Number((await createReplyTemplate(actor, { name, text: `${name} text`, ...more })).get('id'));
  }

  it('are offered to their owner, shared ones to all who reply, and those of a type at its complaints', async () => {
    const network = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    await make(cast.elena, 'Own');
    await make(cast.emil, 'Somebody else’s');
    await make(cast.amir, 'Everybody’s', { isShared: true });
    await make(cast.amir, 'About networks', { isShared: true, typeId: network.id });
    const working = { reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' } as const;
    const hardware = await buildComplaint(working);
    const wires = await buildComplaint({ ...working, type: 'Network' });
    const names = async (id: number) => (await offeredTemplates(cast.elena, id)).map(({ name }) => name);
    expect(await names(hardware.id)).to.deep.equal(['Everybody’s', 'Own']);
    expect(await names(wires.id)).to.deep.equal(['About networks', 'Everybody’s', 'Own']);
    expect((await offeredTemplates(cast.elena, hardware.id)).map(({ isOwn }) => isOwn)).to.deep.equal([
      false,
      true,
    ]);
  });

  it('are offered to nobody who writes nothing there', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.emil, status: 'in_progress' });
    expect(await refusal(offeredTemplates(cast.elena, id))).to.be.instanceOf(ForbiddenError);
    expect(await refusal(offeredTemplates(cast.sam, id))).to.be.instanceOf(NotFoundError);
  });

  it('have the complaint’s values in them; where nobody has it, whoever writes speaks', async () => {
    const text = '{{reporter}}: {{ number }}, {{assignee}} $& {{reporter}}';
    await make(cast.amir, 'All', { text, isShared: true });
    const taken = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
    const free = await buildComplaint({ reporter: cast.rosa });
    const first = async (id: number) => (await offeredTemplates(cast.amir, id))[0]?.text;
    expect(await first(taken.id)).to.equal(`Rosa Reporter: ${taken.id}, Elena Engineer $& Rosa Reporter`);
    expect(await first(free.id)).to.equal(`Rosa Reporter: ${free.id}, Amir Amc $& Rosa Reporter`);
  });

  it('are refused with what stands for nothing, without words, and without a name', async () => {
    for (const [values, field] of [
      [{ name: 'x', text: 'Dear {{customer}}' }, 'text'],
      [{ name: 'x', text: ' ' }, 'text'],
      [{ name: 'x', text: 'x'.repeat(10_001) }, 'text'],
      [{ name: ' ', text: 'x' }, 'name'],
    ] as const) {
      const error = await refusal(createReplyTemplate(cast.elena, values));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect(Object.keys(error.fields)).to.deep.equal([field]);
    }
    expect(await ReplyTemplate.count()).to.equal(0);
  });

  it('are shared by those who edit reference data, and changed by their owner alone', async () => {
    const own = await make(cast.elena, 'Own');
    const shared = await make(cast.amir, 'Shared', { isShared: true });
    const notShared = await refusal(
      createReplyTemplate(cast.elena, { name: 'x', text: 'x', isShared: true }),
    );
    expect(notShared.fields).to.have.keys('isShared');
    expect(await refusal(updateReplyTemplate(cast.elena, shared, { name: 'Mine' }))).to.be.instanceOf(
      ForbiddenError,
    );
    expect(await refusal(updateReplyTemplate(cast.amir, own, { name: 'Mine' }))).to.be.instanceOf(
      NotFoundError,
    );
    const given = await refusal(updateReplyTemplate(cast.elena, own, { isShared: true }));
    expect(given.fields).to.have.keys('isShared');
    await updateReplyTemplate(cast.elena, own, { name: 'Still own', isShared: false });
    expect(await ReplyTemplate.findByPk(own)).to.include({ name: 'Still own', ownerId: cast.elena.id });
    const amirs = await make(cast.amir, 'Amir’s');
    await updateReplyTemplate(cast.amir, amirs, { isShared: true });
    expect(await ReplyTemplate.findByPk(amirs)).to.include({ ownerId: null });
  });

  it('are written by nobody who neither replies nor edits reference data', async () => {
    const error = await refusal(createReplyTemplate(cast.rosa, { name: 'x', text: 'x' }));
    expect(error).to.be.instanceOf(ForbiddenError);
    expect(await ReplyTemplate.count()).to.equal(0);
  });

  it('are deleted by their owner, shared ones by those who delete reference data', async () => {
    const own = await make(cast.elena, 'Own');
    const shared = await make(cast.amir, 'Shared', { isShared: true });
    expect(await refusal(deleteRecords(cast.amir, replyTemplateNoun, [shared]))).to.be.instanceOf(
      ForbiddenError,
    );
    expect(await refusal(deleteRecords(cast.asha, replyTemplateNoun, [own]))).to.be.instanceOf(NotFoundError);
    await deleteRecords(cast.elena, replyTemplateNoun, [own]);
    await deleteRecords(cast.asha, replyTemplateNoun, [shared]);
    expect(await ReplyTemplate.count()).to.equal(0);
  });

  it('tell the journal what became of them', async () => {
    const id = await make(cast.elena, 'Own');
    await updateReplyTemplate(cast.elena, id, { name: 'Better' });
    await deleteRecords(cast.elena, replyTemplateNoun, [id]);
    const told = (await journal()).filter(({ subjectType }) => subjectType === 'reply_template');
    expect(told.map(({ name }) => name)).to.deep.equal([
      'reply_template.created',
      'reply_template.updated',
      'reply_template.deleted',
    ]);
  });

  it('go with a person who is deleted, and keep their type from going', async () => {
    const { id: ownerId } = await buildUser();
    const network = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    await ReplyTemplate.create({ name: 'Theirs', text: 'x', ownerId });
    await ReplyTemplate.create({ name: 'Of networks', text: 'x', typeId: network.id });
    await User.destroy({ where: { id: ownerId } });
    expect((await ReplyTemplate.findAll()).map(({ name }) => name)).to.deep.equal(['Of networks']);
    expect(await network.destroy().catch((error: unknown) => error)).to.be.instanceOf(
      ForeignKeyConstraintError,
    );
  });
});
