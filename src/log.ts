import { format } from 'node:util';
import { pino, type Logger } from 'pino';
import { logError } from './log-error.ts';
import { LogStream } from './log-stream.ts';

/**
 * The one log: JSON lines on standard error, so that a command's standard output stays its result.
 * Secrets are cut out by name, wherever a logged object carries them one level down, and errors keep no SQL and values.
 */
export const log: Logger = pino(
  {
    level: 'info',
    serializers: { err: logError },
    redact: {
      paths: ['password', '*.password', '*.passwordHash', '*.cookie', '*.authorization'],
      censor: '[removed]',
    },
  },
  new LogStream(2, (lines) => log.error({ lines }, 'so many lines of this log could not be written')),
);

// Sequelize prints what became of a transaction whose connection broke, and would do so between these lines.
// oxlint-disable-next-line no-console -- what others print is taken here
console.warn = (...parts: unknown[]) => log.warn(format(...parts));
