import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { AppError } from '../errors.ts';
import { UsageError } from './output.ts';

/** Where questions are asked: standard error, so that standard output stays the command's result. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

const own: Terminal = { input: process.stdin, output: process.stderr };

/** How often a password may be typed before the command gives up. */
const ATTEMPTS = 3;

/**
 * Asks one question.
 *
 * @param hidden true keeps what is typed off the screen.
 * @throws AppError when the person breaks off.
 */
export async function ask(
  question: string,
  hidden = false,
  { input, output }: Terminal = own,
): Promise<string> {
  output.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: hidden ? silent : output, terminal: hidden });
  try {
    const answer = Promise.race([
      once(lines, 'line'),
      once(lines, 'SIGINT').then(() => []),
      once(lines, 'close').then(() => []),
    ]);
    const [line] = (await answer) as [string?];
    if (line === undefined) throw new AppError('cancelled', 400, 'Cancelled; nothing was changed.');
    return line;
  } finally {
    lines.close();
    if (hidden) output.write('\n');
  }
}

/** Asks for a password twice, until both are the same. */
async function askNewPassword(terminal: Terminal): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const password = await ask('Password: ', true, terminal);
    if ((await ask('Password (again): ', true, terminal)) === password) return password;
    if (attempt === ATTEMPTS)
      throw new AppError('cancelled', 400, 'The passwords differ; nothing was changed.');
    terminal.output.write('The passwords differ. Please try again.\n');
  }
}

/** True where a person can be asked. */
export function isTerminal(terminal: Terminal = own): boolean {
  return terminal.input.isTTY === true;
}

/**
 * The new password: the first line of standard input where `fromStdin`, else asked for.
 *
 * @throws UsageError when there is nobody to ask.
 */
export async function newPassword(fromStdin: boolean, terminal: Terminal = own): Promise<string> {
  if (fromStdin) return (await text(terminal.input)).replace(/\r?\n$/, '');
  if (!isTerminal(terminal)) {
    throw new UsageError('There is no terminal to ask for the password; use --password-stdin.');
  }
  return askNewPassword(terminal);
}
