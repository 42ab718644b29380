import { expect } from 'chai';
import { Session } from '../../src/models/session.ts';
import { programIn } from '../../src/use-cases/people/program-in.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { journal } from '../support/journal.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('one’s own sessions', () => {
  let app: TestApp;
  let cast: Cast;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    cast = await buildCast();
  });

  const open = (username: string) => signIn(app.client(), username);
  const handles = (text: string) =>
    [...text.matchAll(/name="handle" value="([^"]+)"/g)].map(([, handle = '']) => handle);
  const isIn = async (client: Client) => (await client.get('/profile')).status === 200;

  it('are told with browser and address, the present one first and without a way to end it', async () => {
    const first = await open('rosa');
    const second = app.client();
    await second.post('/login', { username: 'rosa', password: PASSWORD }, { 'user-agent': FIREFOX });
    await open('elena');
    const { status, text } = await first.get('/profile/sessions');
    expect(status).to.equal(200);
    expect(text.match(/<li class="token">/g)).to.have.length(2);
    expect(text.indexOf('This browser')).to.be.lessThan(text.indexOf('Firefox on Windows'));
    expect(text).to.contain('from 127.0.0.1');
    expect(handles(text)).to.have.length(1);
    for (const { sid } of await Session.findAll()) expect(text).not.to.contain(sid);
    expect((await app.client().get('/profile/sessions')).location).to.contain('/login');
  });

  it('end one by one or all but the present one, and the journal says so', async () => {
    const [first, second, third] = [await open('rosa'), await open('rosa'), await open('rosa')];
    const [handle = ''] = handles((await first.get('/profile/sessions')).text);
    expect((await first.post('/profile/sessions/end', { handle })).location).to.equal(
      '/profile/sessions?told=ended',
    );
    expect([await isIn(second), await isIn(third)].filter(Boolean)).to.have.length(1);
    expect((await first.post('/profile/sessions/end', { handle })).location).to.equal(
      '/profile/sessions?told=over',
    );
    const fourth = await open('rosa');
    await first.post('/profile/sessions/end');
    expect([await isIn(first), await isIn(second), await isIn(third), await isIn(fourth)]).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
    const events = await journal({ name: 'session.ended' });
    expect(events.map(({ actorId, details }) => [actorId, details])).to.deep.equal([
      [cast.rosa.id, { reason: 'ended', count: 1 }],
      [cast.rosa.id, { reason: 'ended', count: 2 }],
    ]);
  });

  it('are nobody else’s: a handle of theirs ends nothing', async () => {
    const [rosa, elena] = [await open('rosa'), await open('elena')];
    const other = await open('rosa');
    const [handle = ''] = handles((await rosa.get('/profile/sessions')).text);
    expect((await elena.post('/profile/sessions/end', { handle })).location).to.equal(
      '/profile/sessions?told=over',
    );
    await elena.post('/profile/sessions/end');
    expect([await isIn(rosa), await isIn(other), await isIn(elena)]).to.deep.equal([true, true, true]);
  });

  for (const [agent, words] of [
    [FIREFOX, 'Firefox on Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
      'Safari on macOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1',
      'Chrome on iPhone',
    ],
    ['curl/8.5.0', ''],
    ['<b>Firefox/</b>', 'Firefox'],
    ['', ''],
  ] as const) {
    it(`call ${agent === '' ? 'nothing' : agent.slice(0, 40)} “${words}”`, () => {
      expect(programIn(agent)).to.equal(words);
    });
  }
});
