import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS } from '../../../durations.ts';
import { figuresState, type FiguresProgress } from '../../reports/figures-state.ts';
import type { Check } from '../check.ts';
import { counted } from '../../../counted.ts';
import { spanInWords } from '../words.ts';

/** How long ago the figures may have been compared with the complaints, in milliseconds: it is done each night. */
const CHECKED_MS = 3 * DAY_MS;

const ADVICE =
  'See in the list of jobs whether those that count figures run; pages count anew meanwhile, which takes longer.';

function behindText({ through, since }: FiguresProgress): string {
  if (through === null) return 'No day is counted yet.';
  if (since !== null) return `Days before ${since} are not counted yet; the newest are counted first.`;
  return `Days are counted up to ${through} alone.`;
}

/** Whether the figures of reports are counted up to yesterday, and were right when they were last compared. */
export const figuresCheck: Check = {
  name: 'figures',
  label: 'Figures of reports',
  group: 'work',
  async run() {
    const progress = await figuresState();
    const { checkedAt, mended } = progress;
    if (progress.isBehind) {
      const text = behindText(progress);
      return { level: 'warning', text, advice: ADVICE };
    }
    const age = checkedAt === null ? 0 : presentMoment().getTime() - checkedAt.getTime();
    if (age > CHECKED_MS) {
      const text = `The figures were last compared with the complaints ${spanInWords(age)} ago.`;
      return { level: 'warning', text, advice: ADVICE };
    }
    if (mended > 0) {
      const text = `The last comparison found and mended ${counted(mended, 'day or month', 'days or months')} of figures that differed.`;
      return {
        level: 'warning',
        text,
        advice: 'If it happens again, the log tells which days; nothing is to be done.',
      };
    }
    return { level: 'ok', text: 'The figures are counted up to yesterday.' };
  },
};
