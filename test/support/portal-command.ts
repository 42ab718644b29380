import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { testEnvironment } from './database.ts';
import { program, QUICK } from './program.ts';

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
  /** In a process of its own: with others that begin at the same moment, none is ahead. */
  readonly isApart?: boolean;
}

const environment = (env: Readonly<Record<string, string>>) => ({
  PATH: process.env.PATH,
  ...testEnvironment,
  ...env,
});

/** A command in a process of its own. */
async function spawned(parameters: readonly string[], stdin: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [...program('cli/index'), ...parameters], {
    cwd: root,
    env: environment(env),
  });
  child.stdin.on('error', () => undefined).end(stdin);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

/** The process that runs commands one after another, and what becomes of it should it end before the tests do. */
let standing: { readonly child: ChildProcess; readonly gone: Promise<never> } | undefined;
let isBusy = false;

function start() {
  const child = fork(join(import.meta.dirname, 'standing-command.ts'), {
    cwd: root,
    env: environment({}),
    execArgv: [...QUICK, '--import', 'tsx'],
    // No terminal, wherever the tests are run.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(([code]) => {
    standing = undefined;
    throw new Error(`The process for commands ended with ${code}.`);
  });
  gone.catch(() => undefined);
  return { child, gone };
}

/** A command in the process that stands ready for them. */
async function sent(
  parameters: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const { child, gone } = (standing ??= start());
  isBusy = true;
  try {
    const answer = once(child, 'message') as Promise<[CommandResult]>;
    child.send({ parameters, env: environment(env) });
    const [result] = await Promise.race([answer, gone]);
    return result;
  } finally {
    isBusy = false;
  }
}

/**
 * Runs an operator's command as another process, on the test's database and without a terminal. What is typed into it,
 * and what runs beside another, has a process to itself; the others share one, which takes a second less.
 */
export async function portalCommand(
  parameters: readonly string[],
  { stdin, env = {}, isApart = false }: CommandOptions = {},
): Promise<CommandResult> {
  const isAlone = stdin === undefined && !isApart && !isBusy;
  return isAlone ? sent(parameters, env) : spawned(parameters, stdin ?? '', env);
}

/** The same with --json; standard output has to be one JSON document and nothing else. */
export async function portalJson(
  parameters: readonly string[],
  options: CommandOptions = {},
): Promise<{ code: number | null; document: Readonly<Record<string, unknown>> }> {
  const { code, stdout } = await portalCommand([...parameters, '--json'], options);
  return { code, document: JSON.parse(stdout) as Record<string, unknown> };
}
