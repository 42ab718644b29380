import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadAll } from 'js-yaml';
import { environment } from '../src/settings/environment.ts';
import { findProgram } from './support/mariadb.ts';

const root = join(import.meta.dirname, '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** Set by the image, or of no use with a database server. */
const NOT_PASSED = new Set(['NODE_ENV', 'HOST', 'PORT', 'DATA_DIR', 'PORTAL_ADMIN_PASSWORD']);

describe('what a deployment can set', () => {
  const names = Object.keys(environment.shape);

  it('is told in the README, all of it and nothing else', () => {
    const [, table = ''] = /## Settings\n([^]*?)\n## /.exec(read('README.md')) ?? [];
    const rows = table.split('\n').filter((line) => line.startsWith('| `'));
    const told = rows.flatMap((row) => row.split('|')[1]?.match(/[A-Z_]{4,}/g) ?? []);
    expect(told.toSorted()).to.deep.equal(names.filter((name) => name !== 'NODE_ENV').toSorted());
  });

  it('is passed on by compose.yaml', () => {
    const [, block = ''] = /x-portal:([^]*?)\nservices:/.exec(read('compose.yaml')) ?? [];
    const passed = block.match(/(?<=^ {4})[A-Z_]+(?=:)/gm) ?? [];
    expect(passed.toSorted()).to.deep.equal(names.filter((name) => !NOT_PASSED.has(name)).toSorted());
  });
});

describe('the examples of deployments', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'portal-deploy-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** An example as it is where none of its machines and certificates are. */
  function written(name: string, ...changes: readonly (readonly [RegExp, string])[]): string {
    const path = join(folder, name);
    writeFileSync(
      path,
      changes.reduce((text, [from, to]) => text.replace(from, to), read(`deploy/${name}`)),
    );
    return path;
  }

  it('are YAML where they are to be, and set only what there is', () => {
    const names = readdirSync(join(root, 'deploy')).filter((name) => /\.ya?ml$/.test(name));
    expect(names).to.include.members(['compose.yaml', 'kubernetes.yaml']);
    for (const name of names) expect(loadAll(read(`deploy/${name}`)), name).not.to.deep.equal([]);
    const [compose] = loadAll(read('deploy/compose.yaml')) as {
      'x-portal': { environment: Record<string, string> };
    }[];
    const set = Object.keys(compose?.['x-portal'].environment ?? {});
    expect(Object.keys(environment.shape)).to.include.members(set).and.not.to.deep.equal([]);
    expect(set).to.include.members(['DATABASE_URL', 'STORAGE_URL', 'SESSION_SECRET', 'SECRET_KEY']);
    const kinds = (loadAll(read('deploy/kubernetes.yaml')) as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['Job', 'Deployment', 'Deployment', 'Service']);
  });

  it('gives every pod of Kubernetes the user of the image and nothing to write to but /data and /tmp', () => {
    interface Pod {
      securityContext?: object;
      containers: { securityContext?: object; volumeMounts?: { mountPath: string }[] }[];
    }
    const all = loadAll(read('deploy/kubernetes.yaml')) as {
      kind: string;
      spec: { template?: { spec: Pod } };
    }[];
    const pods = all.flatMap(({ spec }) => spec.template?.spec ?? []);
    expect(pods).to.have.length(3);
    for (const { securityContext, containers } of pods) {
      expect(securityContext).to.include({ runAsNonRoot: true, runAsUser: 1000 });
      for (const container of containers) {
        expect(container.securityContext).to.include({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
        });
        const mounted = container.volumeMounts?.map(({ mountPath }) => mountPath);
        expect(mounted).to.deep.equal(['/data', '/tmp']);
      }
    }
  });

  const haproxy = findProgram('haproxy');
  if (haproxy !== undefined)
    it('are what haproxy takes', () => {
      const path = written('haproxy.cfg', [/addr database-check/, 'addr 127.0.0.1']);
      execFileSync(haproxy, ['-c', '-f', path], { stdio: 'pipe' });
    });

  const nginx = findProgram('nginx');
  if (nginx !== undefined)
    it('are what nginx takes', () => {
      const path = written(
        'nginx.conf',
        [/listen 443 ssl;/, 'listen 127.0.0.1:65001;'],
        [/ssl_certificate.*;\n\s*ssl_certificate_key.*;/, ''],
        [/^events/m, `pid ${folder}/pid; error_log ${folder}/log; events`],
      );
      execFileSync(nginx, ['-t', '-q', '-c', path, '-p', folder], { stdio: 'pipe' });
    });

  const systemd = findProgram('systemd-analyze');
  if (systemd !== undefined)
    it('are what systemd takes', () => {
      const node = process.execPath;
      const paths = ['portal.service', 'portal-worker.service'].map((name) =>
        written(name, [/\/usr\/bin\/node/, node]),
      );
      execFileSync(systemd, ['verify', ...paths], { stdio: 'pipe' });
    });
});
