import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** True where the whole run built the program before it began; whoever runs single files need not wait for that. */
export const IS_BUILT = process.env.PORTAL_TEST_BUILT === '1';

/** Processes of tests are short, as `.mocharc.yaml` says of its own: these settings take a sixth of their time away. */
export const QUICK = ['--single-threaded-gc', '--min-semi-space-size=16', '--interrupt-budget=400000'];

/** What Node is given to run one of the program's entry points, such as `main` or `cli/index`, in the project's folder. */
export function program(entry: string): string[] {
  const built = join('dist', 'src', `${entry}.js`);
  if (!IS_BUILT) return [...QUICK, '--import', 'tsx', join('src', `${entry}.ts`)];
  if (!existsSync(join(root, built)))
    throw new Error(`${built} is missing: the build was removed meanwhile.`);
  return [...QUICK, built];
}
