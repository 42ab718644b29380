import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { program } from './program.ts';

const root = join(import.meta.dirname, '..', '..');

/** The portal as an operator starts it, in a process of its own. */
export interface PortalProcess {
  readonly child: ChildProcess;
  /** What it printed so far. */
  stdout(): string;
  stderr(): string;
  /** The address it listens on; undefined when it ended instead. */
  readonly url: Promise<string | undefined>;
  /** Its exit code, once it ended. */
  readonly ended: Promise<number | null>;
}

/** What the machine gives it. */
interface PortalOptions {
  /** No file that it writes may grow beyond that, as on a disk that is full. */
  readonly mostKiB?: number;
  /** An open file that takes its standard error. */
  readonly stderr?: number;
}

const running = new Set<ChildProcess>();

/** How the portal is run; with `mostKiB`, no file that it writes may grow beyond that, as on a disk that is full. */
function commandFor(parameters: readonly string[], mostKiB: number | undefined): [string, string[]] {
  const portal = [process.execPath, ...parameters] as const;
  if (mostKiB === undefined) return [portal[0], portal.slice(1)];
  // Counted in blocks of 512 bytes.
  return ['/bin/sh', ['-c', `ulimit -f ${mostKiB * 2} && exec "$@"`, 'sh', ...portal]];
}

function start(
  parameters: readonly string[],
  settings: Record<string, string>,
  { mostKiB, stderr }: PortalOptions = {},
): PortalProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(...commandFor(parameters, mostKiB), {
    cwd: root,
    env: { PATH, HOME, PORT: '0', LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', stderr ?? 'pipe'],
  });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  child.stderr?.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const listening = new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output.stdout += chunk.toString();
      const [, url] = /Portal: (http:\S+)/.exec(output.stdout) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const url = Promise.race([listening, ended.then(() => undefined)]);
  return { child, stdout: () => output.stdout, stderr: () => output.stderr, url, ended };
}

/** Starts the portal with these settings and no others. */
export function startPortal(settings: Record<string, string>, options: PortalOptions = {}): PortalProcess {
  return start(program('main'), settings, options);
}

/** Starts the command that runs jobs, with these settings and no others; it listens nowhere. */
export function startWorker(settings: Record<string, string>, options: PortalOptions = {}): PortalProcess {
  return start([...program('cli/index'), 'work'], settings, options);
}

/** Tells a process to end, as an operator does; its exit code once it has. */
export async function stopped({ child, ended }: PortalProcess): Promise<number | null> {
  child.kill('SIGTERM');
  return ended;
}

/** Ends what a failed test left running. */
export function killLeftOvers(): void {
  for (const child of running) child.kill('SIGKILL');
}
