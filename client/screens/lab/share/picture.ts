import { readTheme } from '../../../board/draw/theme.ts';
import { paintOf } from '../memory/Painted.tsx';
import type { ViewName } from '../views.ts';
import { SvgContext } from './SvgContext.ts';

/** Properties that the style sheets give and a picture on its own needs. */
const kept = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'text-anchor',
  'text-decoration',
  'vector-effect',
] as const;

/** A picture as text, with its size in pixels. */
export type Picture = { readonly svg: string; readonly width: number; readonly height: number };

const PAD = 12;

/** The pictures of a view that is on the page, one below the other on the page's ground; null where it has none. */
export function pictureOf(view: ViewName): Picture | null {
  const panel = document.querySelector(`.panel-${view}`);
  const parts = [
    ...(panel?.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('.panelBody svg[role=img], canvas') ?? []),
  ]
    .map((element) => (element instanceof HTMLCanvasElement ? ofCanvas(element) : ofSvg(element)))
    .filter((part) => part !== null);
  if (parts.length === 0) return null;
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--ground').trim();
  let y = PAD;
  const placed = parts.map((part) => {
    const at = y;
    y += part.height + PAD;
    return `<g transform="translate(${PAD} ${at})">${part.svg}</g>`;
  });
  const width = Math.ceil(Math.max(...parts.map((part) => part.width)) + 2 * PAD);
  const height = Math.ceil(y);
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
  const svg = `${head}<rect width="${width}" height="${height}" fill="${ground}"/>${placed.join('')}</svg>`;
  return { svg, width, height };
}

/** An SVG of the page: its styles written into it. */
function ofSvg(element: SVGSVGElement): Picture {
  const copy = element.cloneNode(true) as SVGSVGElement;
  const from = element.querySelectorAll('*');
  copy.querySelectorAll<SVGElement>('*').forEach((one, i) => {
    const style = getComputedStyle(from[i]);
    for (const name of kept) one.style.setProperty(name, style.getPropertyValue(name));
  });
  const { width, height } = element.getBoundingClientRect();
  const box = element.viewBox.baseVal;
  // A stretched or shrunken drawing keeps its own size; one without a size of its own is as large as on the page.
  const own = box && box.width > 0 && element.getAttribute('preserveAspectRatio') !== 'none';
  const size = own ? { width: box.width, height: box.height } : { width, height };
  copy.setAttribute('width', String(size.width));
  copy.setAttribute('height', String(size.height));
  copy.removeAttribute('class');
  copy.style.fontFamily = getComputedStyle(element).fontFamily;
  copy.style.fontSize = getComputedStyle(element).fontSize;
  return { svg: new XMLSerializer().serializeToString(copy), ...size };
}

/** A canvas, painted once more as an SVG. */
function ofCanvas(canvas: HTMLCanvasElement): Picture | null {
  const painted = paintOf(canvas);
  const ruler = canvas.getContext('2d');
  if (!painted || !ruler) return null;
  const width = canvas.getBoundingClientRect().width;
  const context = new SvgContext(ruler);
  ruler.save();
  painted.paint(context.asContext, readTheme(canvas), width);
  ruler.restore();
  return { svg: context.elements, width, height: painted.height };
}

/** A picture as a file; a PNG has two dots to a pixel. */
export async function fileOf({ svg, width, height }: Picture, format: 'svg' | 'png'): Promise<Blob> {
  if (format === 'svg') return new Blob([svg], { type: 'image/svg+xml' });
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const ctx = canvas.getContext('2d')!;
  ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

/** Hands a file to the browser's downloads. */
export function save(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
