import { Writable } from 'node:stream';
import type * as portal from '../../src/cli/run-portal.ts';
import type { CommandResult } from './portal-command.ts';
import { IS_BUILT } from './program.ts';

const { runPortal } = (await import(
  IS_BUILT ? '../../dist/src/cli/run-portal.js' : '../../src/cli/run-portal.ts'
)) as typeof portal;

/** A command with the settings that it has, and no others. */
interface Asked {
  readonly parameters: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Runs one command after another for `portalCommand`: what a new process would spend on reading the program is spent once. */
async function run({ parameters, env }: Asked): Promise<CommandResult> {
  process.env = env;
  const printed = { stdout: '', stderr: '' };
  const screen = (name: keyof typeof printed) =>
    new Writable({ write: (chunk, _, done) => done(void (printed[name] += String(chunk))) });
  const code = await runPortal(parameters, { out: screen('stdout'), err: screen('stderr') });
  return { code, ...printed };
}

process.on('message', (asked: Asked) => {
  void run(asked).then((result) => process.send?.(result));
});
process.once('disconnect', () => process.exit());
