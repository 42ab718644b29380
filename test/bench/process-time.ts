import { readdirSync, readFileSync } from 'node:fs';

/** Parts of a second in which Linux tells the processor's time. */
const TICKS = 100;

/** The processes that it leads. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

/** Seconds of the processor that all threads of a process took so far, and those of the processes that it leads. */
export function processSeconds(pid: number): number {
  const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // What follows the name, which may have blanks in it.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const own = (Number(fields[11]) + Number(fields[12])) / TICKS;
  return childrenOf(pid).reduce((sum, child) => sum + processSeconds(child), own);
}
