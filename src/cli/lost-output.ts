import { EXIT } from './output.ts';

/**
 * Lets a command fail whose result could not be written to standard output, as onto a disk that is full. A reader that
 * has seen enough, such as `head`, is told nothing.
 *
 * @param json whether failures are told on standard output, too.
 */
export function failWhereLost(json: boolean): void {
  let lost: NodeJS.ErrnoException | undefined;
  process.stdout.on('error', (error) => (lost ??= error));
  // There is nowhere left to say so.
  process.stderr.on('error', () => undefined);
  process.on('exit', () => {
    if (lost === undefined) return;
    const isTold = !json && process.exitCode === EXIT.failed;
    process.exitCode = EXIT.failed;
    if (isTold || lost.code === 'EPIPE') return;
    process.stderr.write(`error: The result could not be written to standard output: ${lost.message}\n`);
  });
}
