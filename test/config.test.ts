import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError, readConfig } from '../src/config.ts';
import { environment } from '../src/settings/environment.ts';
import { keyPair } from './support/main-portal.ts';

const PUBLIC_KEY = keyPair().pem;
const SECRET = 'nobody outside of this test knows';
const MYSQL = 'mysql://portal:secret@db.internal:3306/portal';
const AUTHORITY = join(import.meta.dirname, 'support', 'tls', 'other-ca.pem');
const authority = readFileSync(AUTHORITY, 'utf8').trim();

const ownPem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

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
  const folder = mkdtempSync(join(tmpdir(), 'portal-config-'));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  after(() => rmSync(folder, { recursive: true }));
  /** Files of authorities that the connection would pass over in silence, whole or from the broken one on. */
  const brokenAuthorities = [
    '-----BEGIN CERTIFICATE-----\n',
    '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----',
    authority.slice(0, -200),
    `${authority.replace(/\n[^\n]+\n/, '\n')}\n${authority}`,
    `${authority}\n${authority.slice(0, 200)}`,
  ].map((pem, place) => file(`broken-${place}.pem`, pem));

  it('needs nothing for the embedded database', () => {
    expect(readConfig({})).to.deep.include({
      production: false,
      databaseUrl: undefined,
      databaseTls: undefined,
      databasePool: 10,
      stopSeconds: 30,
      dataDir: 'var',
      sessionSecret: undefined,
      secretKey: undefined,
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
      DATABASE_TLS: 'required',
      DATABASE_POOL: '25',
      STOP_SECONDS: '90',
      DATA_DIR: join(folder, 'not', 'yet'),
      STORAGE_URL: 's3://key:a%2Fsecret@s3.internal:9000/portal-files?region=eu-1',
      SESSION_SECRET: SECRET,
      SECRET_KEY: SECRET,
      HOST: '0.0.0.0',
      PORT: '8080',
      BASE_URL: 'https://it.alphalab.example/',
      TRUST_PROXY: '1',
      PORTAL_ADMIN_PASSWORD: 'a long one',
      SMTP_URL: 'smtps://mail.internal:465',
      MAIL_FROM: 'IT <it@alphalab.example>',
      MAIL_IN_URL: 'imaps://it:secret@mail.internal/IT%20mail',
      TIME_ZONE: 'Asia/Kolkata',
      LOG_LEVEL: 'debug',
      REOPEN_DAYS: '0',
      AUTO_CLOSE_DAYS: '14',
      FILINGS_PER_HOUR: '0',
      UPLOAD_MB_PER_DAY: '50',
      WORKER: 'off',
      WEBHOOKS_PRIVATE: 'on',
      WEB_PROCESSES: '3',
      BACKUP_DIR: join(folder, 'no backup', 'yet'),
      BACKUP_KEEP: '30',
      BACKUP_PASSPHRASE: 'eleven green bottles',
      METRICS_TOKEN: '0123456789abcdef',
      HANDOVER_KEY: PUBLIC_KEY,
      API_REQUESTS_PER_MINUTE: '0',
      API_ORIGINS: 'https://a.example, https://b.example:8443',
      OIDC_ISSUER: 'https://id.alphalab.example/realms/staff',
      OIDC_CLIENT_ID: 'it-portal',
      OIDC_CLIENT_SECRET: 'short',
      OIDC_NAME: 'Alpha ID',
      OIDC_SCOPES: 'openid email groups',
      OIDC_MATCH: 'portal_id',
      OIDC_PORTAL_ID_CLAIM: 'https://alphalab.example/employee',
      OIDC_CREATE: 'on',
      OIDC_GROUPS_CLAIM: 'roles',
      OIDC_GROUPS: 'Admin=it-admins; AMC Admin = cn=a=b,dc=x ;',
      SSO_ONLY: 'on',
      SSO_SECOND_FACTOR: 'provider',
      SECOND_FACTOR_DAYS: '7',
      LDAP_URL: 'ldap://directory.alphalab.example:3389/',
      LDAP_CA_FILE: AUTHORITY,
      LDAP_BIND_DN: 'cn=portal,dc=x',
      LDAP_BIND_PASSWORD: 'short',
      LDAP_BASE: 'dc=x',
      LDAP_FILTER: '(&(objectClass=person)(uid={login}))',
      LDAP_MATCH: 'none',
      LDAP_PORTAL_ID_ATTRIBUTE: 'employeeID',
      LDAP_CREATE: 'on',
      LDAP_GROUPS: 'Admin=cn=a,dc=x',
      LDAP_GROUPS_ATTRIBUTE: 'groups',
      LDAP_GROUP_FILTER: '(member={dn})',
      LDAP_FIRST: 'on',
    });
    expect(config).to.deep.equal({
      production: true,
      databaseUrl: MYSQL,
      databaseTls: {},
      databasePool: 25,
      stopSeconds: 90,
      dataDir: join(folder, 'not', 'yet'),
      bucket: {
        origin: 'https://s3.internal:9000',
        bucket: 'portal-files',
        region: 'eu-1',
        keyId: 'key',
        secret: 'a/secret',
      },
      sessionSecret: SECRET,
      secretKey: SECRET,
      formerSecretKeys: [],
      nextSecretKeys: [],
      formerSessionSecrets: [],
      host: '0.0.0.0',
      port: 8080,
      baseUrl: 'https://it.alphalab.example',
      trustProxy: 1,
      adminPassword: 'a long one',
      smtpUrl: 'smtps://mail.internal:465',
      mailFrom: 'IT <it@alphalab.example>',
      mailInUrl: 'imaps://it:secret@mail.internal/IT%20mail',
      timeZone: 'Asia/Kolkata',
      logLevel: 'debug',
      reopenDays: 0,
      autoCloseDays: 14,
      filingsPerHour: 0,
      uploadMbPerDay: 50,
      worker: false,
      webhooksPrivate: true,
      webProcesses: 3,
      backupDir: join(folder, 'no backup', 'yet'),
      backupKeep: 30,
      backupPassphrase: 'eleven green bottles',
      metricsToken: '0123456789abcdef',
      handoverKey: { kind: 'public', text: PUBLIC_KEY.trim() },
      apiRequestsPerMinute: 0,
      apiOrigins: ['https://a.example', 'https://b.example:8443'],
      oidc: {
        issuer: 'https://id.alphalab.example/realms/staff',
        clientId: 'it-portal',
        clientSecret: 'short',
        name: 'Alpha ID',
        scopes: 'openid email groups',
        match: 'portal_id',
        creates: true,
        portalIdClaim: 'https://alphalab.example/employee',
        groupsClaim: 'roles',
        groups: [
          { group: 'Admin', named: 'it-admins' },
          { group: 'AMC Admin', named: 'cn=a=b,dc=x' },
        ],
      },
      directory: {
        url: 'ldap://directory.alphalab.example:3389',
        startTls: true,
        ca: authority,
        bindDn: 'cn=portal,dc=x',
        bindPassword: 'short',
        base: 'dc=x',
        filter: '(&(objectClass=person)(uid={login}))',
        portalIdAttribute: 'employeeID',
        groupsAttribute: 'groups',
        groupFilter: '(member={dn})',
        isFirst: true,
        match: 'none',
        creates: true,
        groups: [{ group: 'Admin', named: 'cn=a,dc=x' }],
      },
      ssoOnly: true,
      othersVouch: true,
      rememberDays: 7,
    });
    // Looking whether a folder can be made makes none.
    expect(readdirSync(folder)).not.to.include('not');
  });

  const wrong: Record<string, string[]> = {
    DATABASE_URL: [
      'postgres://x/y',
      'mysql://host',
      'mysql://host/',
      'mysql://host/a/b',
      'mysql:///name',
      'mysql://host:0/name',
      'mysql://host:70000/name',
      'mysql://user:100%@host/name',
      'mysql://us%ffer@host/name',
      'mysql://host/na%ZZme',
      'mysql://host/na%00me',
      'mysql://user:pa#ss@host/name',
      'mysql://host/name?ssl=true',
      'mysql://ho st/name',
      'nonsense',
      'mysql://h\n/name',
      'mysql://:secret@host/name',
      'mysql://u%0a:p@host/name',
      'mysql://host/name%20',
      'mysql://host/na%0ame',
      'mysql://host/x/../name',
      'mysql:host/name',
      'mysql://0x7f.1/name',
    ],
    DATABASE_TLS: [
      'on',
      'true',
      '/nowhere/ca.pem',
      tmpdir(),
      file('no.pem', 'no certificate'),
      ...brokenAuthorities,
      file('empty', ''),
    ],
    DATABASE_POOL: ['0', '-1', '1001', 'many', '0x10'],
    METRICS_TOKEN: ['short', 'x'.repeat(513), 'with a space in it', 'fünfzehn-oder-16-und-mehr'],
    HANDOVER_KEY: [
      'x'.repeat(31),
      'ab'.repeat(40),
      PUBLIC_KEY.replaceAll('PUBLIC', 'PRIVATE'),
      PUBLIC_KEY.replace('MC', 'MD'),
      PUBLIC_KEY.replace('-----END PUBLIC KEY-----', ''),
      ownPem(generateKeyPairSync('ed25519').privateKey),
      generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      generateKeyPairSync('rsa', { modulusLength: 2048 })
        .publicKey.export({ type: 'spki', format: 'pem' })
        .toString(),
    ],
    OIDC_ISSUER: [
      'id.alphalab.example',
      'http://id.alphalab.example',
      'ftp://id.alphalab.example',
      'https://user@id.alphalab.example',
      'https://id.alphalab.example/?x=1',
      'https://id.alphalab.example/#x',
      'http://127.0.0.1.evil.example',
      'https:id.alphalab.example',
      'https:\\\\id.alphalab.example',
      'https://id.alphalab.example/x y',
      'https://id.alphalab.example/x/../y',
      'https://id.alphalab.example:0',
      'https://a..b',
      'https://*',
      'https://id.alphalab.example?',
      'https://@id.alphalab.example',
    ],
    OIDC_SCOPES: ['email', 'openid  email', 'openid,email', 'openidx'],
    OIDC_MATCH: ['subject', 'EMAIL'],
    OIDC_CREATE: ['yes', 'true'],
    OIDC_GROUPS: ['Admin', '=x', 'Admin=', 'Admin=x; Engineer', ';', ' '],
    OIDC_GROUPS_CLAIM: ['a b', 'x'.repeat(201)],
    OIDC_PORTAL_ID_CLAIM: ['"'],
    OIDC_NAME: ['x'.repeat(61), '  ', '\u200B', '\u202Ex', 'a\tb'],
    SSO_ONLY: ['yes'],
    LDAP_URL: [
      'directory',
      'http://directory',
      'ldap://',
      'ldap://user:x@directory',
      'ldap://directory/dc=x',
      'ldaps://directory:0',
      'ldap://h,h2',
      'ldap://a..b',
      'ldap://%20',
      'ldap://h%00',
      'ldap://*',
      'ldap://1.2.3',
      'ldap://@h',
      'ldap://h?',
      'ldap:///',
    ],
    LDAP_TLS: ['on', 'starttls'],
    LDAP_CA_FILE: [join(folder, 'missing'), folder, ...brokenAuthorities],
    LDAP_FILTER: [
      'uid={login}',
      '(uid=login)',
      '((uid={login})',
      '(uid={login}))',
      ')({login}(',
      '((uid={login}))',
      '(uid={login})(objectClass=*)',
      '(|(uid={login})(mail={login})',
      '(&)({login})',
      '({login})',
      '({login}=x)',
      '(|(uid={login})({login}=x))',
      '(uid=\0{login})',
    ],
    LDAP_GROUP_FILTER: ['(member=dn)', '((member={dn}))'],
    LDAP_GROUPS: ['cn', ';'],
    LDAP_GROUPS_ATTRIBUTE: ['a b', '(x)'],
    LDAP_FIRST: ['true'],
    DATA_DIR: [
      '/proc',
      '/sys',
      '/proc/x',
      '/proc/x/y',
      '/dev/null',
      '/dev/null/x',
      join(folder, 'no.pem'),
      'a\0b',
      ' ',
      '\t  ',
      'x'.repeat(300),
      '~/portal',
      '$HOME/portal',
      'file:///srv/portal',
      'x/'.repeat(3000),
    ],
    SECRET_KEY: ['x'.repeat(31), 'ab'.repeat(40)],
    SESSION_SECRET: [
      'x'.repeat(31),
      ' '.repeat(40),
      'x'.repeat(40),
      'ab'.repeat(40),
      '\u200B'.repeat(40),
      '        '.repeat(5) + SECRET.slice(0, 20),
    ],
    HOST: [
      'a b',
      'http://host',
      '[::1',
      '::1]',
      '[127.0.0.1]',
      '[host]',
      '127.0.0.256',
      '1.2.3',
      'host:80',
      '*',
      '-a',
      'a..b',
      '[]',
      ':::',
      '0x7f000001',
      '127.0x1',
    ],
    PORT: ['-1', '65536', '3000x', '3.5', ' 3000'],
    BASE_URL: [
      'it.alphalab.example',
      'ftp://it.alphalab.example',
      'https://',
      'https://user@alphalab.example',
      'https://alphalab.example?x=1',
      'https://alphalab.example/it#x',
      'https://alphalab.example:0',
      'https://alphalab.example/a b',
      'https://alphalab.example/it//x',
      'https://alphalab.example/admin',
      'https://alphalab.example/Login/x',
      'https://alphalab.example/kept',
      'https://alphalab.example/confirm',
      'https:alphalab.example',
      'https:///alphalab.example',
      'https://alphalab.example\\\\it',
      'https://alphalab.example/it/..',
      'https://alphalab.example/%2e',
      'https://alphalab.example\n/it',
      'https://@alphalab.example',
      'https://alphalab.example?',
      'https://*.example',
      'https://a..b',
      'https://-a',
      'https://a;b',
      'https://0',
      'http://127.1',
      'http://0.0.0.0:3000',
      'http://[::]:3000',
    ],
    TRUST_PROXY: [
      'yes',
      '10.0.0.0/8,nonsense',
      'true',
      '0.0.0.0/0',
      '::/0',
      '::ffff:10.0.0.0/8',
      '10.0.0.0/99',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      '/8',
      '::1/129',
      '10.0.0.0/-1',
      '10.0.0.0/0x8',
      'fe80::1%eth0',
      ',',
      '300',
      '10.0.0.256',
      '::ffff:0:0/96',
      '0:0:0:0:0:ffff:10.0.0.0/8',
      '::1/8',
      '10.0.0.0/8 192.168.0.0/16',
    ],
    STOP_SECONDS: ['0', '-1', '3601', 'soon'],
    SMTP_URL: [
      'http://mail',
      'mail:25',
      'smtp://',
      'smtps://',
      'smtp:mail',
      'smtp://:25',
      'smtp://mail:0',
      'smtp://mail/path',
      'smtp://u:%ff@mail',
      'smtp://mail?tls=maybe',
      'smtp://mail?tls=off&x=1',
      'smtp://ma il',
      'smtp://user@mail',
      'smtp://:secret@mail',
      'smtps://mail?tls=off',
      'smtp://m\nail',
      'smtp://u%0d%0aX:p@mail',
      'smtp://mail?',
      'smtp://mail,mail2',
    ],
    MAIL_IN_URL: [
      'smtp://it:secret@mail',
      'imap://mail',
      'imap://it@mail',
      'imap://:secret@mail',
      'imaps://it:secret@mail/a/b',
      'imaps://it:secret@mail/%ff',
      'imaps://it:secret@mail/?x=1',
      'imaps://it:secret@',
      'imaps://it:secret@mail:0',
      'imaps://it:secret@mail/%0d%0a',
      'imaps://it:secret@mail/%20',
      'imaps://it:secret@mail/../b',
      'imaps://i%0a:secret@mail',
    ],
    STORAGE_URL: [
      'file:/srv/files',
      'file',
      'https://s3.internal/bucket',
      's3://s3.internal/bucket',
      's3://key@s3.internal/bucket',
      's3://:secret@s3.internal/bucket',
      's3://key:secret@/bucket',
      's3://key:secret@s3.internal',
      's3://key:secret@s3.internal/',
      's3://key:secret@s3.internal/a',
      's3://key:secret@s3.internal/Bucket',
      's3://key:secret@s3.internal/a..b',
      's3://key:secret@s3.internal/bucket/folder',
      's3://key:secret@s3.internal:0/bucket',
      's3://key:secret@s3.internal/bucket?region=',
      's3://key:secret@s3.internal/bucket?region=a&region=b',
      's3://key:secret@s3.internal/bucket?tls=maybe',
      's3://key:secret@s3.internal/bucket?x=1',
      's3://key:secret@s3.internal/bucket#x',
      's3://key:%ff@s3.internal/bucket',
      's3://key:a b@s3.internal/bucket',
      's3://key:secret@10.0.0.256/bucket',
      's3://key:secret@s3.internal/a/../bucket',
      'file:///srv/files',
    ],
    MAIL_FROM: [
      'nobody',
      'a@b\nBcc: c@d',
      'x @ y z',
      'a@',
      '@b',
      'a@b@c',
      'a b@c',
      'IT <a@b',
      'IT <>',
      'IT a@b',
      'a@b, c@d',
      'Alpha, Lab <a@b>',
      '<a@b> IT',
      'a@-b',
      'a@b..c',
      `${'x'.repeat(250)}@y.example`,
      'a@b\r\nBcc: c@d',
      'IT: a@b;',
      'IT: a@b, c@d;',
      'a@b, IT <c@d>',
      'Lab "IT" <a@b>',
      '"IT" x <a@b>',
      '"a b"@c',
      'ü@b.example',
      'a@münchen.example',
      'a\u200B@b.example',
      '\u202EIT <a@b>',
      'IT\u2028x <a@b>',
      '"" <a@b>',
      'a..b@c',
      '.a@c',
      'a.@c',
      '-a@b',
      'a@127.0.0.1',
      'a@[127.0.0.1]',
      `${'x'.repeat(65)}@b`,
      `${'x'.repeat(101)} <a@b>`,
      'IT < a@b >',
    ],
    TIME_ZONE: ['Mars/Olympus', 'local'],
    LOG_LEVEL: ['loud'],
    REOPEN_DAYS: ['-1', 'a week'],
    AUTO_CLOSE_DAYS: ['0', '3651'],
    WORKER: ['yes', 'On', '1'],
    WEBHOOKS_PRIVATE: ['yes', 'On', 'loopback'],
    API_ORIGINS: [
      'a.example',
      '*',
      'null',
      'https://*.a.example',
      'https://a.example/x',
      'https://a.example/x/..',
      'https://a.example?x',
      'https://a.example#',
      'https://user@a.example',
      'https://@a.example',
      'ftp://a.example',
      'file://',
      'https://a.example,',
      'https://a.example https://b.example',
      'https://a.example;https://b.example',
      'https://a..b',
      'https://-a.example',
      'https://a.example:0',
      'https://a.example:99999',
      'http://127.1',
      'https:a.example',
    ],
    OIDC_CLIENT_ID: [' ', 'a\nb', 'x'.repeat(501)],
    OIDC_CLIENT_SECRET: [' ', 'a\nb'],
    LDAP_BASE: [' ', 'alphalab', 'dc=x,,dc=y', 'dc=x\ny', 'dc=', 'x'.repeat(2001)],
    LDAP_BIND_DN: [' ', 'cn=x\ny'],
    LDAP_BIND_PASSWORD: [' ', 'a\nb'],
    SECRET_KEY_PREVIOUS: [',', 'short'],
    SECRET_KEY_NEXT: [',', 'short'],
    SESSION_SECRET_PREVIOUS: [',', 'short'],
    WEB_PROCESSES: ['0', '65', '1.5', 'auto'],
    FILINGS_PER_HOUR: ['-1', '100001', 'off'],
    UPLOAD_MB_PER_DAY: ['-1', '0.5', '1000001'],
    API_REQUESTS_PER_MINUTE: ['-1', '1e3', '1/s'],
    SECOND_FACTOR_DAYS: ['31', '30d'],
    LDAP_MATCH: ['Email'],
    LDAP_CREATE: ['yes'],
    LDAP_PORTAL_ID_ATTRIBUTE: ['employee number', '1x'],
    SSO_SECOND_FACTOR: ['Here'],
    BACKUP_DIR: [' ', '/proc', '/sys', '/proc/backups', '/dev/null/x', '~'],
    BACKUP_KEEP: ['0', '-1', 'all'],
    BACKUP_PASSPHRASE: [
      'short',
      'aaaaaaaaaaaaaaaaaaaaaaaa',
      ' eleven green bottles',
      'eleven green\nbottles',
      'el\ufffdven green bottles',
    ],
  };
  it('takes no provider by halves, and one of this machine without encryption', () => {
    const all = {
      OIDC_ISSUER: 'http://127.0.0.1:9000',
      OIDC_CLIENT_ID: 'it-portal',
      OIDC_CLIENT_SECRET: 'x',
      BASE_URL: 'https://it.alphalab.example',
    };
    expect(readConfig(all).oidc).to.include({ match: 'email', creates: false, name: 'single sign-on' });
    for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'BASE_URL'])
      expect(faults({ ...all, [name]: '' })[0]).to.match(new RegExp(`^${name} is required with OIDC_ISSUER`));
    expect(faults({ ...all, OIDC_ISSUER: '', SSO_ONLY: 'on' })).to.deep.equal([
      'OIDC_CLIENT_ID must not be set without OIDC_ISSUER',
      'OIDC_CLIENT_SECRET must not be set without OIDC_ISSUER',
      'SSO_ONLY must not be on without OIDC_ISSUER or LDAP_URL',
    ]);
    const fromFiles = {
      BASE_URL: all.BASE_URL,
      OIDC_ISSUER_FILE: file('issuer', `${all.OIDC_ISSUER}\n`),
      OIDC_CLIENT_ID_FILE: file('client', 'it-portal\n'),
      OIDC_CLIENT_SECRET_FILE: file('secret', 'from a file\n'),
    };
    expect(readConfig(fromFiles).oidc).to.include({ issuer: all.OIDC_ISSUER, clientSecret: 'from a file' });
    expect(faults({ ...fromFiles, OIDC_ISSUER_FILE: join(folder, 'missing') })).to.have.length(1);
  });

  it('takes no directory by halves, and sends no password for everybody to read', () => {
    const all = { LDAP_URL: 'ldaps://directory', LDAP_BASE: 'dc=x' };
    expect(readConfig(all).directory).to.include({ startTls: true, isFirst: false, bindDn: undefined });
    expect(faults({ ...all, LDAP_BASE: '' })).to.deep.equal(['LDAP_BASE is required with LDAP_URL']);
    expect(faults({ ...all, LDAP_BIND_DN: 'cn=x' })).to.deep.equal([
      'LDAP_BIND_PASSWORD is required with LDAP_BIND_DN',
    ]);
    expect(faults({ ...all, LDAP_BIND_PASSWORD: 'x' })).to.deep.equal([
      'LDAP_BIND_DN is required with LDAP_BIND_PASSWORD',
    ]);
    expect(faults({ LDAP_BASE: 'dc=x' })).to.deep.equal(['LDAP_BASE must not be set without LDAP_URL']);
    expect(faults({ ...all, LDAP_URL: 'ldap://directory', LDAP_TLS: 'off' })).to.deep.equal([
      'LDAP_TLS must not be off for another machine: passwords would be sent for everybody to read',
    ]);
    for (const url of ['ldap://127.0.0.1:3389', 'ldap://localhost', 'ldap://[::1]'])
      expect(readConfig({ ...all, LDAP_URL: url, LDAP_TLS: 'off' }).directory?.startTls, url).to.equal(false);
    const secret = { LDAP_BIND_DN: 'cn=x', LDAP_BIND_PASSWORD_FILE: file('bind', 'from a file\n') };
    expect(readConfig({ ...all, ...secret }).directory?.bindPassword).to.equal('from a file');
    expect(readConfig({ ...all, SSO_ONLY: 'on' }).ssoOnly).to.equal(true);
  });

  /** What must be set for a setting to count. */
  const provider = { OIDC_ISSUER: 'https://id.example', BASE_URL: 'https://it.example' };
  const COMPANIONS: Record<string, Record<string, string>> = {
    OIDC_CLIENT_ID: { ...provider, OIDC_CLIENT_SECRET: 'x' },
    OIDC_CLIENT_SECRET: { ...provider, OIDC_CLIENT_ID: 'x' },
    LDAP_BASE: { LDAP_URL: 'ldaps://directory' },
    LDAP_BIND_DN: { LDAP_URL: 'ldaps://directory', LDAP_BASE: 'dc=x', LDAP_BIND_PASSWORD: 'x' },
    LDAP_BIND_PASSWORD: { LDAP_URL: 'ldaps://directory', LDAP_BASE: 'dc=x', LDAP_BIND_DN: 'cn=x' },
  };
  for (const [name, values] of Object.entries(wrong)) {
    it(`refuses a wrong ${name}`, () => {
      for (const value of values) {
        const found = faults({
          [name]: value,
          SESSION_SECRET: SECRET,
          SECRET_KEY: SECRET,
          ...COMPANIONS[name],
          ...(name === 'SESSION_SECRET' || name === 'SECRET_KEY' ? { [name]: value } : {}),
        });
        expect(found, value).to.have.length(1);
        expect(found[0]).to.match(new RegExp(`^${name} must .`));
        expect(found[0]).not.to.match(/[\r\n]/);
      }
    });
  }

  it('has every setting in the table of wrong values, but those that take any text', () => {
    const untold = Object.keys(environment.shape).filter((name) => !Object.hasOwn(wrong, name));
    expect(untold).to.deep.equal(['NODE_ENV', 'PORTAL_ADMIN_PASSWORD']);
  });

  it('takes secrets of before and to come, with commas or line breaks between them', () => {
    const other = 'another secret of the tests which is long enough';
    const config = readConfig({ SECRET_KEY_PREVIOUS: `${SECRET}, ${other}`, SECRET_KEY_NEXT: other });
    expect(config.formerSecretKeys).to.deep.equal([SECRET, other]);
    expect(config.nextSecretKeys).to.deep.equal([other]);
    const odd = 'a secret, with a comma, which is long enough';
    expect(readConfig({ SESSION_SECRET_PREVIOUS: `${odd}\n${other}` }).formerSessionSecrets).to.deep.equal([
      odd,
      other,
    ]);
    expect(() => readConfig({ SECRET_KEY_PREVIOUS: `${other}\nshort` })).to.throw(
      'SECRET_KEY_PREVIOUS must have at least 32 characters, each where there are several',
    );
  });

  it('says what is wrong with a secret', () => {
    const reasons = [
      ['too short', 'have at least 32 characters'],
      [' abcdefghijklmnopqrstuvwxyz          ', 'have at least 32 characters'],
      ['x'.repeat(40), 'not be one short text over and over'],
      ['abc'.repeat(20), 'not be one short text over and over'],
      ['change me '.repeat(5), 'not be one short text over and over'],
      ['fifteen letters'.repeat(5).slice(0, 50), 'not be one short text over and over'],
      ['Abcdefgh1aBcdefgh1abcdefgh1abcdefgh1', 'not be one short text over and over'],
      ['aabbaaabbbabababbbaabbbabababbabaabbab', 'have 8 different characters'],
    ];
    for (const name of ['SESSION_SECRET', 'SECRET_KEY']) {
      for (const [value = '', reason] of reasons) {
        expect(faults({ [name]: value }), value).to.deep.equal([
          `${name} must ${reason}; \`openssl rand -hex 32\` makes a good one`,
        ]);
      }
      for (const right of [SECRET, '0f1e2d3c4b5a69788796a5b4c3d2e1f0', `${SECRET} ${SECRET}`]) {
        expect(faults({ [name]: right }), right).to.deep.equal([]);
      }
    }
  });

  it('takes a DATA_DIR with spaces in its name, and refuses one of spaces alone', () => {
    expect(readConfig({ DATA_DIR: join(folder, 'my data') }).dataDir).to.equal(join(folder, 'my data'));
    expect(faults({ DATA_DIR: '   ' })).to.deep.equal([
      'DATA_DIR must be a folder that can be written to: its name is blank',
    ]);
  });

  it('lists every fault at once, one line each', () => {
    const env = Object.fromEntries(Object.entries(wrong).map(([name, [value = '']]) => [name, value]));
    env.DATA_DIR = '/dev/null';
    const found = faults(env);
    expect(found).to.have.length(Object.keys(wrong).length);
    const { message } = new ConfigError(found);
    expect(message.split('\n')).to.have.length(found.length + 1);
    expect(message).not.to.contain('\nBcc');
  });

  it('requires a secret with MySQL, except for commands', () => {
    expect(faults({ DATABASE_URL: MYSQL })).to.deep.equal([
      'SESSION_SECRET is required with DATABASE_URL (at least 32 characters)',
      'SECRET_KEY is required with DATABASE_URL (at least 32 characters)',
    ]);
    expect(faults({ DATABASE_URL: MYSQL }, false)).to.deep.equal([]);
    expect(faults({ DATABASE_URL: MYSQL, SESSION_SECRET: SECRET, SECRET_KEY: SECRET })).to.deep.equal([]);
  });

  it('takes an empty value as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', SESSION_SECRET: '' })).to.include({ port: 3000 });
  });

  it('takes what is odd but right', () => {
    const hosts = ['::1', '[::1]', '::', '0.0.0.0', 'localhost', 'it-1.alphalab.example', '3com.example'];
    const read = hosts.map((host) => readConfig({ HOST: host }).host);
    expect(read).to.deep.equal(['::1', '::1', ...hosts.slice(2)]);
    const senders = [
      'a@b',
      'a+b@c.example',
      'IT <it@alphalab.example>',
      'Ünïcode (IT) <it@alphalab.example>',
      '<it@alphalab.example>',
      '"Alpha, Lab" <it@alphalab.example>',
      "Lab's IT <it@xn--mnchen-3ya.example>",
    ];
    for (const sender of senders) expect(readConfig({ MAIL_FROM: sender }).mailFrom).to.equal(sender);
    const mail = [
      'smtp://mail',
      'smtps://mail:465',
      'smtp://a%40b:c%2Fd@127.0.0.1:25/',
      'smtp://[::1]:25',
      'smtp://mail?tls=off',
    ];
    for (const url of mail) expect(readConfig({ SMTP_URL: url }).smtpUrl).to.equal(url);
    const databases = [
      'mysql://host/name',
      'mysql://u%40x:p%2F%23@[::1]:3307/na%2Fme',
      'mysql://u:@10.0.0.1/n',
    ];
    for (const url of databases) {
      expect(
        readConfig({ DATABASE_URL: url, SESSION_SECRET: SECRET, SECRET_KEY: SECRET }).databaseUrl,
      ).to.equal(url);
    }
    const addresses: [string, string][] = [
      ['https://it.example/', 'https://it.example'],
      ['HTTPS://IT.example:443', 'https://it.example'],
      ['https://x.example/it', 'https://x.example/it'],
      ['https://x.example/it/desk/', 'https://x.example/it/desk'],
      ['http://[::1]:3000/~it', 'http://[::1]:3000/~it'],
      [' https://it_portal.example ', 'https://it_portal.example'],
      ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
    ];
    for (const [given, expected] of addresses)
      expect(readConfig({ BASE_URL: given }).baseUrl).to.equal(expected);
    const origins: [string, string[]][] = [
      ['https://A.example:443/', ['https://a.example']],
      ['http://a.example:80,https://[0:0::1]:8443', ['http://a.example', 'https://[::1]:8443']],
      ['https://münchen.example, https://xn--mnchen-3ya.example', ['https://xn--mnchen-3ya.example']],
    ];
    for (const [given, expected] of origins)
      expect(readConfig({ API_ORIGINS: given }).apiOrigins).to.deep.equal(expected);
  });

  it('wants an address of answered mails, with room for what tells answers apart', () => {
    const MAIL_IN_URL = 'imap://it:secret@mail';
    const sender = (local: number) => `IT <${'x'.repeat(local)}@alphalab.example>`;
    expect(readConfig({ MAIL_IN_URL, MAIL_FROM: sender(25) }).mailFrom).to.equal(sender(25));
    expect(readConfig({ MAIL_FROM: sender(26) }).mailFrom).to.equal(sender(26));
    expect(() => readConfig({ MAIL_IN_URL, MAIL_FROM: sender(26) })).to.throw(ConfigError, /25 characters/);
    expect(faults({ MAIL_IN_URL })).to.deep.equal([
      'MAIL_FROM is required with MAIL_IN_URL: answers are sent to it',
    ]);
  });

  it('reads secrets from files', () => {
    const config = readConfig({
      DATABASE_URL_FILE: file('url', `${MYSQL}\n`),
      SESSION_SECRET_FILE: file('secret', `${SECRET}\r\n`),
      SECRET_KEY_FILE: file('key', `${SECRET}\n`),
      PORTAL_ADMIN_PASSWORD_FILE: file('password', ' a long one \n\n'),
      SMTP_URL_FILE: file('smtp', 'smtp://mail'),
      MAIL_IN_URL_FILE: file('imap', 'imap://it:secret@mail\n'),
      MAIL_FROM: 'it@alphalab.example',
    });
    expect(config).to.include({
      databaseUrl: MYSQL,
      sessionSecret: SECRET,
      secretKey: SECRET,
      // One line break belongs to the file, everything else to the secret.
      adminPassword: ' a long one \n',
      smtpUrl: 'smtp://mail',
      mailInUrl: 'imap://it:secret@mail',
    });
  });

  it('reads where files lie, unencrypted on this machine alone unless it is told to', () => {
    const origin = (place: string) => readConfig({ STORAGE_URL: `s3://key:secret@${place}` }).bucket?.origin;
    expect(readConfig({}).bucket).to.equal(undefined);
    expect(readConfig({ STORAGE_URL: 'file:' }).bucket).to.equal(undefined);
    expect(origin('127.0.0.1:8070/files')).to.equal('http://127.0.0.1:8070');
    expect(origin('localhost/files?tls=required')).to.equal('https://localhost');
    expect(origin('[::1]:9000/files')).to.equal('http://[::1]:9000');
    expect(origin('127.internal/files')).to.equal('https://127.internal');
    expect(origin('s3.internal/files?tls=off&region=x')).to.equal('http://s3.internal');
    const STORAGE_URL_FILE = file('storage', 's3://key:secret@s3.internal/files\n');
    expect(readConfig({ STORAGE_URL_FILE }).bucket).to.include({ bucket: 'files', region: 'us-east-1' });
  });

  it('tells the main portal’s public key from a secret, in one line as in several', () => {
    const text = PUBLIC_KEY.trim();
    const inOneLine = PUBLIC_KEY.replaceAll('\n', String.raw`\n`);
    for (const HANDOVER_KEY of [PUBLIC_KEY, inOneLine, `\n${PUBLIC_KEY.replaceAll('\n', '\r\n')}\n`]) {
      expect(readConfig({ HANDOVER_KEY }).handoverKey).to.deep.equal({ kind: 'public', text });
    }
    const HANDOVER_KEY_FILE = file('handover', PUBLIC_KEY);
    expect(readConfig({ HANDOVER_KEY_FILE }).handoverKey).to.deep.equal({ kind: 'public', text });
    expect(readConfig({ HANDOVER_KEY: SECRET }).handoverKey).to.deep.equal({ kind: 'secret', text: SECRET });
  });

  it('tells what is wrong with the file of a secret', () => {
    const faulty: [Record<string, string>, RegExp][] = [
      [{ SESSION_SECRET_FILE: '/nowhere' }, /^SESSION_SECRET_FILE must name a file that can be read: ENOENT/],
      [{ SESSION_SECRET_FILE: tmpdir() }, /^SESSION_SECRET_FILE must name a small file$/],
      [{ SESSION_SECRET_FILE: '/dev/zero' }, /^SESSION_SECRET_FILE must name a small file$/],
      [
        { SESSION_SECRET_FILE: file('none', '\n') },
        /^SESSION_SECRET_FILE must name a file that is not empty$/,
      ],
      [{ SESSION_SECRET_FILE: file('short', 'short') }, /^SESSION_SECRET must have at least 32 characters/],
      [
        { SMTP_URL_FILE: file('a', 'smtp://a'), SMTP_URL: 'smtp://b' },
        /^SMTP_URL_FILE must not be set together with/,
      ],
    ];
    for (const [env, expected] of faulty) {
      const found = faults(
        { DATABASE_URL: MYSQL, SESSION_SECRET: '', SECRET_KEY: SECRET, ...env },
        'SESSION_SECRET_FILE' in env,
      );
      expect(found, JSON.stringify(env)).to.have.length(1);
      expect(found[0]).to.match(expected).and.not.contain('short');
    }
  });

  it('takes certificates from a file', () => {
    const pem = `What it is for\n${authority}\n${authority}`;
    expect(readConfig({ DATABASE_TLS: file('ca.pem', pem) }).databaseTls).to.deep.equal({ ca: pem });
    // As much as providers of databases have in one file.
    const many = Array.from({ length: 200 }, () => authority).join('\n');
    expect(readConfig({ DATABASE_TLS: file('many.pem', many) }).databaseTls).to.deep.equal({ ca: many });
    expect(readConfig({ DATABASE_TLS: 'off' }).databaseTls).to.equal(undefined);
  });

  it('accepts proxies by number, address, range and name', () => {
    const values = ['false', '2', 'loopback', '10.0.0.0/8, 192.168.1.1', '::1'];
    const read = values.map((value) => readConfig({ TRUST_PROXY: value }).trustProxy);
    expect(read).to.deep.equal([false, 2, 'loopback', '10.0.0.0/8, 192.168.1.1', '::1']);
  });
});
