import type { ComponentType } from 'preact';

/** What a screen is given: the named parts of its path. */
export interface ScreenProps {
  readonly params: Readonly<Record<string, string>>;
}

export interface Route {
  /** Segments separated by `/`; `:name` takes one segment. */
  readonly path: string;
  /** Text key of the document's title while the screen sets no better one. */
  readonly title: string;
  readonly load: () => Promise<{ default: ComponentType<ScreenProps> }>;
}

/** Every screen of the game. A new one is one line here; doors to pages that are not here yet say so (home/doors). */
export const routes: readonly Route[] = [
  { path: '/', title: 'title.home', load: () => import('../screens/home/HomeScreen.tsx') },
  { path: '/play', title: 'title.map', load: () => import('../screens/map/MapScreen.tsx') },
  { path: '/play/:levelId', title: 'title.level', load: () => import('../screens/level/LevelScreen.tsx') },
  { path: '/join', title: 'title.join', load: () => import('../screens/join/JoinScreen.tsx') },
  { path: '/join/:code', title: 'title.join', load: () => import('../screens/join/JoinScreen.tsx') },
  { path: '/class/:code', title: 'title.class', load: () => import('../screens/class/ClassScreen.tsx') },
  {
    path: '/class/:code/:round',
    title: 'title.class',
    load: () => import('../screens/class/ClassScreen.tsx'),
  },
  { path: '/host', title: 'title.host', load: () => import('../screens/host/HostScreen.tsx') },
  { path: '/host/:code', title: 'title.host', load: () => import('../screens/host/DeskScreen.tsx') },
  {
    path: '/host/:code/projector',
    title: 'title.projector',
    load: () => import('../screens/projector/ProjectorScreen.tsx'),
  },
  {
    path: '/host/:code/report',
    title: 'title.report',
    load: () => import('../screens/report/ReportScreen.tsx'),
  },
  { path: '/lab', title: 'title.lab', load: () => import('../screens/lab/LabScreen.tsx') },
  { path: '/embed', title: 'title.lab', load: () => import('../screens/lab/embed/EmbedScreen.tsx') },
  {
    path: '/settings',
    title: 'title.settings',
    load: () => import('../screens/settings/SettingsScreen.tsx'),
  },
];

const notFound: Route = {
  path: '*',
  title: 'title.notFound',
  load: () => import('../screens/notFound/NotFoundScreen.tsx'),
};

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The screen for `pathname`; trailing slashes do not matter. What no route takes is the "not found" screen. */
export function matchRoute(pathname: string, known: readonly Route[] = routes): Match {
  const segments = pathname.split('/').filter(Boolean);
  for (const route of known) {
    const pattern = route.path.split('/').filter(Boolean);
    if (pattern.length !== segments.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((part, index) => {
      if (!part.startsWith(':')) return part === segments[index];
      const value = decode(segments[index]);
      if (value === null) return false;
      params[part.slice(1)] = value;
      return true;
    });
    if (fits) return { route, params };
  }
  return { route: notFound, params: {} };
}

/** Whether there is a page at `path`: a door to a page that does not exist yet is not a link. */
export function hasRoute(path: string, known: readonly Route[] = routes): boolean {
  return matchRoute(path, known).route !== notFound;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
