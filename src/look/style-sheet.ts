import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokensCss } from './tokens-css.ts';

/** The shared pieces of both faces, in the order in which they stand. */
const PARTS = ['look.css', 'boxes.css', 'shell.css', 'news.css', 'bell.css', 'answer.css', 'media.css'];

/**
 * The styles that both faces begin with: the tokens and the pieces that both show.
 *
 * @param names further names for some of the colours.
 */
export function lookCss(names?: Readonly<Record<string, string>>): string {
  const parts = PARTS.map((name) => readFileSync(join(import.meta.dirname, 'public', name), 'utf8'));
  return [tokensCss(names), ...parts].join('\n');
}
