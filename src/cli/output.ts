import { CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { AppError, type FieldErrors } from '../errors.ts';
import { log } from '../log.ts';
import { messageOf } from '../log-error.ts';

/** What the shell is told: done or nothing to do, failed, wrong usage, problems found by a check. */
export const EXIT = { done: 0, failed: 1, usage: 2, problems: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The result of a command: `data` for --json, `text` for people. */
export interface Outcome {
  readonly data: object;
  readonly text: string;
  /** 0 where it is not given. */
  readonly exitCode?: ExitCode;
}

/** Takes a command's result, once it has one. */
export type Finish = (outcome: Outcome) => void;

/** Where results and failures are printed. */
export interface Screen {
  readonly out: Pick<NodeJS.WritableStream, 'write'>;
  readonly err: Pick<NodeJS.WritableStream, 'write'>;
}

/** The command line itself is wrong, as opposed to what it asks for. */
export class UsageError extends Error {}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly fields: FieldErrors;
}

function describe(error: unknown): Failure {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, fields: error.fields };
  }
  const message = messageOf(error);
  if (error instanceof CommanderError || error instanceof UsageError) {
    const isBare = message === '(outputHelp)';
    return {
      code: 'usage',
      message: isBare ? 'Name a command.' : message.replace(/^error: /, ''),
      fields: {},
    };
  }
  if (error instanceof ConfigError) return { code: 'invalid_configuration', message, fields: {} };
  // Not a refusal but a fault: the operator sees what it is, and its stack in the log when asked for.
  log.debug({ err: error }, 'a command failed');
  return { code: 'failed', message, fields: {} };
}

function asText({ message, fields }: Failure): string {
  const others = Object.entries(fields).filter(([, text]) => text !== message);
  return [`error: ${message}`, ...others.map(([field, text]) => `  ${field}: ${text}`)].join('\n');
}

/** Prints a result: one JSON document, or text. */
export function printOutcome(outcome: Outcome, json: boolean, { out }: Screen): ExitCode {
  out.write(`${json ? JSON.stringify(outcome.data, null, 2) : outcome.text}\n`);
  return outcome.exitCode ?? EXIT.done;
}

/** Prints a failure: one JSON document on standard output, or text on standard error; never a stack. */
export function printFailure(error: unknown, json: boolean, { out, err }: Screen): ExitCode {
  // Commander has already printed the help that was asked for, and its own complaints.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  const failure = describe(error);
  if (json) out.write(`${JSON.stringify({ error: failure }, null, 2)}\n`);
  else if (!(error instanceof CommanderError)) err.write(`${asText(failure)}\n`);
  return failure.code === 'usage' ? EXIT.usage : EXIT.failed;
}

/** Rows as lines with aligned columns. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
