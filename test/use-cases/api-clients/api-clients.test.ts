import { expect } from 'chai';
import { ValidationError } from 'sequelize';
import { ApiClient } from '../../../src/models/api-client.ts';
import { ApiToken } from '../../../src/models/api-token.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { UserGroup } from '../../../src/models/user-group.ts';
import { UserProfile } from '../../../src/models/user-profile.ts';
import { User } from '../../../src/models/user.ts';
import { operator } from '../../../src/policies/actor.ts';
import { createApiClient } from '../../../src/use-cases/api-clients/create-api-client.ts';
import { deleteApiClients } from '../../../src/use-cases/api-clients/delete-api-clients.ts';
import { apiClientList } from '../../../src/use-cases/api-clients/list-api-clients.ts';
import { updateApiClient } from '../../../src/use-cases/api-clients/update-api-client.ts';
import { setPermissions } from '../../../src/use-cases/groups/set-permissions.ts';
import { deleteUsers } from '../../../src/use-cases/people/delete-users.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { listRows } from '../../../src/use-cases/records/listing/list-rows.ts';
import { readRow } from '../../../src/use-cases/records/listing/read-row.ts';
import { createToken } from '../../../src/use-cases/tokens/create-token.ts';
import { holderOfToken } from '../../../src/use-cases/tokens/holder-of-token.ts';
import { listTokens } from '../../../src/use-cases/tokens/list-tokens.ts';
import { revokeToken } from '../../../src/use-cases/tokens/revoke-token.ts';
import { rotateToken } from '../../../src/use-cases/tokens/rotate-token.ts';
import { loadAnybody } from '../../../src/use-cases/people/load-actor.ts';
import { buildApiClient } from '../../factories/api-clients.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildActor, buildCast, type Cast } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { refusal } from '../../support/refusal.ts';

async function groupId(name: string): Promise<number> {
  return (await Group.findOne({ where: { name }, rejectOnEmpty: true })).id;
}

/** Somebody who has programs and sees complaints, and no more. */
async function integrator() {
  const group = await byHand(() => Group.create({ name: 'Integrators' }));
  const row = await Group.findByPk(group.id, { rejectOnEmpty: true });
  const permissions = ['integrations.edit', 'complaints.view', 'panel.open'];
  await setPermissions(operator, { groups: [{ id: row.id, version: row.version, permissions }] });
  return buildActor({ username: 'ines', groups: ['Integrators'] });
}

