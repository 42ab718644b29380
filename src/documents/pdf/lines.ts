import type { Run } from './runs.ts';

/** A run and how wide it is, in points. */
export interface Piece extends Run {
  readonly width: number;
}

/** A line that fits. */
export interface Line {
  readonly pieces: readonly Piece[];
  readonly isFromRight: boolean;
}

export const widthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { width }) => sum + width, 0);

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Signs that are taken apart at once: of twice as many the library takes four times as long. */
const AT_ONCE = 1000;

/** The letters of a text, with the marks that belong to each. */
function* lettersOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const some = [...segmenter.segment(text.slice(at, at + AT_ONCE))].map(({ segment }) => segment);
    // The last one may go on in what comes next.
    const isEnd = at + AT_ONCE >= text.length || some.length === 1;
    for (const letter of isEnd ? some : some.slice(0, -1)) {
      at += letter.length;
      yield letter;
    }
  }
}

/** What has more signs than this is wider than any line, and takes for ever to be measured as a whole. */
const LONGEST = 500;

/** What is wider than a line is broken between two letters; each is measured alone, or long texts would take for ever. */
function broken(run: Run, width: number, measure: (run: Run) => number): Piece[] {
  const piece: Piece = { ...run, width: run.text.length > LONGEST ? Infinity : measure(run) };
  if (piece.width <= width) return [piece];
  const parts: Piece[] = [];
  let text = '';
  let used = 0;
  for (const segment of lettersOf(piece.text)) {
    const wide = measure({ ...piece, text: segment });
    if (text !== '' && used + wide > width) {
      parts.push({ ...piece, text, width: used, mayBreak: true });
      text = '';
      used = 0;
    }
    text += segment;
    used += wide;
  }
  parts.push({ ...piece, text, width: used, mayBreak: true });
  return parts;
}

/** Pieces between which no line ends. */
function words(pieces: readonly Piece[]): Piece[][] {
  const all: Piece[][] = [];
  let isOpen = false;
  for (const piece of pieces) {
    const last = all.at(-1);
    if (isOpen && !piece.isSpace && last !== undefined) last.push(piece);
    else all.push([piece]);
    isOpen = !piece.mayBreak;
  }
  return all;
}

/** A text without breaks in it as lines no wider than `width`; spaces at the end of a line are left out. */
export function linesOf(
  runs: readonly Run[],
  isFromRight: boolean,
  width: number,
  measure: (run: Run) => number,
): Line[] {
  const pieces = runs.flatMap((run) => broken(run, width, measure));
  const lines: Piece[][] = [[]];
  for (const word of words(pieces)) {
    const line = lines.at(-1) ?? [];
    const isSpace = word.every((piece) => piece.isSpace);
    if (line.length === 0 || isSpace || widthOf(line) + widthOf(word) <= width) line.push(...word);
    else lines.push([...word]);
  }
  return lines.map((line) => {
    const end = line.findLastIndex(({ isSpace }) => !isSpace);
    return { pieces: line.slice(0, end + 1), isFromRight };
  });
}
