// Sets theme and language before the first paint, so that nothing flashes. Kept out of the bundle and tiny on
// purpose; client/state/settings.ts takes over from here and writes what is read here.
(() => {
  let saved = {};
  try {
    saved = JSON.parse(localStorage.getItem('pyarena.settings') || '{}') || {};
  } catch {}
  const system = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  document.documentElement.dataset.theme =
    saved.theme === 'light' || saved.theme === 'dark' ? saved.theme : system;
  if (saved.language) document.documentElement.lang = saved.language;
})();
