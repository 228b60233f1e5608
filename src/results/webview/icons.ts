const SVG = 'http://www.w3.org/2000/svg';

/** Shapes of 16 by 16, drawn with the text's colour. Each state and role has a shape of its own. */
const SHAPES = {
  going: 'M8 1.5a6.5 6.5 0 1 1-6.2 4.6M1.6 2.2v4h4',
  good: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M4.8 8.3l2.2 2.2l4.2-4.6',
  bad: 'M5 1.5h6l3.5 3.5v6L11 14.5H5L1.5 11V5zM5.5 5.5l5 5M10.5 5.5l-5 5',
  unknown: 'M8 1l7 7l-7 7l-7-7zM6.3 6.4a1.8 1.8 0 1 1 2.5 1.7c-.6.3-.8.6-.8 1.2M8 11v.4',
  stopped: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M6 5.5v5M10 5.5v5',
  met: 'M2.5 8.5l3.5 3.5l7.5-8',
  notMet: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  writer: 'M8 1.5l6.5 6.5l-6.5 6.5l-6.5-6.5z',
  reader: 'M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10',
  moved: 'M2 8h11M9 4l4 4l-4 4',
} as const;
export type Shape = keyof typeof SHAPES;

/** A shape beside a word that says the same, so it is hidden from screen readers. */
export function icon(shape: Shape): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon icon-${shape}`);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[shape]);
  svg.append(path);
  return svg;
}
