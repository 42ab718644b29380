import { checkFigures } from '../../../src/use-cases/reports/counting/check-figures.ts';
import type { Invariant } from './invariant.ts';

/** What the portal's own command proves. */
export const seals: Invariant = {
  name: 'journal whole',
  sentence: 'The journal is whole: audit verify says so.',
  async find({ place }) {
    const { code, stdout, stderr } = await place.command('audit', 'verify');
    return code === 0 ? [] : [`${stdout}${stderr}`.trim()];
  },
};

/** What the portal's own command repairs. */
export const profiles: Invariant = {
  name: 'profiles need no repair',
  sentence: 'fix-user-profiles --dry-run finds nothing.',
  async find({ place }) {
    const { code, stdout, stderr } = await place.command('fix-user-profiles', '--dry-run', '--json');
    if (code !== 0 && code !== 3) return [stderr];
    const { problems } = JSON.parse(stdout) as { problems: readonly { message: string }[] };
    return problems.map(({ message }) => message);
  },
};

interface Checked {
  readonly results: readonly { readonly level: string; readonly label: string; readonly text: string }[];
}

/** What the portal's own command sees. */
export const health: Invariant = {
  name: 'check sees no problem',
  sentence: 'check finds no problem that was not made on purpose and is still there.',
  async find({ place }) {
    const { stdout, stderr } = await place.command('check', '--json');
    if (stdout === '') return [stderr];
    const { results } = JSON.parse(stdout) as Checked;
    return results.filter(({ level }) => level === 'problem').map(({ label, text }) => `${label}: ${text}`);
  },
};

/** The figures, counted once more. */
export const figures: Invariant = {
  name: 'figures as counted',
  sentence: 'The daily figures are what a new count gives.',
  async find({ isOwn }) {
    if (!isOwn) return [];
    const mended = await checkFigures({});
    return mended === 0 ? [] : [`${mended} days or months differed`];
  },
};
