import { effect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { motion, theme } from '../../state/settings.ts';
import { t } from '../../text/i18n.ts';
import { FilmPainter } from './FilmPainter.ts';
import { FILM_VERSION, type FilmCount, HeapFilm } from './heapFilm.ts';

/** Requests made before anybody looks, so that the heap is lived in; then so many a second: slowly. */
const BEFORE = 8050;
const PER_SECOND = 14;
const CAPTION_EVERY_MS = 900;

/** The heap behind the name. Decoration: hidden from screen readers, still where motion is unwelcome. */
export function HeapCanvas() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [count, setCount] = useState<FilmCount | null>(null);

  useEffect(() => {
    const painter = new FilmPainter(canvas.current!);
    const film = new HeapFilm(painter);
    setCount(film.run(BEFORE));
    let frame = 0;
    let due = 0;
    let last = 0;
    let captioned = 0;
    const tick = (now: number) => {
      frame = requestAnimationFrame(tick);
      // After a pause (hidden page) the program goes on where it was instead of catching up.
      due += (Math.min(now - last, 100) / 1000) * PER_SECOND;
      last = now;
      if (due >= 1) {
        const done = film.run(Math.floor(due));
        due %= 1;
        if (now - captioned > CAPTION_EVERY_MS) {
          captioned = now;
          setCount(done);
        }
      }
      painter.paint(now);
    };
    const restyle = () => painter.restyle();
    const observer = new ResizeObserver(restyle);
    observer.observe(canvas.current!);
    const stop = effect(() => {
      void theme.value;
      cancelAnimationFrame(frame);
      restyle();
      if (motion.value === 'full') frame = requestAnimationFrame(tick);
    });
    return () => {
      stop();
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);

  return (
    <div class="heapFilm" aria-hidden="true">
      <canvas ref={canvas} />
      {count && (
        <p class="heapCaption mono">
          <span>{count.line}</span>
          <span>{t('home.caption', { version: FILM_VERSION, pools: count.pools, all: count.allPools })}</span>
        </p>
      )}
    </div>
  );
}
