/** A QR code as one path of an SVG, drawn here: nothing is fetched, and no style is injected. */

import { create } from 'qrcode';
import { type ReactElement, useMemo } from 'react';

export interface QrCodeProps {
  readonly value: string;
  /** What it opens, for screen readers. */
  readonly label: string;
  readonly size?: number;
}

export function QrCode({ value, label, size = 176 }: QrCodeProps): ReactElement {
  const { path, modules } = useMemo(() => draw(value), [value]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`-2 -2 ${modules + 4} ${modules + 4}`}
      shapeRendering="crispEdges"
      className="rounded-lg border bg-white"
    >
      <path d={path} fill="#111" />
    </svg>
  );
}

function draw(value: string): { readonly path: string; readonly modules: number } {
  const { modules } = create(value, { errorCorrectionLevel: 'M' });
  const steps: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) steps.push(`M${column} ${row}h1v1h-1z`);
    }
  }
  return { path: steps.join(''), modules: modules.size };
}
