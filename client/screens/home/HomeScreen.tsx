import { useEffect } from 'preact/hooks';
import { preloadPlay } from '../../app/preload.ts';
import { Mark } from '../../parts/Brand.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { t } from '../../text/i18n.ts';
import { Doors } from './Doors.tsx';
import { HeapCanvas } from './HeapCanvas.tsx';
import './home.css';

/** The front of the house: the name, one heap at work behind it, and the doors. */
export default function HomeScreen() {
  useEffect(preloadPlay, []);
  return (
    <div class="home">
      <HeapCanvas />
      <TopBar brand={false} />
      <main id="main" class="homeMain" tabIndex={-1}>
        <h1 tabIndex={-1}>
          <Mark size={52} />
          PyArena
        </h1>
        <p class="homeLine">{t('home.line')}</p>
        <Doors />
      </main>
    </div>
  );
}
