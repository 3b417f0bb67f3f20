import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Loading } from '../parts/Loading.tsx';
import { t } from '../text/i18n.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Failure } from './Failure.tsx';
import { arrival, path, settleScroll } from './router.ts';
import { type Match, matchRoute, type ScreenProps } from './routes.ts';
import { setTitle } from './title.ts';

type Arrived = { readonly match: Match; readonly screen: ComponentType<ScreenProps> };

/** The page: finds the screen for the path, loads it, and looks after title, focus and scroll on the way. */
export function App() {
  const here = path.value;
  const [arrived, setArrived] = useState<Arrived | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const shown = useRef('');

  useEffect(() => {
    let wanted = true;
    const match = matchRoute(here);
    setFailure(null);
    match.route.load().then(
      (module) => wanted && setArrived({ match, screen: module.default }),
      (error: unknown) => wanted && setFailure(error ?? new Error('not loaded')),
    );
    return () => {
      wanted = false;
    };
  }, [here]);

  const title = arrived ? t(arrived.match.route.title) : '';
  // Before the screen's own effects: one that knows a better title has the last word.
  useLayoutEffect(() => {
    if (title) setTitle(title);
  }, [title, here]);

  useLayoutEffect(() => {
    if (!arrived || shown.current === here) return;
    shown.current = here;
    settleScroll();
    if (arrival !== 'first') focusPage();
  }, [arrived]);

  const Screen = arrived?.screen;
  return (
    <>
      <a class="skipLink" href="#main">
        {t('nav.skip')}
      </a>
      {failure !== null ? (
        <Failure error={failure} onRetry={() => location.reload()} />
      ) : Screen ? (
        <ErrorBoundary key={here}>
          <Screen key={here} params={arrived.match.params} />
        </ErrorBoundary>
      ) : (
        <Loading />
      )}
    </>
  );
}

/** Focus goes to the heading of the new page, so that a screen reader begins there. */
function focusPage(): void {
  const target = document.querySelector<HTMLElement>('h1[tabindex]') ?? document.querySelector('main');
  target?.focus({ preventScroll: true });
}
