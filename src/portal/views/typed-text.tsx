import type { ReactElement } from 'react';

/** Longer texts are folded. */
const MOST_LINES = 15;
/** So many are shown of a folded one. */
const SHOWN_LINES = 10;
/** Letters of a line on a wide screen. */
const LINE = 90;
/** A line as programs write it: a moment, a level, a place in a program, or columns held apart by spaces. */
const LOGGED =
  /^\s*(?:\[?\d{2,4}[-/.:]\d{2}[-/.:]\d{2}|at \S+|\[?(?:trace|debug|info|warn(?:ing)?|error|fatal|critical)\b|\S+(?: {3,}|\t)\S)/i;
/** From so many lines on, of which most are such lines, it is a log. */
const FEWEST_LOGGED = 3;

const screenLines = (line: string): number => Math.max(1, Math.ceil(line.length / LINE));

/** Whether a text is what a program wrote. */
export function isLog(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const logged = lines.filter((line) => LOGGED.test(line)).length;
  return logged >= FEWEST_LOGGED && logged * 2 > lines.length;
}

/** The beginning of a long text and what follows; the second is empty where it is not long. */
export function folded(text: string): [shown: string, rest: string] {
  const lines = text.split('\n');
  const total = lines.reduce((sum, line) => sum + screenLines(line), 0);
  if (total <= MOST_LINES) return [text, ''];
  let [count, height] = [0, 0];
  while (count < lines.length && height + screenLines(lines[count] ?? '') <= SHOWN_LINES) {
    height += screenLines(lines[count] ?? '');
    count += 1;
  }
  if (count > 0) return [lines.slice(0, count).join('\n'), lines.slice(count).join('\n')];
  // One line as long as that is broken between two words.
  const end = text.lastIndexOf(' ', SHOWN_LINES * LINE);
  const place = end > 0 ? end : SHOWN_LINES * LINE;
  return [text.slice(0, place), text.slice(place).trimStart()];
}

function Part({ text, log }: { text: string; log: boolean }): ReactElement {
  // Whoever has no mouse moves a log sideways with the keys.
  const moved = { tabIndex: 0, role: 'group', 'aria-label': 'Log' };
  return (
    <div className={log ? 'typed-text is-log' : 'typed-text'} dir="auto" {...(log ? moved : {})}>
      {text}
    </div>
  );
}

/** What somebody typed, line by line: long texts are folded, logs have letters of one width. */
export function TypedText({ text }: { text: string }): ReactElement {
  const [shown, rest] = folded(text);
  const log = isLog(text);
  return (
    <>
      <Part text={shown} log={log} />
      {rest !== '' && (
        <details className="folded">
          <summary>Show the rest</summary>
          <Part text={rest} log={log} />
        </details>
      )}
    </>
  );
}
