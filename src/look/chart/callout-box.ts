import type { Box, Frame } from './frame.ts';
import { textWidth } from './text-width.ts';

/** The box that says what a value is: over it, or below where there is no room, and within the frame. */
export function calloutBox(
  lines: readonly string[],
  at: { readonly x: number; readonly y: number },
  { width, letter }: Frame,
): Box {
  const widest = Math.max(...lines.map((line) => textWidth(line, letter)));
  const room = Math.min(width, Math.ceil(widest + letter * 1.4));
  const height = Math.ceil(lines.length * letter * 1.45 + letter * 0.8);
  const over = at.y - height - letter * 0.7;
  return {
    x: Math.round(Math.max(0, Math.min(width - room, at.x - room / 2))),
    y: Math.round(over >= 0 ? over : at.y + letter),
    width: room,
    height,
  };
}