describe('API clients', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  it('are users with one profile, without password and address, in the groups that were chosen', async () => {
    const { id } = await buildApiClient({ maker: cast.asha, name: 'Night report', groups: [GROUP.admin] });
    const user = await User.scope('withPassword').findByPk(id, { rejectOnEmpty: true });
    expect(user).to.include({ username: 'api-night-report', firstName: 'Night report', isService: true });
    expect(user).to.include({ passwordHash: '', email: '', isSuperuser: false, takesWork: false });
    expect(await UserProfile.count({ where: { userId: id } })).to.equal(1);
    expect(await UserGroup.count({ where: { userId: id } })).to.equal(1);
    const row = await readRow(apiClientList, cast.asha, id);
    expect(row).to.include({ name: 'Night report', isActive: true, tokenCount: 0, makerId: cast.asha.id });
    const [event] = await JournalEvent.findAll({ where: { name: 'api_client.created', subjectId: id } });
    expect(event?.details).to.contain('Night report').and.to.contain('"Admin"');
  });

  it('have usernames of their own, whatever they are called', async () => {
    const names = ['Night report', 'Night report', 'Ночной отчёт', '🤖', 'x'.repeat(100)];
    const ids: number[] = [];
    for (const name of names) ids.push((await buildApiClient({ name })).id);
    const users = await User.findAll({ where: { id: ids } });
    expect(new Set(users.map(({ username }) => username)).size).to.equal(names.length);
    for (const { username } of users) expect(username).to.match(/^api-[a-z0-9-]+$/);
  });

  it('are refused where they have no name, or too long a one', async () => {
    const wrong = [{}, { name: ' ' }, { name: 'x'.repeat(101) }, { name: 'x', purpose: 'y'.repeat(501) }];
    for (const input of [...wrong, { name: 'x', isSuperuser: true }, { name: 'x', groupIds: [99_999] }])
      expect(await refusal(createApiClient(cast.asha, input)), JSON.stringify(input)).to.have.property(
        'status',
        422,
      );
    expect(await User.count({ where: { isService: true } })).to.equal(0);
  });

  it('belong to those who have programs, who grant nothing that they lack', async () => {
    const ines = await integrator();
    for (const nobody of [cast.amir, cast.elena, cast.rosa])
      expect(await refusal(createApiClient(nobody, { name: 'x' }))).to.have.property('status', 403);
    const [admin, own] = [await groupId(GROUP.admin), await groupId('Integrators')];
    const beyond = await refusal(createApiClient(ines, { name: 'x', groupIds: [admin] }));
    expect(beyond).to.have.nested.property('fields.groupIds').that.contains('people.erase');
    const { id } = await buildApiClient({ maker: ines, groups: ['Integrators'] });
    expect(await refusal(updateApiClient(ines, id, { groupIds: [own, admin] }))).to.have.property(
      'status',
      422,
    );
    // What somebody else gave it stays while others change.
    await updateApiClient(cast.asha, id, { groupIds: [own, admin] });
    await updateApiClient(ines, id, { groupIds: [admin], purpose: 'At night' });
    const client = (await loadAnybody(id))?.actor;
    if (client === undefined) throw new Error('it is active');
    const scopes = ['people.erase'];
    const stolen = await refusal(createToken(ines, client, { name: 'x', scopes }));
    expect(stolen).to.have.nested.property('fields.scopes').that.contains('people.erase');
    const made = await createToken(cast.asha, client, { name: 'x', scopes });
    expect(await refusal(rotateToken(ines, made?.id ?? 0))).to.have.property('status', 422);
  });

  it('are changed only among themselves: nothing that is done with people is done with them', async () => {
    const { id } = await buildApiClient();
    const tries = [{ password: 'correct horse battery' }, { isSuperuser: true }, { email: 'a@b.example' }];
    for (const change of [...tries, { isActive: false }, { groupIds: [] }, { firstName: 'x' }])
      expect(await refusal(updateUser(operator, id, change)), JSON.stringify(change)).to.have.property(
        'status',
        409,
      );
    expect(await refusal(deleteUsers(operator, [id]))).to.have.property('status', 409);
    const user = await User.findByPk(id, { rejectOnEmpty: true });
    for (const change of [{ passwordHash: 'x' }, { isSuperuser: true }, { email: 'a@b.example' }]) {
      const refused = await byHand(() => user.update(change)).catch((error: unknown) => error);
      expect(refused, JSON.stringify(change)).to.be.instanceOf(ValidationError);
      await user.reload();
    }
  });

  it('lose their tokens for good when they are deactivated, and with a group what it let them', async () => {
    const client = await buildApiClient({ groups: [GROUP.amcAdmin] });
    const scopes = ['complaints.view', 'reports.view'];
    const made = await createToken(cast.asha, client, { name: 'x', scopes });
    const held = async () => [...((await holderOfToken(made?.token ?? '', null))?.actor.permissions ?? [])];
    expect(await held()).to.have.members(scopes);
    await updateApiClient(operator, client.id, { groupIds: [await groupId(GROUP.engineer)] });
    expect(await held()).to.deep.equal(['complaints.view']);
    await updateApiClient(cast.asha, client.id, { isActive: false });
    expect(await holderOfToken(made?.token ?? '', null)).to.equal(undefined);
    expect(await refusal(createToken(cast.asha, client, { name: 'x' }))).to.have.property('status', 409);
    await updateApiClient(cast.asha, client.id, { isActive: true });
    expect(await holderOfToken(made?.token ?? '', null)).to.equal(undefined);
    expect(await ApiToken.count()).to.equal(0);
    expect(await JournalEvent.count({ where: { name: 'api_token.revoked' } })).to.equal(1);
  });

  it('stay when their maker leaves', async () => {
    await buildActor({ username: 'root', isSuperuser: true });
    const { id } = await buildApiClient({ maker: cast.asha });
    const made = await createToken(operator, await readActor(id), { name: 'x' });
    await updateUser(operator, cast.asha.id, { isActive: false });
    expect(await holderOfToken(made?.token ?? '', null)).to.have.nested.property('actor.id', id);
    expect(await ApiClient.findByPk(id)).to.have.property('makerId', cast.asha.id);
    await deleteUsers(operator, [cast.asha.id]);
    expect(await ApiClient.findByPk(id)).to.have.property('makerId', null);
    expect(await holderOfToken(made?.token ?? '', null)).to.have.nested.property('actor.id', id);
  });

  it('are deleted with all that is theirs, unless they left a history', async () => {
    const { id } = await buildApiClient();
    await createToken(operator, await readActor(id), { name: 'x' });
    const writer = await buildApiClient({ name: 'Filer' });
    await buildComplaint({ reporter: writer });
    expect(await refusal(deleteApiClients(cast.asha, [id, writer.id]))).to.have.property('status', 409);
    await deleteApiClients(cast.asha, [id]);
    expect(await User.count({ where: { id } })).to.equal(0);
    expect(await ApiClient.count({ where: { id } })).to.equal(0);
    expect(await UserProfile.count({ where: { userId: id } })).to.equal(0);
    expect(await ApiToken.count()).to.equal(0);
    expect(await JournalEvent.count({ where: { name: 'api_client.deleted', subjectId: id } })).to.equal(1);
  });

  it('are not changed from an outdated page, nor by themselves', async () => {
    const client = await buildApiClient({ groups: [GROUP.admin] });
    const { version } = await ApiClient.findByPk(client.id, { rejectOnEmpty: true });
    await updateApiClient(cast.asha, client.id, { name: 'Day report' }, version);
    expect(await User.findByPk(client.id)).to.have.property('firstName', 'Day report');
    const late = await refusal(updateApiClient(cast.asha, client.id, { isActive: false }, version));
    expect(late).to.have.property('status', 409);
    expect(await refusal(updateApiClient(client, client.id, { name: 'Me' }))).to.have.property('status', 403);
    expect(await refusal(deleteApiClients(client, [client.id]))).to.have.property('status', 403);
  });

  it('get tokens that are rotated with a day in which both work', async () => {
    const client = await buildApiClient({ groups: [GROUP.admin] });
    const first = await createToken(cast.asha, client, { name: 'x', scopes: ['audit.view'], days: 30 });
    const second = await rotateToken(cast.asha, first?.id ?? 0);
    expect(second).to.include({ name: 'x' }).and.to.have.deep.property('scopes', ['audit.view']);
    const hours = (moment: Date) => (moment.getTime() - Date.now()) / 3_600_000;
    expect(hours(second.expires)).to.be.closeTo(720, 1);
    for (const token of [first?.token ?? '', second.token])
      expect(await holderOfToken(token, null)).to.have.nested.property('actor.id', client.id);
    const [newest, oldest] = await listTokens(cast.asha, client.id);
    expect(newest?.id).to.equal(second.id);
    expect(hours(oldest?.expires ?? new Date(0))).to.be.closeTo(24, 1);
    expect(await refusal(rotateToken(cast.elena, second.id))).to.have.property('status', 404);
    await byHand(() => ApiToken.update({ expires: new Date(0) }, { where: { id: first?.id ?? 0 } }));
    expect(await refusal(rotateToken(cast.asha, first?.id ?? 0))).to.have.property('status', 409);
    await revokeToken(cast.asha, second.id);
    expect(await holderOfToken(second.token, null)).to.equal(undefined);
  });

  it('are listed with their tokens and rights, and of those what whoever looks may hand on', async () => {
    const client = await buildApiClient({ groups: [GROUP.engineer] });
    await buildApiClient({ name: 'Idle' });
    await createToken(operator, client, { name: 'x', scopes: ['notes.use'] });
    const ines = await integrator();
    const { rows, total } = await listRows(apiClientList, ines, { filters: { isActive: true } });
    expect(total).to.equal(2);
    const row = rows.find(({ id }) => id === client.id);
    expect(row).to.include({ tokenCount: 1, lastUsedAt: null, username: 'api-night-report' });
    expect(row?.permissions).to.include('notes.use');
    expect(row?.grantable).to.have.members(['panel.open', 'complaints.view']);
    expect(await refusal(listRows(apiClientList, cast.amir))).to.have.property('status', 403);
  });
});

async function readActor(id: number) {
  const read = await loadAnybody(id);
  if (read === undefined) throw new Error('it is active');
  return read.actor;
}
