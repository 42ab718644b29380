import { parseArgs } from 'node:util';

/** What the benchmark was asked for. */
export interface Options {
  readonly sqlite: boolean;
  readonly json: boolean;
  /** Tells where the portal's process spends its time, too. */
  readonly profile: boolean;
  /** Keeps the figures in the repository. */
  readonly record: boolean;
  /** A part of the names of what is measured; all of it without. */
  readonly only: string;
  readonly complaints: number;
}

const FLAGS = '[--sqlite] [--json] [--profile] [--record]';
export const USAGE = `npm run bench -- ${FLAGS} [--only PART] [--complaints N]   (N from 1000 to 1000000)`;

/** @throws Error with the usage. */
export function readOptions(parameters: readonly string[]): Options {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({
      args: [...parameters],
      options: {
        sqlite: flag,
        json: flag,
        profile: flag,
        record: flag,
        only: { type: 'string', default: '' },
        complaints: { type: 'string', default: '200000' },
      },
    });
    const complaints = Number(values.complaints);
    if (!Number.isInteger(complaints) || complaints < 1000 || complaints > 1_000_000) throw new Error();
    return { ...values, complaints };
  } catch {
    throw new Error(`Usage: ${USAGE}`);
  }
}
