/** Properties that the style sheets give and a picture on its own needs. */
const kept = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font',
  'text-anchor',
] as const;

/** The graph as a file: its styles written into it, its ground behind it. */
export async function pictureOf(graph: SVGSVGElement, format: 'svg' | 'png'): Promise<Blob> {
  const copy = graph.cloneNode(true) as SVGSVGElement;
  const from = graph.querySelectorAll('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const style = getComputedStyle(from[i]);
    for (const name of kept) element.style.setProperty(name, style.getPropertyValue(name));
  });
  const { width, height } = graph.viewBox.baseVal;
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--ground');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.style.background = ground;
  const text = new XMLSerializer().serializeToString(copy);
  const svg = new Blob([text], { type: 'image/svg+xml' });
  if (format === 'svg') return svg;
  const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const ctx = canvas.getContext('2d')!;
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
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
