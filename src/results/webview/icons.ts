import type { RunIcon } from '../runWords';

const SVG = 'http://www.w3.org/2000/svg';

const UNKNOWN = 'M8 1l7 7l-7 7l-7-7zM6.3 6.4a1.8 1.8 0 1 1 2.5 1.7c-.6.3-.8.6-.8 1.2M8 11v.4';

/** Shapes of 16 by 16, drawn with the text's colour. Each state and role has a shape of its own. */
const SHAPES = {
  'sync~spin': 'M8 1.5a6.5 6.5 0 1 1-6.2 4.6M1.6 2.2v4h4',
  watch: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 4.5v4l3 1.5',
  'debug-pause': 'M5 2.5v11M11 2.5v11',
  key: 'M5 7a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7M7.5 8L14 1.5M10.5 5l3 3',
  lock: 'M3 7.5h10v7H3zM5 7.5V5a3 3 0 0 1 6 0v2.5',
  pass: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M4.8 8.3l2.2 2.2l4.2-4.6',
  error: 'M5 1.5h6l3.5 3.5v6L11 14.5H5L1.5 11V5zM5.5 5.5l5 5M10.5 5.5l-5 5',
  'circle-slash': 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M3.4 12.6l9.2-9.2',
  question: UNKNOWN,
  'debug-disconnect': 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5.5 8h5',
  met: 'M2.5 8.5l3.5 3.5l7.5-8',
  unknown: UNKNOWN,
  notMet: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  writer: 'M8 1.5l6.5 6.5l-6.5 6.5l-6.5-6.5z',
  reader: 'M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10',
  moved: 'M2 8h11M9 4l4 4l-4 4',
} as const satisfies Readonly<Record<RunIcon, string>> & Readonly<Record<string, string>>;
export type Shape = keyof typeof SHAPES;

/** A shape beside a word that says the same, so it is hidden from screen readers. */
export function icon(shape: Shape): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon icon-${shape.replace('~', ' ')}`);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[shape]);
  svg.append(path);
  return svg;
}
