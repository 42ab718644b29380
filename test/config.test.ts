import { expect } from 'chai';
import { ConfigError, readConfig } from '../src/config.ts';

const SECRET = 'x'.repeat(32);
const MYSQL = 'mysql://portal:secret@db.internal:3306/portal';

function faults(env: Record<string, string>, needsSecret = true): readonly string[] {
  try {
    readConfig(env, needsSecret);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('the configuration', () => {
  it('needs nothing for the embedded database', () => {
    expect(readConfig({})).to.deep.include({
      production: false,
      databaseUrl: undefined,
      dataDir: 'var',
      sessionSecret: undefined,
      host: '127.0.0.1',
      port: 3000,
      baseUrl: undefined,
      trustProxy: false,
      timeZone: 'UTC',
      logLevel: 'info',
      reopenDays: 7,
      autoCloseDays: 7,
      worker: true,
    });
  });

  it('takes every setting', () => {
    const config = readConfig({
      NODE_ENV: 'production',
      DATABASE_URL: MYSQL,
      DATA_DIR: '/srv/data',
      SESSION_SECRET: SECRET,
      HOST: '0.0.0.0',
      PORT: '8080',
      BASE_URL: 'https://it.alphalab.example/',
      TRUST_PROXY: '1',
      PORTAL_ADMIN_PASSWORD: 'a long one',
      SMTP_URL: 'smtps://mail.internal:465',
      MAIL_FROM: 'IT <it@alphalab.example>',
      TIME_ZONE: 'Asia/Kolkata',
      LOG_LEVEL: 'debug',
      REOPEN_DAYS: '0',
      AUTO_CLOSE_DAYS: '14',
      WORKER: 'off',
    });
    expect(config).to.deep.equal({
      production: true,
      databaseUrl: MYSQL,
      dataDir: '/srv/data',
      sessionSecret: SECRET,
      host: '0.0.0.0',
      port: 8080,
      baseUrl: 'https://it.alphalab.example',
      trustProxy: 1,
      adminPassword: 'a long one',
      smtpUrl: 'smtps://mail.internal:465',
      mailFrom: 'IT <it@alphalab.example>',
      timeZone: 'Asia/Kolkata',
      logLevel: 'debug',
      reopenDays: 0,
      autoCloseDays: 14,
      worker: false,
    });
  });

  const wrong: Record<string, string[]> = {
    DATABASE_URL: ['postgres://x/y', 'mysql://host', 'mysql://host/', 'mysql://host/a/b', 'nonsense'],
    SESSION_SECRET: ['x'.repeat(31)],
    HOST: ['a b', 'http://host'],
    PORT: ['-1', '65536', '3000x', '3.5'],
    BASE_URL: ['it.alphalab.example', 'ftp://it.alphalab.example', 'https://alphalab.example/it'],
    TRUST_PROXY: ['yes', '10.0.0.0/8,nonsense'],
    SMTP_URL: ['http://mail', 'mail:25'],
    MAIL_FROM: ['nobody', 'a@b\nBcc: c@d'],
    TIME_ZONE: ['Mars/Olympus', 'local'],
    LOG_LEVEL: ['loud'],
    REOPEN_DAYS: ['-1', 'a week'],
    AUTO_CLOSE_DAYS: ['0', '3651'],
    WORKER: ['yes', 'On', '1'],
  };
  for (const [name, values] of Object.entries(wrong)) {
    it(`refuses a wrong ${name}`, () => {
      for (const value of values) {
        const found = faults({
          [name]: value,
          SESSION_SECRET: SECRET,
          ...(name === 'SESSION_SECRET' ? { [name]: value } : {}),
        });
        expect(found, value).to.have.length(1);
        expect(found[0]).to.match(new RegExp(`^${name} must `));
      }
    });
  }

  it('lists every fault at once, one line each', () => {
    const env = Object.fromEntries(Object.entries(wrong).map(([name, [value = '']]) => [name, value]));
    const found = faults(env);
    expect(found).to.have.length(Object.keys(wrong).length);
    const { message } = new ConfigError(found);
    expect(message.split('\n')).to.have.length(found.length + 1);
    expect(message).not.to.contain('\nBcc');
  });

  it('requires a secret with MySQL, except for commands', () => {
    expect(faults({ DATABASE_URL: MYSQL })).to.deep.equal([
      'SESSION_SECRET is required with DATABASE_URL (at least 32 characters)',
    ]);
    expect(faults({ DATABASE_URL: MYSQL }, false)).to.deep.equal([]);
    expect(faults({ DATABASE_URL: MYSQL, SESSION_SECRET: SECRET })).to.deep.equal([]);
  });

  it('takes an empty value as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', SESSION_SECRET: '' })).to.include({ port: 3000 });
  });

  it('accepts proxies by number, address, range and name', () => {
    const values = ['true', 'false', '2', 'loopback', '10.0.0.0/8, 192.168.1.1', '::1'];
    const read = values.map((value) => readConfig({ TRUST_PROXY: value }).trustProxy);
    expect(read).to.deep.equal([true, false, 2, 'loopback', '10.0.0.0/8, 192.168.1.1', '::1']);
  });
});
