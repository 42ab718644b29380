import type { Outcome } from './scene.ts';
import type { TortureOptions } from './options.ts';

/** What is told of a scene. */
export interface Told extends Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly isRun: boolean;
}

/** One line for each scene, and below it what was found. */
export function table({ engine, seed }: TortureOptions, told: readonly Told[]): string {
  const lines = told.map(({ name, seconds, isRun, did, faults }) => {
    const found = isRun ? (faults.length === 0 ? 'nothing' : String(faults.length)) : '-';
    return `${name.padEnd(16)} ${`${seconds.toFixed(0)} s`.padStart(6)}  ${found.padEnd(8)} ${did}`;
  });
  const heading = `${`on ${engine}`.padEnd(16)} ${'took'.padStart(6)}  ${'found'.padEnd(8)} did`;
  return [heading, ...lines, `--seed ${seed}`].join('\n');
}
