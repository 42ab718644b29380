import { expect } from 'chai';
import { ApiToken } from '../../src/models/api-token.ts';
import { User } from '../../src/models/user.ts';
import { holderOfToken } from '../../src/use-cases/tokens/holder-of-token.ts';
import { buildApiClient } from '../factories/api-clients.ts';
import { buildCast } from '../factories/people.ts';
import { ApiClient } from '../support/api-client.ts';
import { startApp } from '../support/app.ts';
import { byHand } from '../support/journal-watch.ts';
import { portalJson } from '../support/portal-command.ts';

describe('portal create-token', () => {
  it('prints a token once that works as that person with these scopes', async () => {
    const { elena } = await buildCast();
    const made = await portalJson([
      'create-token',
      'ELENA',
      '--name',
      'Night',
      '--scopes',
      'notes.use,complaints.view',
      '--days',
      '7',
    ]);
    expect(made.code).to.equal(0);
    const { token, scopes, expires } = made.document as { token: string; scopes: string[]; expires: string };
    expect(scopes).to.have.members(['complaints.view', 'notes.use']);
    expect(Date.parse(expires) - Date.now()).to.be.closeTo(7 * 86_400_000, 120_000);
    const app = await startApp();
    try {
      const { body } = await new ApiClient(app.url, token).get('/me');
      expect(body).to.include({ id: elena.id });
    } finally {
      await app.stop();
    }
    const beyond = await portalJson(['create-token', 'elena', '--name', 'x', '--scopes', 'people.security']);
    expect(beyond.code).to.equal(1);
    expect((await portalJson(['create-token', 'nobody', '--name', 'x'])).code).to.equal(1);
    for (const wrong of [
      ['elena', '--name', 'x', '--days', '0'],
      ['elena', '--name', ' '],
    ])
      expect((await portalJson(['create-token', ...wrong])).code, wrong.join(' ')).to.equal(2);
    expect((await portalJson(['create-token', 'elena'])).code).to.equal(2);
    await byHand(() => User.update({ isActive: false }, { where: { id: elena.id } }));
    expect((await portalJson(['create-token', 'elena', '--name', 'x'])).code).to.equal(1);
    expect(await ApiToken.count()).to.equal(1);
  });

  it('makes one for an API client, too', async () => {
    const client = await buildApiClient({ name: 'Robot', groups: ['Engineer'] });
    const made = await portalJson(['create-token', 'api-robot', '--name', 'x', '--scopes', 'notes.use']);
    expect(made.code).to.equal(0);
    const { token } = made.document as { token: string };
    expect(await holderOfToken(token, null)).to.have.nested.property('actor.id', client.id);
  });
});
