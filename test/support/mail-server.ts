import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** A mail as a server took it. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: Email;
}

/** How a server behaves; each is asked with every mail, and what it returns is thrown at the sender. */
export interface Manners {
  /** What it says to a recipient; undefined: it takes it. */
  readonly onRecipient?: (address: string) => Refusal | undefined;
  /** What it says once the content was sent; undefined: it takes it. */
  readonly onContent?: (received: Received) => Refusal | 'drop' | 'hang' | undefined | Promise<undefined>;
  readonly options?: SMTPServerOptions;
}

/** A server's refusal: its code, and its words. */
export interface Refusal {
  readonly code: number;
  readonly text: string;
}

function refusalError({ code, text }: Refusal): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/** A real mail server on loopback. */
export interface MailServer {
  readonly url: string;
  readonly port: number;
  /** What it took, and, where a test asks for it, what it took and said nothing about. */
  readonly received: Received[];
  close(): Promise<void>;
}

async function read(
  stream: Readable,
  { envelope: { mailFrom, rcptTo } }: SMTPServerSession,
): Promise<Received> {
  const content = await buffer(stream);
  return {
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
    raw: content.toString(),
    mail: await PostalMime.parse(content),
  };
}

/** The connections that are open, so that one can be cut at a moment. */
function watched(server: SMTPServer): Set<Socket> {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

/** Starts a server with these manners; `port` 0 is any. */
export async function startMailServer(manners: Manners = {}, port = 0): Promise<MailServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    ...manners.options,
    onRcptTo({ address }, _session, done) {
      const refusal = manners.onRecipient?.(address);
      done(refusal === undefined ? null : refusalError(refusal));
    },
    onData(stream, session, done) {
      const take = async () => {
        const one = await read(stream, session);
        const answer = await manners.onContent?.(one);
        if (answer === 'hang') return;
        if (answer === 'drop') {
          for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy();
          return;
        }
        if (answer === undefined) received.push(one);
        done(answer === undefined ? null : refusalError(answer));
      };
      void take();
    },
  });
  const sockets = watched(server);
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const listening = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${listening}`,
    port: listening,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
