import type { Check, Finding } from '../check.ts';
import { diskSpace } from '../disk-space.ts';
import { sizeInWords } from '../words.ts';

const MB = 1024 * 1024;

/** Less than this is told: in bytes, and as a share of the whole; of a small disk the bytes would be most. */
export interface DiskLimits {
  readonly warning: { readonly bytes: number; readonly share: number };
  readonly problem: { readonly bytes: number; readonly share: number };
}

const LIMITS: DiskLimits = {
  warning: { bytes: 2048 * MB, share: 0.1 },
  problem: { bytes: 500 * MB, share: 0.03 },
};

async function aboutSpace(folder: string, limits: DiskLimits): Promise<Finding> {
  const { free, total } = await diskSpace(folder);
  const text = `${sizeInWords(free)} of ${sizeInWords(total)} are free where DATA_DIR lies.`;
  const isBelow = ({ bytes, share }: DiskLimits['problem']) => free < bytes && free < total * share;
  if (!isBelow(limits.warning)) return { level: 'ok', text };
  const level = isBelow(limits.problem) ? 'problem' : 'warning';
  return { level, text, advice: 'Make room there, or move DATA_DIR to a larger disk.' };
}

/** Whether there is room for files; of the embedded database, too. */
export function diskCheck(limits: DiskLimits = LIMITS): Check {
  return {
    name: 'disk',
    label: 'Disk',
    group: 'files',
    needs: 'nothing',
    run: ({ dataDir }) => aboutSpace(dataDir, limits),
  };
}
