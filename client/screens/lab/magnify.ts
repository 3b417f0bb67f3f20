/** A page so wide and so high is enlarged till it fills a projector's screen: what is read at a desk is then read from the back row. */
const READ = { width: 1066, height: 640 } as const;
const MOST = 3;

/** How much larger everything is on a screen of so many pixels; never smaller than it is. */
export function magnified(width: number, height: number): number {
  return Math.min(MOST, Math.max(1, Math.min(width / READ.width, height / READ.height)));
}

/**
 * How much larger than its own pixels an element is on the screen (the CSS property `zoom`, of it and all around it). Places on the
 * screen (events, rectangles) divided by it are places in the element.
 */
export function zoomOf(element: Element): number {
  return (element as Element & { readonly currentCSSZoom?: number }).currentCSSZoom ?? 1;
}
