import { pino } from 'pino';
import { logError } from './log-error.ts';

/**
 * The one log: JSON lines on standard error, so that a command's standard output stays its result.
 * Secrets are cut out by name, wherever a logged object carries them one level down, and errors keep no SQL and values.
 */
export const log = pino(
  {
    level: 'info',
    serializers: { err: logError },
    redact: {
      paths: ['password', '*.password', '*.passwordHash', '*.cookie', '*.authorization'],
      censor: '[removed]',
    },
  },
  pino.destination({ dest: 2, sync: true }),
);
