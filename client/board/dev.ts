/*
 * A board alone on a page, for working on it and for its tests; not part of the build. The address says what is shown:
 * `?level=<pack>/<file>` a shipped level, `?demo=<name>` a setup from below; `theme`, `lang`, `speed`, `motion` as in the settings.
 */
import '../style/tokens.css';
import '../style/fonts.css';
import '../style/base.css';
import { signal } from '@preact/signals';
import type { Action } from '../../shared/game/action.ts';
import type { PuzzleSetup } from '../../shared/game/kind.ts';
import { puzzleKind } from '../../shared/game/puzzles/registry.ts';
import { apply, sessionStatus, startSession } from '../../shared/game/session/session.ts';
import type { Level } from '../../shared/level/level.ts';
import { showLanguage, t } from '../text/i18n.ts';
import { demos } from './demos.ts';
import type {} from './devHooks.ts';
import { readTheme } from './draw/theme.ts';
import type { BoardOptions } from './options.ts';
import { mountReplay } from './replay.ts';
import { drawThumbnail } from './thumbnail.ts';
import { BoardView } from './view/boardView.ts';

const query = new URLSearchParams(location.search);
const levels = import.meta.glob<PuzzleSetup>('../../assets/levels/**/*.json', { import: 'default' });

async function wanted(): Promise<PuzzleSetup> {
  const name = query.get('level');
  if (!name) return demos[query.get('demo') ?? 'pools']();
  const load = levels[`../../assets/levels/${name}.json`];
  if (!load) throw new Error(`no level ${name}`);
  return load();
}

const theme = signal<'dark' | 'light'>(query.get('theme') === 'light' ? 'light' : 'dark');
document.documentElement.dataset.theme = theme.value;
const language = query.get('lang') === 'es' ? 'es' : 'en';
await showLanguage(language);
const setup = await wanted();
const kind = puzzleKind(setup.kind)!;
let session = startSession(kind, setup, 'dev');
const rejected: Action[] = [];

const submit = (action: Action): boolean => {
  const step = apply(session, action);
  if (!step.ok) {
    rejected.push(action);
    return false;
  }
  session = step.session;
  view.show(session, step.events);
  return true;
};

if (query.has('thumbnail')) {
  const canvas = document.createElement('canvas');
  canvas.className = 'thumbnail';
  canvas.width = 480;
  canvas.height = 320;
  document.querySelector('main')!.append(canvas);
  drawThumbnail(canvas, setup, readTheme(document.documentElement));
}

const options: BoardOptions = {
  theme,
  speed: signal(Number(query.get('speed') ?? 1)),
  motion: signal(query.get('motion') === 'reduced' ? 'reduced' : 'full'),
  lang: signal(language),
  sound: () => {},
  t: (key, values) => t(key, values),
};
const place = document.querySelector<HTMLElement>('#board')!;
const view = await BoardView.mount(place, session, submit, options);

if (query.has('film')) {
  const { certificate } = setup as unknown as Level;
  place.style.bottom = '50%';
  const film = document.createElement('main');
  film.id = 'film';
  film.style.top = '50%';
  place.after(film);
  window.__film = await mountReplay(film, setup, certificate.actions, options);
}

window.__board = {
  view,
  session: () => session,
  status: () => sessionStatus(session).phase,
  submit,
  rejected,
};
document.documentElement.dataset.ready = '';
