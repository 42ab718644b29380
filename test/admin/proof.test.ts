import { expect } from 'chai';
import { GROUP } from '../../src/models/group-names.ts';
import { Group } from '../../src/models/group.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { ACCOUNT_FAILURES } from '../../src/use-cases/people/sign-in-throttle.ts';
import { buildCast, buildUser, PASSWORD, type Cast } from '../factories/people.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildIdentity } from '../factories/identities.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';
import { useTestSecrets } from '../support/database.ts';
import { ageProofs } from '../support/proof.ts';

const HOOK = { name: 'Chat', url: 'https://chat.example/hook', events: 'complaint.filed', isActive: 'true' };

interface Refused {
  readonly record: { readonly baseError: { readonly type: string } | null };
}

/** What somebody does to whom, and the event that it leaves. */
interface Act {
  readonly says: string;
  readonly event: string;
  readonly go: () => Promise<PanelAnswer>;
}

describe('confirming who one is in the panel', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;
  after(useTestSecrets);
  beforeEach(async () => {
    useTestSecrets();
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  const confirm = (by: Panel, password: string, openedAs = '') =>
    by.client.post(
      '/confirm',
      { password, ...(openedAs === '' ? {} : { openedAs }) },
      { accept: 'application/json' },
    );

  /** Everything that takes it, with what has to be there before, which is made while the proof is fresh. */
  async function acts(): Promise<Act[]> {
    const engineer = (await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true })).id;
    const auditors = await buildGroup('Auditor', ['panel.open']);
    const gone = await buildUser({ username: 'gone', isActive: false });
    const { rosa, sam, elena, emil } = cast;
    await panel.as('elena');
    const link = await buildIdentity(rosa.id);
    const client = await asha.create('api_clients', { name: 'Robot', purpose: '', isActive: 'true' });
    const clientId = Number(client.record.params.id);
    const token = { name: 'Nightly', days: '30' };
    await asha.act('api_clients', clientId, 'makeToken', token);
    const tokenId = String((await JournalEvent.findOne({ where: { name: 'api_token.created' } }))?.subjectId);
    const hook = Number((await asha.create('webhooks', HOOK)).record.params.id);
    const people = new File(['username,full name\nanna,Anna Ahmed\n'], 'people.csv');
    const send = async (fields = {}) => {
      const path = '/admin/api/resources/users/actions/importPeople';
      const { status, text } = await asha.client.postMultipart(path, fields, { file: people });
      return { ...(JSON.parse(text) as PanelAnswer & { report: { digest: string } }), status, text };
    };
    const { digest } = (await send()).report;
    const edit = (id: number, fields: Readonly<Record<string, string>>) => () =>
      asha.act('users', id, 'edit', fields);
    const [updated, made] = ['user.updated', 'user.created'];
    const matrix = { groups: [{ id: auditors.id, version: 0, permissions: ['panel.open', 'audit.view'] }] };
    const groups = { 'groupIds.0': String(engineer) };
    return [
      { says: 'groups', event: updated, go: () => asha.act('users', rosa.id, 'assignGroups', groups) },
      {
        says: 'groups of several',
        event: updated,
        go: () => asha.bulk('users', [sam.id, emil.id], 'assignGroups', { ...groups, mode: 'set' }),
      },
      {
        says: 'groups in the form',
        event: updated,
        go: edit(emil.id, { 'groupIds.0': String(auditors.id) }),
      },
      {
        says: 'a password',
        event: updated,
        go: () => asha.act('users', sam.id, 'setPassword', { password: 'another good one 1' }),
      },
      { says: 'an e-mail address', event: updated, go: edit(rosa.id, { email: 'other@alphalab.example' }) },
      { says: 'a main portal ID', event: updated, go: edit(rosa.id, { 'profile.mainPortalId': 'AL-9' }) },
      { says: 'activation', event: updated, go: () => asha.act('users', gone.id, 'activate') },
      {
        says: 'somebody new',
        event: made,
        go: () =>
          asha.create('users', { username: 'mallory', password: 'another good one 1', isActive: 'true' }),
      },
      { says: 'people from a file', event: made, go: () => send({ digest }) },
      {
        says: 'the end of another’s sessions',
        event: 'session.ended',
        go: () => asha.act('users', elena.id, 'endSessions'),
      },
      {
        says: 'a link to an account elsewhere',
        event: 'user.unlinked',
        go: () => asha.act('users', rosa.id, 'unlink', { identityId: String(link) }),
      },
      {
        says: 'erasure',
        event: 'user.erased',
        go: () => asha.act('users', rosa.id, 'erase', { name: 'Rosa Reporter', texts: 'keep' }),
      },
      { says: 'deleting somebody', event: 'user.deleted', go: () => asha.act('users', sam.id, 'delete') },
      {
        says: 'what groups may do',
        event: 'group.updated',
        go: () => asha.postJson('resources/groups/actions/permissions', matrix),
      },
      { says: 'a new group', event: 'group.created', go: () => asha.create('groups', { name: 'Hackers' }) },
      {
        says: 'the name of a group',
        event: 'group.updated',
        go: () => asha.act('groups', auditors.id, 'edit', { name: 'Auditors' }),
      },
      {
        says: 'the end of a group',
        event: 'group.deleted',
        go: () => asha.act('groups', auditors.id, 'delete'),
      },
      {
        says: 'a program',
        event: 'api_client.created',
        go: () => asha.create('api_clients', { name: 'Other', purpose: '', isActive: 'true' }),
      },
      {
        says: 'groups of a program',
        event: 'api_client.updated',
        go: () => asha.act('api_clients', clientId, 'edit', { name: 'Robot', ...groups, isActive: 'true' }),
      },
      {
        says: 'a token of a program',
        event: 'api_token.created',
        go: () => asha.act('api_clients', clientId, 'makeToken', { ...token, name: 'Another' }),
      },
      {
        says: 'a token in another’s place',
        event: 'api_token.created',
        go: () => asha.act('api_clients', clientId, 'rotateToken', { tokenId }),
      },
      {
        says: 'the end of a program',
        event: 'api_client.deleted',
        go: () => asha.act('api_clients', clientId, 'delete'),
      },
      {
        says: 'a webhook',
        event: 'webhook.created',
        go: () => asha.create('webhooks', { ...HOOK, name: 'Second' }),
      },
      {
        says: 'where a webhook goes',
        event: 'webhook.updated',
        go: () => asha.act('webhooks', hook, 'edit', { ...HOOK, url: 'https://evil.example/hook' }),
      },
      {
        says: 'the secret of a webhook',
        event: 'webhook.secret_made',
        go: () => asha.act('webhooks', hook, 'makeSecret'),
      },
    ];
  }

  const told = (event: string) => JournalEvent.count({ where: { name: event } });

  it('is asked before anything that could give others one’s rights, and then the same call is done', async function lasts() {
    this.timeout(60_000);
    const all = await acts();
    await ageProofs();
    const before = await JournalEvent.count();
    for (const { says, go } of all) {
      const refused = (await go()) as PanelAnswer & Refused;
      expect([refused.status, refused.record?.baseError?.type], `${says}: ${refused.text}`).to.deep.equal([
        403,
        'ProofNeeded',
      ]);
    }
    expect(await JournalEvent.count(), 'nothing is told, so nothing was done').to.equal(before);
    expect((await confirm(asha, PASSWORD)).status).to.equal(204);
    for (const { says, event, go } of all.toSorted((one, other) => (one.event > other.event ? -1 : 1))) {
      const count = await told(event);
      const done = await go();
      expect([done.status, await told(event)], `${says}: ${done.text}`).to.satisfy(
        ([status, now]: [number, number]) => status === 200 && now > count,
      );
    }
  });

  it('is not asked for what gives nobody rights, nor for what makes less possible', async () => {
    const { record } = await asha.create('api_clients', { name: 'Robot', purpose: '', isActive: 'true' });
    const made = await asha.act('api_clients', Number(record.params.id), 'makeToken', {
      name: 'x',
      days: '30',
    });
    expect(made.status, made.text).to.equal(200);
    const tokenId = String((await JournalEvent.findOne({ where: { name: 'api_token.created' } }))?.subjectId);
    await ageProofs();
    const revoked = await asha.act('api_clients', Number(record.params.id), 'revokeToken', { tokenId });
    const done = [
      revoked,
      await asha.act('users', cast.rosa.id, 'edit', { lastName: 'Rao', 'profile.phoneNumber': '12' }),
      await asha.act('users', cast.rosa.id, 'sendPasswordLink'),
      await asha.act('users', cast.sam.id, 'deactivate'),
      await asha.create('departments', { name: 'Labs', isActive: 'true' }),
    ];
    expect(done.map(({ notice }) => notice?.type)).to.deep.equal(Array(5).fill('success'));
  });

  it('takes no wrong password, tells the journal of it, and waits after too many', async () => {
    await ageProofs();
    for (let tried = 0; tried < ACCOUNT_FAILURES; tried += 1)
      expect((await confirm(asha, 'a wrong one')).status).to.equal(422);
    const late = await confirm(asha, PASSWORD);
    expect([late.status, late.headers.has('retry-after')]).to.deep.equal([429, true]);
    const refused = await JournalEvent.findAll({
      where: { name: 'session.refused', subjectId: cast.asha.id },
    });
    const reasons = refused.map(({ details }) => (JSON.parse(details) as { reason: string }).reason);
    expect(reasons).to.deep.equal([...Array<string>(ACCOUNT_FAILURES).fill('wrong_confirmation'), 'locked']);
    expect((await asha.create('groups', { name: 'Hackers' })).status).to.equal(403);
    // Whoever knows the password signs in all the same, and has given it by that.
    const again = await panel.as('asha');
    expect((await again.create('groups', { name: 'Testers' })).notice?.type).to.equal('success');
  });

  it('is told in the journal, begins the time anew, and ends the session’s former id', async () => {
    await ageProofs();
    const isSession = ([key]: readonly [string, string]) => !key.endsWith('-device');
    const [name, before] = [...asha.client.cookies].find(isSession) ?? ['', ''];
    expect((await confirm(asha, PASSWORD)).status).to.equal(204);
    expect(asha.client.cookies.get(name)).to.not.equal(before);
    const [event] = await JournalEvent.findAll({ where: { name: 'session.confirmed' } });
    expect([event?.actorId, event?.subjectId, event?.origin]).to.deep.equal([
      cast.asha.id,
      cast.asha.id,
      'portal',
    ]);
    expect((await asha.create('groups', { name: 'Testers' })).notice?.type).to.equal('success');
    const former = panel.anonymous();
    former.cookies.set(name, before);
    await ageProofs();
    expect((await former.get('/profile')).location).to.contain('/login');
    expect((await asha.client.get('/profile')).status).to.equal(200);
  });

  it('is refused by name to somebody else than whose page it is, and to nobody', async () => {
    await ageProofs();
    const refused = await confirm(asha, PASSWORD, String(cast.amir.id));
    expect([refused.status, refused.text]).to.satisfy(
      ([status, text]: [number, string]) => status === 409 && text.includes('Amir Amc'),
    );
    expect((await confirm({ client: panel.anonymous() } as Panel, PASSWORD)).status).to.equal(401);
    expect((await asha.create('groups', { name: 'Hackers' })).status).to.equal(403);
  });

  it('tells a dialog how it can be done, and whether it was', async () => {
    await ageProofs();
    const ways = async () => (await asha.client.get('/confirm/ways')).json();
    const own = { person: cast.asha.id, hasPassword: true, due: null, hasPasskey: false, service: null };
    expect(await ways()).to.deep.equal({ ...own, isProven: false });
    await confirm(asha, PASSWORD);
    expect(await ways()).to.deep.equal({ ...own, isProven: true });
    expect((await panel.anonymous().get('/confirm/ways')).json()).to.deep.equal({ person: null });
  });
});
