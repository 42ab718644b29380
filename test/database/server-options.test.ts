import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { QueryTypes, Sequelize } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { serverOptions, type ServerSettings } from '../../src/database/server-options.ts';
import { testEnvironment } from '../support/database.ts';
import { portalCommand } from '../support/portal-command.ts';

const pathOf = (name: string) => join(import.meta.dirname, '../support/tls', name);
const tls = (name: string) => readFileSync(pathOf(name), 'utf8');

/** What the server answers to a question asked with these settings, in one connection after the other. */
async function ask(settings: ServerSettings, sql: string, times = 1): Promise<unknown[]> {
  const server = new Sequelize({ dialect: 'mysql', logging: false, ...serverOptions(settings) });
  try {
    const answers = Array.from({ length: times }, () => server.query(sql, { type: QueryTypes.SELECT }));
    return (await Promise.all(answers)).map(([row]) => Object.values(row as object).at(-1) as unknown);
  } finally {
    await server.close();
  }
}

describe('the way to a database server', () => {
  it('takes its parts from the URL, percent-encoded', () => {
    const databaseUrl = 'mysql://us%40er:p%3A%2F%23%25%C3%BC@[::1]/na%2Fme';
    expect(serverOptions({ databaseUrl })).to.deep.equal({
      host: '::1',
      port: 3306,
      username: 'us@er',
      password: 'p:/#%ü',
      database: 'na/me',
      pool: { max: 10, min: 0, acquire: 5000 },
      dialectOptions: {},
    });
  });

  // The embedded database is reached in no way.
  const databaseUrl = testEnvironment.DATABASE_URL;
  if (databaseUrl === undefined) return;

  it('is found with names and passwords of any signs', async () => {
    expect(isSqlite()).to.equal(false);
    const name = 'odd/na@me#%';
    const url = new URL(databaseUrl);
    url.username = encodeURIComponent('us@:er');
    url.password = encodeURIComponent('p:/#?%ü');
    url.pathname = `/${encodeURIComponent(name)}`;
    await database().query(`CREATE DATABASE \`${name}\``);
    try {
      await database().query("CREATE USER 'us@:er' IDENTIFIED BY 'p:/#?%ü'");
      await database().query("GRANT ALL ON *.* TO 'us@:er'");
      expect(await ask({ databaseUrl: url.href }, 'SELECT DATABASE()')).to.deep.equal([name]);
    } finally {
      await database().query(`DROP DATABASE \`${name}\``);
      await database().query("DROP USER IF EXISTS 'us@:er'");
    }
  });

  it('is encrypted when that is required, and checked against an authority', async () => {
    const cipher = "SHOW SESSION STATUS LIKE 'Ssl_cipher'";
    expect(await ask({ databaseUrl }, cipher)).to.deep.equal(['']);
    for (const databaseTls of [{}, { ca: tls('server-cert.pem') }]) {
      const [used] = await ask({ databaseUrl, databaseTls }, cipher);
      expect(used).to.match(/^\w+/);
    }
    const wrong = await ask({ databaseUrl, databaseTls: { ca: tls('other-ca.pem') } }, cipher).catch(
      (error: unknown) => error,
    );
    expect(String(wrong)).to.match(/certificate/);
    // The same server by a name that its certificate does not have.
    const named = new URL(databaseUrl);
    named.hostname = '127.1';
    expect(await ask({ databaseUrl: named.href, databaseTls: {} }, cipher)).to.have.length(1);
    const other = { databaseUrl: named.href, databaseTls: { ca: tls('server-cert.pem') } };
    const unnamed = await ask(other, cipher).catch((error: unknown) => error);
    expect(String(unnamed)).to.match(/altnames/);
  });

  it('is the one that DATABASE_TLS says, in every process', async () => {
    const url = new URL(databaseUrl);
    url.username = 'encrypted';
    await database().query("CREATE USER encrypted IDENTIFIED BY 'portal' REQUIRE SSL");
    await database().query('GRANT ALL ON *.* TO encrypted');
    const status = async (setting: string) => {
      const env = { DATABASE_URL: url.href, DATABASE_TLS: setting };
      const { code, stderr } = await portalCommand(['migrate', 'status'], { env });
      return code === 0 ? 'reached' : stderr;
    };
    try {
      for (const setting of ['required', pathOf('server-cert.pem')])
        expect(await status(setting), setting).to.equal('reached');
      expect(await status('off')).to.contain('cannot be opened: Access denied');
      expect(await status(pathOf('other-ca.pem'))).to.match(/cannot be opened: .*certificate/);
    } finally {
      await database().query('DROP USER encrypted');
    }
  }).timeout(60_000);

  it('has as many connections as are allowed, and no more', async () => {
    const ids = await ask({ databaseUrl, databasePool: 3 }, 'SELECT SLEEP(0.05), CONNECTION_ID()', 12);
    expect(new Set(ids).size).to.equal(3);
  });
});
