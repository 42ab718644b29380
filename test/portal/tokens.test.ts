import { expect } from 'chai';
import { ApiToken } from '../../src/models/api-token.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { ApiClient } from '../support/api-client.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Answer, Client } from '../support/client.ts';

const hidden = (page: Answer, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.text)?.[1] ?? '';
const tokenIn = ({ text }: Answer) => /alit_[\w-]{43}/.exec(text)?.[0];

describe('the page of API tokens', () => {
  let app: TestApp;
  let cast: Cast;
  let elena: Client;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
    elena = await signIn(app.client(), 'elena');
  });

  async function opened(client: Client) {
    const page = await client.get('/profile/tokens');
    return { formOwner: hidden(page, 'formOwner'), submissionKey: hidden(page, 'submissionKey') };
  }

  it('makes a token that works, shows it once, and revokes it', async () => {
    expect((await elena.get('/profile')).text).to.contain('href="/profile/tokens"');
    const form = { ...(await opened(elena)), name: 'Night <b>report', days: '30', scopes: 'complaints.view' };
    const made = await elena.post('/profile/tokens', form);
    expect(made.status).to.equal(200);
    expect(made.headers.get('cache-control')).to.contain('no-store');
    const token = tokenIn(made);
    const me = await new ApiClient(app.url, token).get('/me');
    expect(me.body).to.deep.include({ username: 'elena', permissions: ['complaints.view'] });
    const again = await elena.post('/profile/tokens', form);
    expect([again.status, again.location]).to.deep.equal([303, '/profile/tokens?done=before']);
    const list = await elena.get('/profile/tokens');
    expect(list.text).to.contain('Night &lt;b&gt;report').and.contain('from 127.0.0.1');
    expect(tokenIn(list)).to.equal(undefined);
    const row = await ApiToken.findOne();
    const { formOwner } = await opened(elena);
    const sam = await signIn(app.client(), 'sam');
    const foreign = await sam.post(`/profile/tokens/${row?.id}/revoke`, { ...(await opened(sam)) });
    expect(foreign.status).to.equal(404);
    expect((await elena.post(`/profile/tokens/${row?.id}/revoke`, { formOwner })).status).to.equal(303);
    expect((await new ApiClient(app.url, token).get('/me')).status).to.equal(401);
  });

  it('makes one token of a form that is sent several times at once, and shows that alone', async () => {
    const form = { ...(await opened(elena)), name: 'Twice', days: '30', scopes: 'complaints.view' };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => elena.post('/profile/tokens', form)));
    const [token, ...others] = answers.map(tokenIn).filter((one) => one !== undefined);
    expect(others).to.deep.equal([]);
    expect(await ApiToken.count()).to.equal(1);
    expect((await new ApiClient(app.url, token).get('/me')).status).to.equal(200);
    expect(answers.map(({ status }) => status)).to.have.members([200, 303, 303, 303, 303]);
  });

  it('offers the rights that somebody has, and refuses what they lack with what was typed still there', async () => {
    const rosa = await signIn(app.client(), 'rosa');
    expect((await rosa.get('/profile/tokens')).text).not.to.contain('name="scopes"');
    expect((await elena.get('/profile/tokens')).text)
      .to.contain('value="complaints.work"')
      .and.not.contain('people.security');
    const form = { ...(await opened(rosa)), name: 'Mine', days: '30', scopes: ['people.view', 'x'] };
    const refused = await rosa.post('/profile/tokens', form);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.contain('value="Mine"').and.contain('There is no such right.');
    for (const wrong of [{ name: '' }, { days: '9999' }, { scopes: 'people.view' }])
      expect((await rosa.post('/profile/tokens', { ...form, scopes: [], ...wrong })).status).to.equal(422);
    expect(await ApiToken.count({ where: { userId: cast.rosa.id } })).to.equal(0);
  });

  it('takes no form of another site, and nobody who is not signed in', async () => {
    const form = { ...(await opened(elena)), name: 'x', days: '30' };
    const other = await elena.post('/profile/tokens', form, { origin: 'https://evil.example' });
    expect(other.status).to.equal(403);
    expect((await app.client().get('/profile/tokens')).location).to.contain('/login');
    expect(await ApiToken.count()).to.equal(0);
  });
});
