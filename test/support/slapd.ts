import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Attribute, Change, Client } from 'ldapts';
import { accepts, findProgram, freePort } from './mariadb.ts';

const START_MS = 20_000;
const BASE = 'dc=alphalab,dc=example';
const ROOT = `cn=root,${BASE}`;
const SECRET = 'what-the-portal-and-the-directory-know';

/** An entry's attributes. */
export type Attributes = Readonly<Record<string, string>>;

/** A real directory on loopback. */
export interface TestDirectory {
  readonly url: string;
  /** Encrypted from the beginning; its certificate is for `localhost`. */
  readonly secureUrl: string;
  readonly base: string;
  /** The settings of a portal that uses it. */
  readonly environment: Record<string, string>;
  /** Stores a person, named by their uid. */
  addPerson(uid: string, attributes?: Attributes): Promise<void>;
  /** Takes away their password. */
  bare(uid: string): Promise<void>;
  /** Stores a group of these people. */
  addGroup(name: string, ...uids: string[]): Promise<void>;
  remove(...names: string[]): Promise<void>;
  /** Removes all people and groups. */
  empty(): Promise<void>;
  /** Answers nobody until the result is called. */
  goAway(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** The program of a directory, where it is installed. */
export function findSlapd(): string | undefined {
  return findProgram('slapd');
}

const configuration = (folder: string) => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
pidfile ${folder}/pid
argsfile ${folder}/args
TLSCertificateFile ${folder}/cert.pem
TLSCertificateKeyFile ${folder}/key.pem
TLSVerifyClient never
database mdb
suffix "${BASE}"
rootdn "${ROOT}"
rootpw ${SECRET}
directory ${folder}/data
maxsize 10485760
overlay memberof
memberof-group-oc groupOfNames
access to attrs=userPassword by anonymous auth by * none
access to * by * read
`;

async function whenReady(server: ChildProcess, port: number, folder: string): Promise<void> {
  for (const end = Date.now() + START_MS; !(await accepts(port)); await delay(50)) {
    if (server.exitCode !== null || Date.now() > end)
      throw new Error(`slapd did not start:\n${readFileSync(join(folder, 'log'), 'utf8')}`);
  }
}

async function asRoot<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ url });
  try {
    await client.bind(ROOT, SECRET);
    return await work(client);
  } finally {
    await client.unbind();
  }
}

/** Of signs that mean nothing in names of entries. */
const dnOf = (uid: string) => `cn=${Buffer.from(uid).toString('hex')},ou=people,${BASE}`;
const groupDn = (name: string) => `cn=${name},ou=groups,${BASE}`;

/** What a key of its own signs for `localhost`, by the openssl of the machine. */
function certificate(folder: string): void {
  const made = spawnSync(
    'openssl',
    [
      'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost'.split(' '),
      ['-addext', 'subjectAltName=DNS:localhost'],
      ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
    ].flat(),
  );
  if (made.status !== 0) throw new Error(String(made.stderr));
}

/** Starts one. */
export async function startDirectory(): Promise<TestDirectory> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-slapd-'));
  mkdirSync(join(folder, 'data'));
  certificate(folder);
  writeFileSync(join(folder, 'slapd.conf'), configuration(folder));
  const [port, securePort] = [await freePort(), await freePort()];
  const url = `ldap://localhost:${port}`;
  const secureUrl = `ldaps://localhost:${securePort}`;
  let server: ChildProcess;
  const start = async () => {
    const addresses = `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${securePort}`;
    const log = join(folder, 'log');
    writeFileSync(log, '');
    server = spawn(
      'sh',
      [
        '-c',
        'exec "$0" -d 0 -f "$1" -h "$2" >>"$3" 2>&1',
        findSlapd() ?? 'slapd',
        join(folder, 'slapd.conf'),
        addresses,
        log,
      ],
      { stdio: 'ignore' },
    );
    await whenReady(server, port, folder);
  };
  const leave = async () => {
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await gone;
  };
  const plain = `ldap://127.0.0.1:${port}`;
  await start();
  await asRoot(plain, async (client) => {
    await client.add(BASE, { objectClass: ['dcObject', 'organization'], dc: 'alphalab', o: 'Alpha Lab' });
    for (const ou of ['people', 'groups'])
      await client.add(`ou=${ou},${BASE}`, { objectClass: 'organizationalUnit', ou });
  });
  return {
    url,
    secureUrl,
    base: BASE,
    environment: {
      LDAP_URL: url,
      LDAP_CA_FILE: join(folder, 'cert.pem'),
      LDAP_BASE: BASE,
      LDAP_BIND_DN: ROOT,
      LDAP_BIND_PASSWORD: SECRET,
    },
    addPerson: (uid, attributes = {}) =>
      asRoot(plain, (client) =>
        client.add(dnOf(uid), {
          objectClass: 'inetOrgPerson',
          uid,
          cn: Buffer.from(uid).toString('hex'),
          sn: 'There',
          mail: `${uid}@alphalab.example`,
          userPassword: `${uid} in the directory`,
          ...attributes,
        }),
      ),
    bare: (uid) =>
      asRoot(plain, (client) =>
        client.modify(
          dnOf(uid),
          new Change({ operation: 'delete', modification: new Attribute({ type: 'userPassword' }) }),
        ),
      ),
    addGroup: (name, ...uids) =>
      asRoot(plain, (client) =>
        client.add(groupDn(name), { objectClass: 'groupOfNames', cn: name, member: uids.map(dnOf) }),
      ),
    remove: (...names) =>
      asRoot(plain, async (client) => {
        for (const name of names) await client.del(name);
      }),
    empty: () =>
      asRoot(plain, async (client) => {
        const filter = '(|(objectClass=inetOrgPerson)(objectClass=groupOfNames))';
        const { searchEntries } = await client.search(BASE, { filter, attributes: ['1.1'] });
        for (const { dn } of searchEntries) await client.del(dn);
      }),
    async goAway() {
      await leave();
      return start;
    },
    async stop() {
      await leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
