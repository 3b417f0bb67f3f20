/** Longer than this and we draw with what there is. */
const PATIENCE_MS = 1500;

/** The canvas draws with the page's fonts; they have to be there first. A missing font is no reason not to play. */
export async function loadFonts(): Promise<void> {
  const style = getComputedStyle(document.documentElement);
  const families = ['--font-text', '--font-code'].map((name) =>
    style.getPropertyValue(name).split(',')[0].trim(),
  );
  const loads = families.filter(Boolean).map((family) => document.fonts.load(`600 13px ${family}`, 'Aa0'));
  await Promise.race([
    Promise.allSettled(loads),
    new Promise((resolve) => {
      setTimeout(resolve, PATIENCE_MS);
    }),
  ]);
}
