import type { ReactElement } from 'react';
import { create } from 'qrcode';

/** Light squares around the picture, without which some cameras do not find it. */
const MARGIN = 4;

/** A text as a picture that phones read. It is drawn dark on light in both looks: some phones read nothing else. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const dark = Array.from(data.keys()).filter((at) => data[at] === 1);
  const path = dark
    .map((at) => `M${(at % size) + MARGIN} ${Math.floor(at / size) + MARGIN}h1v1h-1z`)
    .join('');
  const side = size + 2 * MARGIN;
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
