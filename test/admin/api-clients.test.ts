import { expect } from 'chai';
import { ApiToken } from '../../src/models/api-token.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { User } from '../../src/models/user.ts';
import type { Permission } from '../../src/policies/permissions.ts';
import { operator } from '../../src/policies/actor.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { holderOfToken } from '../../src/use-cases/tokens/holder-of-token.ts';
import type { TokenView } from '../../src/use-cases/tokens/list-tokens.ts';
import { buildApiClient } from '../factories/api-clients.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { valuesOf, withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';

const KEY = 'a-form-that-was-opened-once';
const tokensIn = ({ text }: PanelAnswer): readonly TokenView[] | undefined =>
  (JSON.parse(text) as { record: { tokens?: readonly TokenView[] } }).record.tokens;
const madeIn = ({ text }: PanelAnswer): string => (JSON.parse(text) as { made?: string }).made ?? '';

describe('API clients in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;
  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  /** Somebody at the panel who may do this and no more. */
  async function someoneWith(username: string, ...permissions: Permission[]): Promise<Panel> {
    await buildGroup(`Of ${username}`, ['panel.open', ...permissions]);
    await buildUser({ username, groups: [`Of ${username}`] });
    return panel.as(username);
  }

  it('are added and changed by form, with the groups of which somebody may all themselves', async () => {
    const group = await Group.findOne({ where: { name: GROUP.amcAdmin }, rejectOnEmpty: true });
    const form = { name: 'Robot', purpose: '', 'groupIds.0': String(group.id), isActive: 'true' };
    const { notice, record } = await asha.create('api_clients', form);
    expect(notice?.message).to.contain('was created').and.to.contain('Make a token');
    const id = Number(record.params.id);
    const shown = await asha.show('api_clients', id);
    expect(shown.record.params).to.include({ name: 'Robot', username: 'api-robot', isActive: true });
    expect(shown.record.params.allows).to.contain('see all complaints');
    expect(shown.record.populated['groupIds.0']).to.have.property('title', GROUP.amcAdmin);
    const edited = await asha.act('api_clients', id, 'edit', { ...form, takesWork: 'true' });
    expect(edited.notice?.type, edited.text).to.equal('info');
    expect(await User.findByPk(id)).to.have.property('takesWork', true);
    const wrong = await asha.create('api_clients', { ...form, name: '' });
    expect(Object.keys(wrong.record.errors)).to.deep.equal(['name']);
    const ines = await someoneWith('ines', 'integrations.edit');
    const beyond = await ines.create('api_clients', form);
    expect(Object.keys(beyond.record.errors), beyond.text).to.deep.equal(['groupIds']);
    expect(valuesOf(await ines.search('groups', 'AMC'), 'name')).to.deep.equal([GROUP.amcAdmin]);
    expect(valuesOf(await asha.list('api_clients', { 'filters.isActive': 'true' }), 'name')).to.deep.equal([
      'Robot',
    ]);
    expect((await asha.act('api_clients', id, 'delete')).notice?.type).to.equal('success');
  });

  it('get tokens that are answered once, rotated and revoked', async () => {
    const { id } = await buildApiClient({ groups: [GROUP.amcAdmin], maker: cast.asha });
    const form = { name: 'Night', days: '30', scopes: 'notes.use,complaints.view', submissionKey: KEY };
    const made = await asha.act('api_clients', id, 'makeToken', form);
    expect(await holderOfToken(madeIn(made), null)).to.have.nested.property('actor.id', id);
    const again = await asha.act('api_clients', id, 'makeToken', form);
    expect([madeIn(again), await ApiToken.count()]).to.deep.equal(['', 1]);
    const page = await asha.show('api_clients', id);
    expect(page.text)
      .not.to.contain(madeIn(made).slice(11))
      .and.not.to.match(/tokenHash|token_hash/i);
    const [token] = tokensIn(page) ?? [];
    expect(token).to.deep.include({ name: 'Night', scopes: ['complaints.view', 'notes.use'] });
    const rotated = await asha.act('api_clients', id, 'rotateToken', { tokenId: String(token?.id) });
    expect(await holderOfToken(madeIn(rotated), null)).to.have.nested.property('actor.id', id);
    const revoked = await asha.act('api_clients', id, 'revokeToken', { tokenId: String(token?.id) });
    expect(tokensIn(revoked)).to.have.length(1);
    expect(await holderOfToken(madeIn(made), null)).to.equal(undefined);
    for (const [field, bad] of Object.entries({ name: ' ', days: '366', scopes: 'people.erase' })) {
      const refused = await asha.act('api_clients', id, 'makeToken', { ...form, [field]: bad });
      expect(Object.keys(refused.record.errors), refused.text).to.deep.equal([field]);
    }
    const gone = await asha.act('api_clients', id, 'revokeToken', { tokenId: String(token?.id) });
    expect(gone.status).to.equal(404);
  });

  it('are refused to everybody else, and their tokens to those who may only see people', async () => {
    const client = await buildApiClient({ maker: cast.asha });
    const own = await createToken(operator, client, { name: 'Own' });
    const hers = await createToken(operator, cast.elena, { name: 'Hers' });
    const revoke = (whose: number, tokenId = 0) => ({ whose, fields: { tokenId: String(tokenId) } });
    const table: [
      who: Panel,
      status: number,
      resource: string,
      action: string,
      on: ReturnType<typeof revoke>,
    ][] = [];
    const [amir, guard] = [
      await panel.as('amir'),
      await someoneWith('guard', 'people.view', 'people.security'),
    ];
    const ines = await someoneWith('ines', 'people.view', 'integrations.edit');
    for (const who of [amir, guard])
      for (const action of ['edit', 'delete', 'makeToken', 'rotateToken', 'revokeToken'])
        table.push([who, 404, 'api_clients', action, revoke(client.id, own?.id)]);
    for (const who of [amir, ines])
      table.push([who, 403, 'users', 'revokeToken', revoke(cast.elena.id, hers?.id)]);
    // A token of somebody else is none of this person's.
    table.push([guard, 404, 'users', 'revokeToken', revoke(cast.rosa.id, hers?.id)]);
    for (const action of ['edit', 'setPassword', 'assignGroups', 'deactivate', 'sendPasswordLink'])
      table.push([asha, 403, 'users', action, revoke(client.id)]);
    for (const [who, status, resource, action, { whose, fields }] of table) {
      const answer = await who.act(resource, whose, action, fields);
      expect(answer.status, `${resource} ${action}: ${answer.text}`).to.equal(status);
    }
    expect(await ApiToken.count()).to.equal(2);
    expect(tokensIn(await amir.show('users', cast.elena.id))).to.equal(undefined);
    expect(tokensIn(await guard.show('users', cast.elena.id))).to.have.length(1);
    const done = await guard.act('users', cast.elena.id, 'revokeToken', { tokenId: String(hers?.id) });
    expect([done.notice?.type, await ApiToken.count()]).to.deep.equal(['success', 1]);
  });
});
