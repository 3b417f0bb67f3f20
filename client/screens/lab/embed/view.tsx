import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Lab } from '../Lab.ts';
import type { ViewName } from '../views.ts';

type Body = FunctionComponent<{ lab: Lab; asText: boolean }>;

/** Only the view that is shown is loaded. */
const bodies: Readonly<Record<ViewName, () => Promise<Body>>> = {
  graph: async () => (await import('../graph/GraphPanel.tsx')).GraphPanel,
  memory: async () => (await import('../memory/MemoryPanel.tsx')).MemoryPanel,
  collector: async () => (await import('../collector/CollectorPanel.tsx')).CollectorPanel,
  profile: async () => (await import('../profile/ProfilePanel.tsx')).ProfilePanel,
  output: async () => (await import('../output/OutputPanel.tsx')).OutputPanel,
};

export function EmbedView({ name, lab }: { name: ViewName; lab: Lab }) {
  const [loaded, setLoaded] = useState<{ Body: Body } | null>(null);
  useEffect(() => {
    void bodies[name]().then((Body) => setLoaded({ Body }));
  }, [name]);
  return loaded && <loaded.Body lab={lab} asText={false} />;
}
