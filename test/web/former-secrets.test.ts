import { expect } from 'chai';
import { Session } from '../../src/models/session.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { Client } from '../support/client.ts';
import { byHand } from '../support/journal-watch.ts';

const OLD = 'the session secret before it was changed';
const NEW = 'the session secret that took its place there';

describe('another session secret', () => {
  const running: TestApp[] = [];
  const start = async (environment: Record<string, string>): Promise<TestApp> => {
    const app = await startApp({ environment });
    running.push(app);
    return app;
  };
  const moved = (client: Client, { url }: TestApp): Client => {
    const other = new Client(url);
    for (const [name, value] of client.cookies) other.cookies.set(name, value);
    return other;
  };
  beforeEach(buildCast);
  afterEach(async () => {
    for (const app of running.splice(0)) await app.stop();
  });

  it('ends no session as long as the former one is named, and gives cookies of its own', async () => {
    const before = await signIn((await start({ SESSION_SECRET: OLD })).client(), 'rosa');
    const app = await start({ SESSION_SECRET: NEW, SESSION_SECRET_PREVIOUS: OLD });
    const client = moved(before, app);
    expect((await client.get('/')).status).to.equal(200);
    // As if it was used some minutes later, when sessions are stored anew.
    const session = await Session.findOne({ rejectOnEmpty: true });
    const data = JSON.stringify({ ...(JSON.parse(session.data) as object), seenAt: 1 });
    await byHand(() => session.update({ data }));
    expect((await client.get('/')).status).to.equal(200);
    const alone = await start({ SESSION_SECRET: NEW });
    expect((await moved(client, alone).get('/')).status, 'by its own cookie').to.equal(200);
    expect((await moved(before, alone).get('/')).status, 'by the former one').to.equal(303);
    await client.post('/logout');
    expect((await moved(before, app).get('/')).status, 'signed out is signed out').to.equal(303);
  });

  it('lets nobody in whose cookie another secret signed', async () => {
    const before = await signIn((await start({ SESSION_SECRET: OLD })).client(), 'rosa');
    const other = {
      SESSION_SECRET: NEW,
      SESSION_SECRET_PREVIOUS: 'quite another secret of some other place',
    };
    expect((await moved(before, await start(other)).get('/')).status).to.equal(303);
  });
});
