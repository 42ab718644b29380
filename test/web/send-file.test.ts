import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import express from 'express';
import { requestLog } from '../../src/web/request-log.ts';
import { sendFile } from '../../src/web/send-file.ts';

describe('a file that is made while it is sent', () => {
  let server: Server;
  let made = 0;
  let tellEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    tellEnd = resolve;
  });
  const rows = {
    async *endless() {
      try {
        for (;;) {
          made += 1;
          // As a database does it, in a later turn.
          await delay(1);
          yield 'x'.repeat(50_000);
        }
      } finally {
        tellEnd();
      }
    },
    async *broken() {
      yield 'a,b\r\n';
      await delay(5);
      throw new Error('the database went away');
    },
    *whole() {
      yield 'a,b\r\n';
    },
  } as const;

  const read = async (kind: keyof typeof rows): Promise<IncomingMessage> => {
    const { port } = server.address() as AddressInfo;
    const [response] = (await once(get(`http://127.0.0.1:${port}/${kind}`), 'response')) as [IncomingMessage];
    return response;
  };

  before(async () => {
    const app = express();
    app.use(requestLog());
    app.get('/:kind', async (request, response) => {
      const content = Readable.from(rows[request.params.kind as keyof typeof rows](), { objectMode: false });
      await sendFile(request, response, { name: 'list "1"\r\nX: y é.csv', contentType: 'text/csv', content });
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.closeAllConnections());
  after(() => server.close());

  it('has a name that no header takes for another line', async () => {
    const response = await read('whole').catch((error: Error) => error);
    expect(response).to.not.be.instanceOf(Error);
    const { headers } = response as IncomingMessage;
    expect(headers['content-disposition'])
      .to.match(/^attachment; filename="/)
      .and.to.include("filename*=UTF-8''");
    expect(headers).to.not.have.property('x');
    expect(headers).to.include({ 'content-type': 'text/csv', 'x-content-type-options': 'nosniff' });
    expect(await text(response as IncomingMessage)).to.equal('a,b\r\n');
  });

  it('is made no faster than it is taken, and no further once its reader is gone', async () => {
    const response = await read('endless');
    await once(response, 'readable');
    await delay(300);
    const waiting = made;
    await delay(150);
    expect(made, 'made for a reader who does not read').to.equal(waiting);
    response.destroy();
    await ended;
    const gone = made;
    await delay(50);
    expect(made).to.equal(gone);
  });

  it('is told from a whole one where it broke off', async () => {
    const response = await read('broken');
    const end = await text(response).then(
      () => 'whole',
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(end).to.equal('ECONNRESET');
  });
});
