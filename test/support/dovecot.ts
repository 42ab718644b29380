import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { accepts, findProgram, freePort } from './mariadb.ts';

const START_MS = 20_000;
const PASSWORD = 'secret';
const USER = 'it@alphalab.example';

/** A real mailbox on loopback, of the address that mails of the tests are from. */
export interface TestMailbox {
  /** As MAIL_IN_URL names it. */
  readonly url: string;
  readonly port: number;
  /** Delivers a mail as a mail server does, to this address of the mailbox. */
  deliver(raw: string | Buffer, to?: string): Promise<void>;
  /** The subjects of the mails in a folder, the oldest first. */
  subjects(folder: string): Promise<string[]>;
  /** Removes all mails. */
  empty(): Promise<void>;
  /** Takes the oldest mail of the inbox away as another session does at this very moment, which the server finds out late. */
  loseOldest(): void;
  stop(): Promise<void>;
}

/** The program of an IMAP server, where it is installed and this account may run it: it changes to others. */
export function findDovecot(): string | undefined {
  return userInfo().uid === 0 ? findProgram('dovecot') : undefined;
}

const configuration = (folder: string, imap: number, lmtp: number) => `
base_dir = ${folder}/run
state_dir = ${folder}/run
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
recipient_delimiter = +
log_path = ${folder}/log
mail_location = maildir:${folder}/mail/%u
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
auth_mechanisms = plain login
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
  chroot =
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
namespace inbox {
  inbox = yes
}
`;

async function whenReady(server: ChildProcess, folder: string, ports: readonly number[]): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (const port of ports) {
    while (!(await accepts(port))) {
      if (server.exitCode !== null || Date.now() > deadline)
        throw new Error(`dovecot did not start:\n${readFileSync(join(folder, 'log'), 'utf8')}`);
      await delay(50);
    }
  }
}

async function within<T>(port: number, folder: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const auth = { user: USER, pass: PASSWORD };
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false });
  await client.connect();
  try {
    await client.mailboxOpen(folder);
    return await work(client);
  } finally {
    await client.logout();
  }
}

function mailboxOn(imap: number, lmtp: number, mails: string, stop: () => Promise<void>): TestMailbox {
  const transport = createTransport({ host: '127.0.0.1', port: lmtp, lmtp: true, ignoreTLS: true });
  const folders = async () =>
    within(imap, 'INBOX', async (client) => (await client.list()).map(({ path }) => path));
  return {
    url: `imap://${encodeURIComponent(USER)}:${PASSWORD}@127.0.0.1:${imap}/INBOX`,
    port: imap,
    async deliver(raw, to = USER) {
      await transport.sendMail({ envelope: { from: 'sender@elsewhere.example', to: [to] }, raw });
    },
    async subjects(folder) {
      if (!(await folders()).includes(folder)) return [];
      return within(imap, folder, async (client) => {
        if (client.mailbox === false || client.mailbox.exists === 0) return [];
        const mails = await client.fetchAll('1:*', { envelope: true });
        return mails.map(({ envelope }) => envelope?.subject ?? '');
      });
    },
    async empty() {
      for (const folder of await folders())
        await within(imap, folder, (client) => client.messageDelete('1:*').catch(() => false));
    },
    loseOldest() {
      const oldest = readdirSync(join(mails, 'cur')).toSorted()[0];
      if (oldest === undefined) throw new Error('no mail was looked at');
      rmSync(join(mails, 'cur', oldest));
    },
    stop,
  };
}

/** Starts an IMAP server of its own in a temporary folder, on free ports of this machine only. */
export async function startDovecot(program: string): Promise<TestMailbox> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-dovecot-'));
  // It runs its parts as somebody who owns nothing.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'mail'));
  chmodSync(join(folder, 'mail'), 0o777);
  const [imap, lmtp] = [await freePort(), await freePort()];
  const config = join(folder, 'dovecot.conf');
  writeFileSync(config, configuration(folder, imap, lmtp));
  const server = spawn(program, ['-F', '-c', config], { stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await whenReady(server, folder, [imap, lmtp]);
    return mailboxOn(imap, lmtp, join(folder, 'mail', USER), stop);
  } catch (error) {
    await stop();
    throw error;
  }
}
