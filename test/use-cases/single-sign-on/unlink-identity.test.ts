import { expect } from 'chai';
import { SignInIdentity } from '../../../src/models/sign-in-identity.ts';
import { singleSignOnCheck } from '../../../src/use-cases/health/checks/single-sign-on.ts';
import { runChecks } from '../../../src/use-cases/health/run-checks.ts';
import { readConfig } from '../../../src/config.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { signIn, type TestApp } from '../../support/app.ts';
import { programOf } from '../../support/api-client.ts';
import type { Client } from '../../support/client.ts';
import { testEnvironment } from '../../support/database.ts';
import { forgedSignIn, type ForgedSignIn } from '../../support/forged-sign-in.ts';
import { journal } from '../../support/journal.ts';
import { withPanel, type Panel } from '../../support/panel.ts';

/** What the panel's page of a person tells of it. */
interface Shown {
  readonly record: { readonly person: { readonly identities: readonly { id: number }[] | null } };
}

describe('a link to an account of another service', function suite() {
  this.timeout(120_000);
  let forging: ForgedSignIn;
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  let link: SignInIdentity;

  const panel = withPanel();

  before(async () => {
    forging = await forgedSignIn();
    app = await forging.app();
  });
  after(() => forging.stop());
  beforeEach(async () => {
    cast = await buildCast();
    rosa = app.client();
    await forging.comeBack(rosa);
    link = await SignInIdentity.findOne({ rejectOnEmpty: true });
  });

  it('is taken away by who keeps people secure, with the sessions that began by it', async () => {
    const local = await signIn(app.client(), 'rosa');
    const api = await programOf(app.url, cast.asha);
    const path = `/users/${cast.rosa.id}/identities`;
    const { data } = (await api.get<{ data: object[] }>(path)).body;
    expect(data).to.have.length(1);
    expect(data[0]).to.include({ id: link.id, issuer: forging.forger.issuer, subject: 'r-1' });
    expect((await api.delete(`${path}/${link.id}`)).status).to.equal(204);
    expect(await SignInIdentity.count()).to.equal(0);
    expect((await rosa.get('/profile')).status).to.equal(303);
    expect((await local.get('/profile')).status).to.equal(200);
    const events = (await journal({ actorId: cast.asha.id })).filter(
      ({ subjectId }) => subjectId === cast.rosa.id,
    );
    expect(events.map(({ name, details }) => [name, details])).to.deep.equal([
      ['user.unlinked', { service: forging.forger.issuer }],
      ['session.ended', { reason: 'unlinked', count: 1 }],
    ]);
    expect(
      (await forging.comeBack(rosa, { claims: { sub: 'r-2' } })).status,
      'another account fits',
    ).to.equal(303);
  });

  it('is nobody else’s to see or take away, and no other person’s', async () => {
    const amir = await programOf(app.url, cast.amir);
    const asha = await programOf(app.url, cast.asha);
    const path = `/users/${cast.rosa.id}/identities`;
    expect((await amir.get(path)).status).to.equal(403);
    expect((await amir.delete(`${path}/${link.id}`)).status).to.equal(403);
    const others = `/users/${cast.sam.id}/identities/${link.id}`;
    expect((await asha.delete(others)).status).to.equal(404);
    expect((await asha.get('/users/999999/identities')).status).to.equal(404);
    expect(await SignInIdentity.count()).to.equal(1);
  });

  it('is told to whoever looks at the health', async () => {
    const told = async (more: Record<string, string> = {}): Promise<string> => {
      const settings = readConfig({ ...testEnvironment, ...forging.environment, ...more });
      const { results } = await runChecks([singleSignOnCheck], settings);
      return results.map(({ level, text }) => `${level}: ${text}`).join('');
    };
    expect(await told()).to.equal('ok: The sign-in service answers.');
    expect(await told({ OIDC_GROUPS: 'Admin=a; Nowhere=b; Nowhere=c' })).to.equal(
      'warning: Nobody is put into groups that are not there: Nowhere. The sign-in service answers.',
    );
    const away = await told({ OIDC_ISSUER: 'http://127.0.0.1:1' });
    expect(away).to.equal('problem: The sign-in service does not answer as it should. It cannot be reached.');
    expect(await told({ OIDC_ISSUER: `${forging.forger.issuer}/other` })).to.match(/^problem: .*another one/);
    const none = await told({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '' });
    expect(none).to.match(/^ok: Single sign-on is not set/);
  });

  it('is taken away on the person’s page of the panel', async () => {
    const [asha, amir] = [await panel.as('asha'), await panel.as('amir')];
    const seenBy = async (by: Panel) => {
      const { record } = JSON.parse((await by.show('users', cast.rosa.id)).text) as Shown;
      return record.person.identities?.map(({ id }) => id);
    };
    expect(await seenBy(asha)).to.deep.equal([link.id]);
    expect(await seenBy(amir)).to.equal(undefined);
    const act = (by: Panel, identityId: string) => by.act('users', cast.rosa.id, 'unlink', { identityId });
    expect((await act(amir, String(link.id))).status).to.equal(403);
    expect((await act(asha, 'x')).notice?.type).to.equal('error');
    const done = await act(asha, String(link.id));
    expect(done.notice?.type).to.equal('success');
    expect(await SignInIdentity.count()).to.equal(0);
  });
});
