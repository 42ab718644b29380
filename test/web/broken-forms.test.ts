import { Agent, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { expect } from 'chai';
import { REST_MS } from '../../src/web/multipart.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';

type Work = () => void;

/** What was ordered for when a refused form has no more time, and was not called off; by the clock it would be done then. */
function watchTimers(): { fire: Work; stop: Work } {
  const { setTimeout: order, clearTimeout: callOff } = globalThis;
  const waiting = new Map<unknown, Work>();
  const watched = (work: Work, ms?: number, ...rest: unknown[]) => {
    const timer = order(work, ms, ...rest);
    if (ms === REST_MS) waiting.set(timer, work);
    return timer;
  };
  Object.assign(globalThis, {
    setTimeout: Object.assign(watched, order),
    clearTimeout: (timer: NodeJS.Timeout) => {
      waiting.delete(timer);
      callOff(timer);
    },
  });
  return {
    fire: () => {
      for (const work of waiting.values()) work();
    },
    stop: () => void Object.assign(globalThis, { setTimeout: order, clearTimeout: callOff }),
  };
}

describe('a connection over which a broken form came', () => {
  let app: TestApp;
  let rosa: Client;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    await buildCast();
    rosa = await signIn(app.client(), 'rosa');
  });

  const BROKEN = {
    'has no end': '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx',
    'has a file without an end':
      '--b\r\nContent-Disposition: form-data; name="attachments"; filename="a"\r\n\r\nx',
    'has nothing': '',
    'has too long a name': `--b\r\nContent-Disposition: form-data; name="${'n'.repeat(200)}"\r\n\r\nx\r\n--b--\r\n`,
    'has a foreign boundary': '--c\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--c--\r\n',
  };
  for (const [what, body] of Object.entries(BROKEN))
    it(`serves whoever comes next over it, when it ${what}`, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const timers = watchTimers();
      const ask = async (method: string, sent: string) => {
        const asked = request(`${app.url}/complaints${method === 'GET' ? '/new' : ''}`, {
          method,
          agent,
          headers: {
            cookie: [...rosa.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            origin: app.url,
            ...(method === 'GET' ? {} : { 'content-type': 'multipart/form-data; boundary=b' }),
          },
        }).end(sent);
        const [answer] = (await once(asked, 'response')) as [IncomingMessage];
        const { socket } = answer;
        await once(answer.resume(), 'end');
        return { status: answer.statusCode, socket };
      };
      try {
        const first = await ask('POST', body);
        expect(first.status).to.be.within(400, 499);
        const next = ask('GET', '');
        timers.fire();
        const second = await next;
        expect(second.status).to.equal(200);
        expect(second.socket).to.equal(first.socket);
      } finally {
        timers.stop();
        agent.destroy();
      }
    });
});
