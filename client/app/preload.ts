/** Fetches what the first level needs while nothing else is going on; not for people who asked to save data. */
export function preloadPlay(): () => void {
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
  if (connection?.saveData) return () => {};
  const later = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 1200));
  const cancel = window.cancelIdleCallback ?? clearTimeout;
  const handle = later(() => {
    const wanted = [
      import('../screens/map/MapScreen.tsx'),
      import('../screens/level/LevelScreen.tsx'),
      import('../board/board.ts'),
    ];
    // Whoever needs them will ask again, and be told.
    for (const module of wanted) module.catch(() => {});
  });
  return () => cancel(handle as number);
}
