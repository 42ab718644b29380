import { parseArgs } from 'node:util';

/** What the benchmark was asked for. */
export interface Options {
  readonly sqlite: boolean;
  readonly json: boolean;
  readonly complaints: number;
}

export const USAGE = 'npm run bench -- [--sqlite] [--json] [--complaints N]   (N from 1000 to 1000000)';

/** @throws Error with the usage. */
export function readOptions(parameters: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...parameters],
      options: {
        sqlite: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        complaints: { type: 'string', default: '200000' },
      },
    });
    const complaints = Number(values.complaints);
    if (!Number.isInteger(complaints) || complaints < 1000 || complaints > 1_000_000) throw new Error();
    return { sqlite: values.sqlite, json: values.json, complaints };
  } catch {
    throw new Error(`Usage: ${USAGE}`);
  }
}
