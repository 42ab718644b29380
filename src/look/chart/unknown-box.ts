import type { Box } from './frame.ts';

/**
 * Where a chart over time begins with what is not known: it is marked, since nothing drawn there would mean that there was nothing.
 *
 * @param plot where values are drawn.
 * @param series the values; null where there is none.
 */
export function unknownBox(plot: Box, series: readonly (readonly (number | null)[])[]): Box | undefined {
  const steps = Math.max(0, ...series.map((values) => values.length));
  const isKnown = (index: number): boolean => series.some((values) => (values[index] ?? null) !== null);
  let unknown = 0;
  while (unknown < steps && !isKnown(unknown)) unknown += 1;
  // Where nothing is known there is no chart.
  if (unknown === 0 || unknown === steps) return undefined;
  return { ...plot, width: (plot.width * unknown) / steps };
}
