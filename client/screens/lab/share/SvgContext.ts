import type { Context } from '../../../board/draw/primitives.ts';

type State = {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  globalAlpha: number;
  font: string;
  textAlign: string;
  dash: readonly number[];
  clip: string;
};

/**
 * Draws with the boards' marks into an SVG: as much of a canvas's context as they use. Texts are measured by `ruler`, a real one.
 */
export class SvgContext {
  fillStyle = '#000';
  strokeStyle = '#000';
  lineWidth = 1;
  lineJoin = 'miter';
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign = 'left';
  textBaseline = 'alphabetic';
  #dash: readonly number[] = [];
  #clip = '';
  #path = '';
  #at = { x: 0, y: 0 };
  #clips = 0;
  readonly #saved: State[] = [];
  readonly #parts: string[] = [];
  readonly #ruler: CanvasRenderingContext2D;

  constructor(ruler: CanvasRenderingContext2D) {
    this.#ruler = ruler;
  }

  /** To be handed to what paints on a canvas. */
  get asContext(): Context {
    return this as unknown as Context;
  }

  /** The elements drawn so far. */
  get elements(): string {
    return this.#parts.join('');
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign } = this;
    this.#saved.push({
      fillStyle,
      strokeStyle,
      lineWidth,
      globalAlpha,
      font,
      textAlign,
      dash: this.#dash,
      clip: this.#clip,
    });
  }

  restore(): void {
    const state = this.#saved.pop();
    if (!state) return;
    const { dash, clip, ...rest } = state;
    Object.assign(this, rest);
    this.#dash = dash;
    this.#clip = clip;
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash;
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${f(x)} ${f(y)}`;
    this.#at = { x, y };
  }

  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === '' ? 'M' : 'L'}${f(x)} ${f(y)}`;
    this.#at = { x, y };
  }

  closePath(): void {
    this.#path += 'Z';
  }

  rect(x: number, y: number, w: number, h: number): void {
    this.#path += `M${f(x)} ${f(y)}h${f(w)}v${f(h)}h${f(-w)}Z`;
  }

  roundRect(x: number, y: number, w: number, h: number, corner: number): void {
    const r = Math.max(0, Math.min(corner, w / 2, h / 2));
    const arc = (dx: number, dy: number): string => `a${f(r)} ${f(r)} 0 0 1 ${f(dx)} ${f(dy)}`;
    this.#path += `M${f(x + r)} ${f(y)}h${f(w - 2 * r)}${arc(r, r)}v${f(h - 2 * r)}${arc(-r, r)}h${f(2 * r - w)}${arc(-r, -r)}v${f(2 * r - h)}${arc(r, -r)}Z`;
  }

  /** Whole circles and parts of them, clockwise. */
  arc(x: number, y: number, r: number, from: number, to: number): void {
    const point = (angle: number): [number, number] => [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    const [sx, sy] = point(from);
    const [ex, ey] = point(to);
    const middle = point((from + to) / 2);
    const large = to - from > Math.PI ? 1 : 0;
    this.#path += `${this.#path === '' || this.#path.endsWith('Z') ? 'M' : 'L'}${f(sx)} ${f(sy)}`;
    if (to - from >= 2 * Math.PI - 1e-6)
      this.#path += `A${f(r)} ${f(r)} 0 1 1 ${f(middle[0])} ${f(middle[1])}A${f(r)} ${f(r)} 0 1 1 ${f(sx)} ${f(sy)}`;
    else this.#path += `A${f(r)} ${f(r)} 0 ${large} 1 ${f(ex)} ${f(ey)}`;
    this.#at = { x: ex, y: ey };
  }

  /** A corner: towards the first point, round it, towards the second. */
  arcTo(x1: number, y1: number, x2: number, y2: number, r: number): void {
    const towards = (x: number, y: number): [number, number] => {
      const length = Math.hypot(x - x1, y - y1) || 1;
      const part = Math.min(1, r / length);
      return [x1 + (x - x1) * part, y1 + (y - y1) * part];
    };
    const [ax, ay] = towards(this.#at.x, this.#at.y);
    const [bx, by] = towards(x2, y2);
    this.#path += `L${f(ax)} ${f(ay)}Q${f(x1)} ${f(y1)} ${f(bx)} ${f(by)}`;
    this.#at = { x: bx, y: by };
  }

  clip(): void {
    const id = `clip${this.#clips++}`;
    this.#parts.push(`<clipPath id="${id}"><path d="${this.#path}"/></clipPath>`);
    this.#clip = ` clip-path="url(#${id})"`;
  }

  fill(rule = 'nonzero'): void {
    this.#draw(`d="${this.#path}" fill="${this.fillStyle}" fill-rule="${rule}"`);
  }

  stroke(): void {
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.join(' ')}"` : '';
    this.#draw(
      `d="${this.#path}" fill="none" stroke="${this.strokeStyle}" stroke-width="${f(this.lineWidth)}"${dash}`,
    );
  }

  fillRect(x: number, y: number, w: number, h: number): void {
    this.#draw(`d="M${f(x)} ${f(y)}h${f(w)}v${f(h)}h${f(-w)}Z" fill="${this.fillStyle}"`);
  }

  strokeRect(x: number, y: number, w: number, h: number): void {
    this.beginPath();
    this.rect(x, y, w, h);
    this.stroke();
  }

  measureText(text: string): TextMetrics {
    this.#ruler.font = this.font;
    return this.#ruler.measureText(text);
  }

  fillText(text: string, x: number, y: number): void {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[this.textAlign] ?? 'start';
    const baseline = this.textBaseline === 'middle' ? ' dominant-baseline="central"' : '';
    const font = this.font.replaceAll('"', "'");
    this.#parts.push(
      `<text x="${f(x)}" y="${f(y)}" fill="${this.fillStyle}" text-anchor="${anchor}"${baseline}${this.#opacity()} style="font:${font}">${escapeXml(text)}</text>`,
    );
  }

  #draw(attributes: string): void {
    this.#parts.push(`<path ${attributes}${this.#opacity()}${this.#clip}/>`);
  }

  #opacity(): string {
    return this.globalAlpha === 1 ? '' : ` opacity="${f(this.globalAlpha)}"`;
  }
}

/** Two decimals are finer than any screen. */
function f(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function escapeXml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (c) => names[c]);
}
