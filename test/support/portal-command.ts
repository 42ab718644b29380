import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { testEnvironment } from './database.ts';
import { program } from './program.ts';

const root = join(import.meta.dirname, '..', '..');

/** What an operator sees of a command. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command is given besides its parameters. */
export interface CommandOptions {
  readonly stdin?: string;
  /** Beside those that lead to the test's database. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs an operator's command as a process of its own, on the test's database and without a terminal. */
export async function portalCommand(
  parameters: readonly string[],
  { stdin = '', env = {} }: CommandOptions = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [...program('cli/index'), ...parameters], {
    cwd: root,
    env: { PATH: process.env.PATH, ...testEnvironment, ...env },
  });
  child.stdin.on('error', () => undefined).end(stdin);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

/** The same with --json; standard output has to be one JSON document and nothing else. */
export async function portalJson(
  parameters: readonly string[],
  options: CommandOptions = {},
): Promise<{ code: number | null; document: Readonly<Record<string, unknown>> }> {
  const { code, stdout } = await portalCommand([...parameters, '--json'], options);
  return { code, document: JSON.parse(stdout) as Record<string, unknown> };
}
