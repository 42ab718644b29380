import { pino } from 'pino';

/**
 * The one log: JSON lines on standard error, so that a command's standard output stays its result.
 * Secrets are cut out by name, wherever a logged object carries them one level down.
 */
export const log = pino(
  {
    level: 'info',
    redact: {
      paths: ['password', '*.password', '*.passwordHash', '*.cookie', '*.authorization'],
      censor: '[removed]',
    },
  },
  pino.destination({ dest: 2, sync: true }),
);
