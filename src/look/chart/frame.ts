/** A rectangle; pixels on a screen, points on paper. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The room that a chart has. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The size of its letters. */
  readonly letter: number;
}

/** A text and the point on its base line that it begins at, ends at or stands over. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A number with as many decimals as a path needs. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
