import { type Box, cordPath, type Layout } from './layout.ts';

type Place = { readonly x: number; readonly y: number };

/**
 * Cards glide to their new places and cords follow. Works on the elements that are there already
 * (`data-node`, `data-cord`), so that a frame costs no more than the cards that move.
 */
export class Motion {
  #shown = new Map<string, Place>();
  #frame = 0;

  /** The picture was just drawn with `layout`; `ms` 0: nothing glides. */
  moveTo(svg: SVGSVGElement, layout: Layout, ms: number): void {
    cancelAnimationFrame(this.#frame);
    const before = this.#shown;
    const moved = new Map<string, { from: Place; to: Box }>();
    for (const [key, to] of layout.boxes) {
      const from = before.get(key);
      if (from !== undefined && (from.x !== to.x || from.y !== to.y)) moved.set(key, { from, to });
    }
    this.#shown = new Map([...layout.boxes].map(([key, { x, y }]) => [key, { x, y }]));
    if (moved.size === 0) return;
    const nodes = [...moved.keys()].flatMap((key) => {
      const element = svg.querySelector<SVGGElement>(`[data-node="${key}"]`);
      return element === null ? [] : [{ key, element }];
    });
    const cords = layout.cords
      .filter((cord) => moved.has(cord.from) || moved.has(cord.to))
      .map((cord) => ({ cord, elements: svg.querySelectorAll(`[data-cord="${CSS.escape(cord.key)}"]`) }));
    const draw = (part: number): void => {
      const at = (key: string): Box => {
        const box = layout.boxes.get(key)!;
        const motion = moved.get(key);
        if (motion === undefined) return box;
        const { from, to } = motion;
        return { ...box, x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      };
      for (const { key, element } of nodes) {
        const { x, y } = at(key);
        element.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
        this.#shown.set(key, { x, y });
      }
      for (const { cord, elements } of cords) {
        const d = cordPath(cord, at(cord.from), at(cord.to));
        for (const element of elements) element.setAttribute('d', d);
      }
    };
    if (ms === 0) {
      draw(1);
      return;
    }
    const start = performance.now();
    const step = (now: number): void => {
      const part = Math.min(1, (now - start) / ms);
      draw(1 - (1 - part) ** 3);
      if (part < 1) this.#frame = requestAnimationFrame(step);
    };
    draw(0);
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}
