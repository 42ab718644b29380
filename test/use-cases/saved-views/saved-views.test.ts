import { expect } from 'chai';
import { type AppError, ForbiddenError, InvalidInputError, NotFoundError } from '../../../src/errors.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import { SavedView } from '../../../src/models/saved-view.ts';
import { User } from '../../../src/models/user.ts';
import { UserGroup } from '../../../src/models/user-group.ts';
import { operator, type Person } from '../../../src/policies/actor.ts';
import { savedViewPolicy } from '../../../src/policies/saved-view.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { deleteView } from '../../../src/use-cases/saved-views/delete-view.ts';
import { listViews } from '../../../src/use-cases/saved-views/list-views.ts';
import { renameView } from '../../../src/use-cases/saved-views/rename-view.ts';
import { MOST_VIEWS, saveView } from '../../../src/use-cases/saved-views/save-view.ts';
import { buildCast, buildUser, type Cast } from '../../factories/people.ts';
import { journal } from '../../support/journal.ts';
import { refusal } from '../../support/refusal.ts';

const QUERY = 'filters.urgency=high&filters.view=open';

describe('saved views', () => {
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  const keep = (actor: Person, name: string, isShared = false) =>
    saveView(actor, { name, query: QUERY, isShared });
  const names = async (actor: Person) => (await listViews(actor)).map(({ name }) => name);

  it('are their owner’s by name, before those that others share', async () => {
    await keep(cast.amir, 'A for all', true);
    await keep(cast.amir, 'His own');
    await keep(cast.elena, 'Printers');
    const id = await keep(cast.elena, 'Dull ones');
    expect(await names(cast.elena)).to.deep.equal(['Dull ones', 'Printers', 'A for all']);
    expect(await names(cast.emil)).to.deep.equal(['A for all']);
    const [first, , shared] = await listViews(cast.elena);
    const dull = { id, name: 'Dull ones', query: QUERY, isShared: false, isOwn: true, version: 0 };
    expect(first).to.deep.equal(dull);
    expect(shared).to.include({ isShared: true, isOwn: false });
  });

  it('are nobody’s who has no queue, nor the operator’s', async () => {
    for (const actor of [cast.rosa, operator]) {
      expect(await refusal(saveView(actor, { name: 'x', query: QUERY }))).to.be.instanceOf(ForbiddenError);
      expect(await refusal(listViews(actor))).to.be.instanceOf(ForbiddenError);
    }
    const id = await keep(cast.amir, 'For all', true);
    expect(await refusal(deleteView(cast.rosa, id))).to.be.instanceOf(NotFoundError);
    expect(savedViewPolicy.may(cast.elena, 'anything else' as 'share')).to.equal(false);
    expect(await SavedView.count()).to.equal(1);
  });

  it('are refused without a name or filters, too long, or under a name that the person has given already', async () => {
    await keep(cast.elena, 'Printers');
    for (const [input, field] of [
      [{ name: ' ', query: QUERY }, 'name'],
      [{ name: 'x'.repeat(101), query: QUERY }, 'name'],
      [{ name: 'PRINTERS ', query: QUERY }, 'name'],
      [{ name: 'x', query: '' }, 'query'],
      [{ name: 'x', query: 'x'.repeat(2001) }, 'query'],
      [{ query: QUERY }, 'name'],
    ] as const) {
      const error = await refusal(saveView(cast.elena, input));
      expect(error).to.be.instanceOf(InvalidInputError);
      expect(Object.keys(error.fields)).to.deep.equal([field]);
    }
    await keep(cast.emil, 'Printers');
    expect(await SavedView.count()).to.equal(2);
  });

  it('are shared by those who triage alone', async () => {
    const error = await refusal(keep(cast.elena, 'x', true));
    expect(error.fields).to.have.keys('isShared');
    const id = await keep(cast.elena, 'x');
    const later = await refusal(renameView(cast.elena, id, { name: 'x', isShared: true }));
    expect(later.fields).to.have.keys('isShared');
    expect(await names(cast.amir)).to.deep.equal([]);
  });

  it('are called otherwise, shared, taken back and deleted by their owner alone', async () => {
    const own = await keep(cast.amir, 'Own');
    const shared = await keep(cast.amir, 'Shared', true);
    expect(await refusal(renameView(cast.asha, own, { name: 'x' }))).to.be.instanceOf(NotFoundError);
    expect(await refusal(renameView(cast.asha, shared, { name: 'x' }))).to.be.instanceOf(ForbiddenError);
    expect(await refusal(deleteView(cast.asha, own))).to.be.instanceOf(NotFoundError);
    expect(await refusal(deleteView(cast.asha, shared))).to.be.instanceOf(ForbiddenError);
    const taken = await refusal(renameView(cast.amir, own, { name: 'shared' }));
    expect(taken.fields).to.have.keys('name');
    await renameView(cast.amir, own, { name: 'OWN', isShared: true });
    await renameView(cast.amir, shared, { name: 'SHARED' });
    expect(await names(cast.elena), 'what is left out stays').to.deep.equal(['OWN', 'SHARED']);
    await renameView(cast.amir, shared, { name: 'Shared', isShared: false });
    expect(await names(cast.elena)).to.deep.equal(['OWN']);
    await deleteView(cast.amir, own);
    expect(await names(cast.amir)).to.deep.equal(['Shared']);
  });

  it('are shown to others for as long as their owner may share and sign in', async () => {
    const id = await keep(cast.amir, 'For all', true);
    const { id: userId } = cast.amir;
    await User.update({ isActive: false }, { where: { id: userId } });
    expect(await names(cast.elena)).to.deep.equal([]);
    await User.update({ isActive: true }, { where: { id: userId } });
    expect(await names(cast.elena)).to.deep.equal(['For all']);
    const engineers = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    await UserGroup.update({ groupId: engineers.id }, { where: { userId } });
    expect(await names(cast.elena)).to.deep.equal([]);
    const amir = (await loadActor(userId))?.actor as Person;
    expect(await listViews(amir)).to.deep.equal([
      { id, name: 'For all', query: QUERY, isShared: false, isOwn: true, version: 0 },
    ]);
    await User.update({ isSuperuser: true }, { where: { id: userId } });
    expect(await names(cast.elena)).to.deep.equal(['For all']);
  });

  it('are at most 20 a person, however many are saved at once', async () => {
    for (let n = 1; n < MOST_VIEWS; n += 1) await keep(cast.elena, `View ${n}`);
    await keep(cast.emil, 'One of another');
    const tries = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => keep(cast.elena, name)));
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as AppError] : []));
    expect(refused).to.have.length(3);
    for (const { fields } of refused) expect(fields.name).to.match(/20 views already/);
    expect(await SavedView.count({ where: { ownerId: cast.elena.id } })).to.equal(MOST_VIEWS);
  });

  it('have one name each, however often it is given at once', async () => {
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => keep(cast.elena, 'Same')));
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as AppError] : []));
    expect(refused.map(({ message }) => message)).to.deep.equal(
      Array.from({ length: 3 }, () => 'You have a view with this name already.'),
    );
  });

  it('tell the journal what became of them, and go with a person who is deleted', async () => {
    const id = await keep(cast.elena, 'Own');
    await renameView(cast.elena, id, { name: 'Better' });
    await deleteView(cast.elena, id);
    const told = (await journal()).filter(({ subjectType }) => subjectType === 'saved_view');
    expect(told.map(({ name, actorId }) => [name, actorId])).to.deep.equal(
      ['created', 'updated', 'deleted'].map((what) => [`saved_view.${what}`, cast.elena.id]),
    );
    expect(told[1]?.details).to.deep.equal({ changes: { name: { from: 'Own', to: 'Better' } } });
    const { id: ownerId } = await buildUser();
    await SavedView.create({ name: 'Theirs', query: QUERY, ownerId });
    await User.destroy({ where: { id: ownerId } });
    expect(await SavedView.count()).to.equal(0);
  });
});
