import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { AppError, InvalidInputError } from '../errors.ts';
import { UsageError } from './output.ts';

/** Where questions are asked: standard error, so that standard output stays the command's result. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

const own: Terminal = { input: process.stdin, output: process.stderr };

/** Longest text of standard input that may be a password, in UTF-16 units. */
const LONGEST = 10_000;

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

/** What a person typed is looked at by this; what it throws as InvalidInputError is told, and the person asked again. */
export type Check = (typed: string) => void | Promise<void>;

async function isRight(typed: string, check: Check, { output }: Terminal): Promise<boolean> {
  try {
    await check(typed);
    return true;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    output.write(`${error.message}\n`);
    return false;
  }
}

/**
 * Asks a question until the answer is right.
 *
 * @throws AppError when the person breaks off.
 */
export async function askUntilRight(
  question: string,
  check: Check,
  terminal: Terminal = own,
): Promise<string> {
  for (;;) {
    const answer = await ask(question, false, terminal);
    if (await isRight(answer, check, terminal)) return answer;
  }
}

/** Asks for a password until it is right and was typed the same twice. */
async function askNewPassword(check: Check, terminal: Terminal): Promise<string> {
  for (;;) {
    const password = await ask('Password: ', true, terminal);
    if (!(await isRight(password, check, terminal))) continue;
    if ((await ask('Password (again): ', true, terminal)) === password) return password;
    terminal.output.write('The passwords differ. Please try again.\n');
  }
}

/** The one line of standard input; more than that, or nothing, is a mistake of the script that sends it. */
async function onlyLine({ input }: Terminal): Promise<string> {
  const decoder = new TextDecoder();
  let typed = '';
  // A letter may come in two pieces; the mark that some programs put before a text is no part of it.
  for await (const chunk of input) {
    typed += decoder.decode(Buffer.from(chunk), { stream: true });
    if (typed.length > LONGEST) break;
  }
  typed += decoder.decode();
  const line = typed.replace(/\r?\n$/, '');
  if (line === '') throw new UsageError('There is no password on standard input.');
  if (/[\r\n]/.test(line) || typed.length > LONGEST) {
    throw new UsageError('Standard input must be the password alone, in one line.');
  }
  return line;
}

/** True where a person can be asked. */
export function isTerminal(terminal: Terminal = own): boolean {
  return terminal.input.isTTY === true;
}

/**
 * Makes sure that a password can be had, before a command looks at anything.
 *
 * @throws UsageError when there is nobody to ask.
 */
export function requirePasswordSource(fromStdin: boolean, terminal: Terminal = own): void {
  if (fromStdin || isTerminal(terminal)) return;
  throw new UsageError('There is no terminal to ask for the password; use --password-stdin.');
}

/**
 * The new password: the one line of standard input where `fromStdin`, else asked for until it passes `check`.
 *
 * @throws UsageError when there is nobody to ask, or standard input is not one line.
 */
export async function newPassword(
  fromStdin: boolean,
  check: Check,
  terminal: Terminal = own,
): Promise<string> {
  requirePasswordSource(fromStdin, terminal);
  return fromStdin ? onlyLine(terminal) : askNewPassword(check, terminal);
}
