/** Fetches what the first level needs while nothing else is going on; not for people who asked to save data. */
export function preloadPlay(): () => void {
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
  if (connection?.saveData) return () => {};
  const later = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 1200));
  const cancel = window.cancelIdleCallback ?? clearTimeout;
  const handle = later(() => {
    void import('../screens/map/MapScreen.tsx');
    void import('../screens/level/LevelScreen.tsx');
    void import('../board/board.ts');
  });
  return () => cancel(handle as number);
}
