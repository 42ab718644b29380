import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { database } from '../../../src/database/connect.ts';
import type { Scene } from '../scene.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const FILES = [
  'test/fuzz/portal-forms.test.ts',
  'test/fuzz/panel-calls.test.ts',
  'test/fuzz/commands.test.ts',
  'test/api/document.test.ts',
];
/** So many of each are tried for each minute. */
const RUNS_PER_MINUTE = 400;

/** Tests of their own on a database of their own: what they make up has nothing to do with what people did. */
async function ownDatabase(url: string | undefined): Promise<Record<string, string>> {
  if (url === undefined) return {};
  await database().query('CREATE DATABASE IF NOT EXISTS portal_fuzz');
  return { TEST_DATABASE_URL: Object.assign(new URL(url), { pathname: '/portal_fuzz' }).href };
}

/** Everything is asked for what nobody would ask. */
export const fuzz: Scene = {
  name: 'fuzz',
  does: 'forms of the portal, calls of the panel, requests of the API and commands that are made up',
  share: 1,
  async run({ place, seconds }) {
    const runs = Math.max(50, Math.round((seconds / 60) * RUNS_PER_MINUTE));
    const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const { TEST_DATABASE_URL: _, ...others } = process.env;
    const environment = {
      ...others,
      ...(await ownDatabase(place.settings.DATABASE_URL)),
      FUZZ_RUNS: String(runs),
    };
    const child = spawn(process.execPath, [mocha, ...FILES], { cwd: root, env: environment });
    const atEnd = () => void child.kill('SIGKILL');
    process.once('exit', atEnd);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += String(chunk)));
    const [code] = (await once(child, 'close')) as [number | null];
    process.off('exit', atEnd);
    const [, told = said] = stripVTControlCharacters(said).split(/^ {2}\d+ failing$/m);
    return { did: `${runs} of each`, faults: code === 0 ? [] : [told.trim().slice(0, 6000)] };
  },
};
