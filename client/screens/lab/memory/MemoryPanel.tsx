import { useMemo, useState } from 'preact/hooks';
import type { LabMemory, LabView } from '../../../../shared/lab/model.ts';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { paintStretches, STRIP, stretchesOf } from './heapStrip.ts';
import { Lens } from './Lens.tsx';
import { chunkWords, MemoryText } from './MemoryText.tsx';
import './memory.css';
import { Painted } from './Painted.tsx';
import { paintTrays, type Words } from './paint.ts';
import { blockAddress, blockAt, cellOf, SIZE, type Trays, traysOf } from './trays.ts';

/** Arenas, pools and blocks at their addresses, drawn to scale, and the system's heap for what is too large for a pool. */
export function MemoryPanel({ lab, asText }: { lab: Lab; asText: boolean }) {
  const view = lab.moment.value?.view;
  const [all, setAll] = useState(false);
  const trays = useMemo(() => (view ? traysOf(view, all) : null), [view, all]);
  if (!view || !trays) return null;
  const { memory } = view;
  return (
    <>
      <p class="panelSum">
        {t('lab.memory.mapped', { bytes: bytes(memory.mappedBytes) })} ·{' '}
        {t('lab.memory.rounding', { bytes: bytes(memory.roundingBytes) })}
      </p>
      {asText ? (
        <MemoryText trays={trays} memory={memory} lab={lab} />
      ) : (
        <MemoryPicture lab={lab} view={view} trays={trays} />
      )}
      <div class="panelFoot">
        <label class="tick">
          <input type="checkbox" checked={all} onChange={(e) => setAll(e.currentTarget.checked)} />
          <span>{t('lab.memory.all')}</span>
        </label>
      </div>
    </>
  );
}

function MemoryPicture({ lab, view, trays }: { lab: Lab; view: LabView; trays: Trays }) {
  const { memory } = view;
  const objects = lab.objects.value;
  const lit = lab.lit.value;
  const [said, setSaid] = useState('');
  const owners = useMemo(() => ownersOf(view), [view]);
  const strip = useMemo(() => stretchesOf(memory), [memory]);
  const marked = useMemo(() => {
    const addresses = new Set<number>();
    for (const id of lit) for (const block of objects.get(id)?.blocks ?? []) addresses.add(block.address);
    return addresses;
  }, [lit, objects]);

  const point = (id: number, words: string, event: PointerEvent) => {
    lab.hover(id === 0 ? null : id, event);
    setSaid(words);
  };
  const leave = () => {
    lab.hover(null);
    setSaid('');
  };
  const inTrays = (x: number, y: number, width: number) => whatIsAt(memory, trays, owners, x, y, width);
  const inStrip = (x: number, y: number, width: number) => {
    const row = Math.floor(y / STRIP.pitch);
    return strip.stretches.find((s) => s.row === row && x / width >= s.from && x / width < s.to)?.chunk;
  };
  const words: Words = {
    arena: ({ arena, fresh }) =>
      t(fresh ? 'lab.memory.arenaNew' : 'lab.memory.arena', {
        arena: arena.arena,
        size: bytes(arena.sizeBytes),
        used: number(arena.pools.length - arena.freePools),
        pools: number(arena.pools.length),
        pool: bytes(memory.poolSize),
      }),
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="memoryPlace" tabIndex={0} aria-label={t('lab.memory.place')}>
        <Painted
          label={t('lab.memory.picture', { count: trays.trays.length })}
          height={trays.height}
          paint={(ctx, theme, width) => paintTrays(ctx, theme, width, memory, trays, marked, words)}
          of={[memory, trays, marked]}
          onPoint={(x, y, width, event) => {
            const { id, say } = inTrays(x, y, width);
            point(id, say, event);
          }}
          onLeave={leave}
          onChoose={(x, y, width) => {
            const { id, say } = inTrays(x, y, width);
            setSaid(say);
            if (id !== 0) lab.select(id);
          }}
        />
        {strip.rows > 0 && (
          <>
            <h3 class="systemHead">{t('lab.memory.system')}</h3>
            <Painted
              label={t('lab.memory.systemPicture')}
              height={strip.rows * STRIP.pitch}
              paint={(ctx, theme, width) => paintStretches(ctx, theme, width, memory, strip.stretches, lit)}
              of={[memory, lit]}
              onPoint={(x, y, width, event) => {
                const chunk = inStrip(x, y, width);
                point(chunk?.owner ?? 0, chunk ? chunkWords(chunk) : '', event);
              }}
              onLeave={leave}
              onChoose={(x, y, width) => {
                const chunk = inStrip(x, y, width);
                setSaid(chunk ? chunkWords(chunk) : '');
                if (chunk && chunk.owner !== 0) lab.select(chunk.owner);
              }}
            />
          </>
        )}
      </section>
      <p class="panelSaid mono">{said || ' '}</p>
      <Lens lab={lab} />
    </>
  );
}

type Owned = { readonly id: number; readonly words: string };

/** The objects of the view by the addresses of their blocks. */
function ownersOf(view: LabView): Map<number, Owned> {
  const found = new Map<number, Owned>();
  for (const o of view.objects)
    for (const { address, role } of o.blocks)
      found.set(address, { id: o.id, words: `${o.type} ${o.value} · ${t(`lab.role.${role}`)}` });
  return found;
}

/** The object under a place of the picture (0: none), and what is there in words. */
function whatIsAt(
  memory: LabMemory,
  trays: Trays,
  owners: ReadonlyMap<number, Owned>,
  x: number,
  y: number,
  width: number,
): { id: number; say: string } {
  const tray = trays.trays.find((one) => y >= one.y - 2 && y < one.y + SIZE.tray + SIZE.lane);
  if (tray) {
    const { pool } = tray;
    const index = blockAt(memory, pool, x - SIZE.label, width - SIZE.label);
    if (index < 0) return { id: 0, say: '' };
    const address = blockAddress(memory, pool, index);
    const owner = owners.get(address);
    const { state, shape } = cellOf(memory, pool.cells[index]);
    const place = `0x${address.toString(16)}`;
    if (state !== 'live') return { id: 0, say: `${place} · ${t(`lab.memory.${state}`)}` };
    const size = `${number(pool.requested[index])} → ${bytes(pool.blockBytes)}`;
    const what = owner?.words ?? (shape === null ? t('lab.memory.nameless') : shape);
    return { id: owner?.id ?? 0, say: `${place} · ${size} · ${what}` };
  }
  const head = trays.heads.find((one) => y >= one.y && y < one.y + SIZE.arena);
  const pool = head?.arena.pools[Math.floor((x / width) * head.arena.pools.length)];
  if (!pool || pool.blockBytes === 0) return { id: 0, say: '' };
  return {
    id: 0,
    say: `0x${pool.address.toString(16)} · ${bytes(pool.blockBytes)} × ${number(pool.count)} / ${number(pool.capacity)}`,
  };
}
