import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the benchmark was asked for. */
export interface Options {
  readonly sqlite: boolean;
  readonly json: boolean;
  /** Tells where the portal's process spends its time, too. */
  readonly profile: boolean;
  /** Keeps the figures in the repository. */
  readonly record: boolean;
  /** Only fills the database. */
  readonly load: boolean;
  /** Counts the processor's time of each answer, in place of the clock's. */
  readonly cpu: boolean;
  /** The checkout of another version, built, which is asked in turns with this one. */
  readonly against: string | undefined;
  /** Numbers of processes that serve, asked in turns. */
  readonly processes: readonly number[] | undefined;
  /** Percent of a core that each process that serves may have; undefined: all that is there. */
  readonly share: number | undefined;
  /** Where the database is kept for later runs. */
  readonly keep: string | undefined;
  /** Parts of the names of what is measured; all of it where there is none. */
  readonly only: readonly string[];
  readonly complaints: number;
}

const FLAGS = '[--sqlite] [--json] [--profile] [--record] [--load]';
const MODES = '[--cpu [--against CHECKOUT]] [--processes 1,2 [--share PERCENT]]';
export const USAGE = `npm run bench -- ${FLAGS} ${MODES} [--only PART ...] [--keep FOLDER] [--complaints N]   (N from 1000 to 1000000)`;

const MOST_PROCESSES = 16;

function wholeBetween(text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) throw new Error();
  return number;
}

/** Whether something of this name was asked for. */
export function isWanted(name: string, { only }: Pick<Options, 'only'>): boolean {
  return only.length === 0 || only.some((part) => name.includes(part));
}

/** @throws Error with the usage. */
export function readOptions(parameters: readonly string[]): Options {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...parameters],
      options: {
        sqlite: flag,
        json: flag,
        profile: flag,
        record: flag,
        load: flag,
        cpu: flag,
        against: text,
        processes: text,
        share: text,
        keep: text,
        only: { type: 'string', multiple: true, default: [] },
        complaints: { type: 'string', default: '200000' },
      },
    });
    return {
      ...values,
      complaints: wholeBetween(values.complaints, 1000, 1_000_000),
      against: values.against && resolve(values.against),
      keep: values.keep && resolve(values.keep),
      processes: values.processes?.split(',').map((one) => wholeBetween(one, 1, MOST_PROCESSES)),
      share: values.share === undefined ? undefined : wholeBetween(values.share, 1, 100),
    };
  } catch {
    throw new Error(`Usage: ${USAGE}`);
  }
}
