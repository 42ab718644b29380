import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In which a process gets its share, in microseconds: short, so that no answer waits for long. */
const PERIOD_US = 20_000;
const ROOT = '/sys/fs/cgroup';

/** Where the kernel's groups of processes are, and how their share of the processor is told, in either version of them. */
function groups(): { folder: string; limits: (us: number) => Readonly<Record<string, string>> } {
  if (existsSync(join(ROOT, 'cgroup.controllers')))
    return { folder: ROOT, limits: (us) => ({ 'cpu.max': `${us} ${PERIOD_US}` }) };
  return {
    folder: join(ROOT, 'cpu'),
    limits: (us) => ({ 'cpu.cfs_period_us': String(PERIOD_US), 'cpu.cfs_quota_us': String(us) }),
  };
}

/**
 * Lets each of the processes have so many percent of one core and no more, so that on a small machine, too, what is
 * beside them has enough of it: the database and who asks. Linux, as root.
 *
 * @returns what takes that back, once they have ended.
 * @throws Error of the file system where that is not allowed.
 */
export function limitToShare(pids: readonly number[], percent: number): () => void {
  const { folder, limits } = groups();
  const made = pids.map((pid) => {
    const group = join(folder, `portal-bench-${pid}`);
    mkdirSync(group);
    for (const [name, value] of Object.entries(limits((PERIOD_US * percent) / 100)))
      writeFileSync(join(group, name), value);
    writeFileSync(join(group, 'cgroup.procs'), String(pid));
    return group;
  });
  return () => made.forEach((group) => rmdirSync(group));
}
