import { stripVTControlCharacters } from 'node:util';

/** Where progress is shown: beside the result, so that standard output stays that alone. */
export type ProgressScreen = Pick<NodeJS.WritableStream, 'write'>;

const WIDTH = 30;
/** Where nobody watches a bar, a line each so many milliseconds shows that there is one who works. */
const LINE_MS = 15_000;

function isWatched(screen: ProgressScreen): boolean {
  return 'isTTY' in screen && screen.isTTY === true;
}

const grouped = (count: number): string => count.toLocaleString('en');

/** A bar such as `complaints  [=====>    ]  50 %  500 of 1,000`. */
export function barOf(what: string, done: number, all: number): string {
  const part = all === 0 ? 1 : Math.min(1, done / all);
  const full = Math.round(part * WIDTH);
  const bar = '='.repeat(full) + ' '.repeat(WIDTH - full);
  return `${what.padEnd(16)} [${bar}] ${String(Math.floor(part * 100)).padStart(3)} %  ${grouped(done)} of ${grouped(all)}`;
}

/** Shows how far a long command is: a bar on a terminal, a line now and then elsewhere. */
export function progressOn(
  screen: ProgressScreen,
  now: () => number = Date.now,
): { show(what: string, done: number, all: number): void; end(): void } {
  let shown = '';
  let lastLine = now();
  return {
    show(what, done, all) {
      const bar = barOf(what, done, all);
      if (isWatched(screen)) {
        // What was longer is wiped.
        screen.write(`\r${bar.padEnd(stripVTControlCharacters(shown).length)}`);
        shown = bar;
      } else if (now() - lastLine >= LINE_MS) {
        screen.write(`${bar}\n`);
        lastLine = now();
      }
    },
    end() {
      if (shown !== '') screen.write('\n');
    },
  };
}
