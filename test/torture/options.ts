import { parseArgs } from 'node:util';

/** What `npm run torture` is told. */
export interface TortureOptions {
  readonly engine: 'sqlite' | 'mariadb' | 'both';
  /** How long people use the portal in each scene that has people. */
  readonly minutes: number;
  readonly seed: number;
  /** The name of the one scene that is wanted. */
  readonly only: string | undefined;
}

const USAGE =
  'npm run torture -- [--engine sqlite|mariadb|both] [--minutes N] [--seed N] [--only SCENE]; docs/torture.md names the scenes.';

function isEngine(text: string): text is TortureOptions['engine'] {
  return ['sqlite', 'mariadb', 'both'].includes(text);
}

/** Reads the options. @throws Error with how it is used. */
export function optionsIn(parameters: readonly string[]): TortureOptions {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      engine: { type: 'string', default: 'both' },
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string' },
    },
  });
  const { engine, only } = values;
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!isEngine(engine) || !(minutes > 0 && minutes <= 60) || !Number.isSafeInteger(seed))
    throw new Error(USAGE);
  return { engine, minutes, seed, only };
}
