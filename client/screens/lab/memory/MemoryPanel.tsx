import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LabArena, LabMemory, LabPool } from '../../../../shared/lab/model.ts';
import { theme } from '../../../state/settings.ts';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';

const ROW = 15;
const LABEL = 46;

type PoolRow = { readonly pool: LabPool; readonly arena: LabArena; readonly changed: boolean };

/** Arenas, pools and blocks at their addresses, drawn to scale: a row is a pool, its length is its bytes. */
export function MemoryPanel({ lab, asText }: { lab: Lab; asText: boolean }) {
  const view = lab.moment.value?.view;
  const before = lab.previous.value?.view.memory;
  const [all, setAll] = useState(false);
  const rows = useMemo(() => (view ? rowsOf(view.memory, before, all) : []), [view, before, all]);
  if (!view) return null;
  const { memory } = view;
  const live = memory.arenas.reduce(
    (n, a) => n + a.pools.filter((p) => p.state === 'used' || p.state === 'full').length,
    0,
  );
  const pools = memory.arenas.reduce((n, a) => n + a.pools.length, 0);
  const raw = memory.raw.filter((block) => block.owner !== 0);
  return (
    <>
      <p class="panelSum">
        {t('lab.memory.sum', {
          arenas: memory.arenas.length,
          live: number(live),
          pools: number(pools),
          size: bytes(memory.poolSize),
        })}
        {' · '}
        {t('lab.memory.rounding', { bytes: bytes(memory.roundingBytes) })}
      </p>
      {asText ? <MemoryText rows={rows} /> : <MemoryPicture lab={lab} memory={memory} rows={rows} />}
      {raw.length > 0 && (
        <div class="rawBlocks">
          <h3>{t('lab.memory.system')}</h3>
          <ul>
            {raw.map((block) => (
              <li key={block.address}>
                <button type="button" class="objectLine" onClick={() => lab.select(block.owner)}>
                  <i class="rawBar" style={{ width: `${Math.min(220, 12 + block.sizeBytes / 96)}px` }} />{' '}
                  <code>{block.label}</code> {bytes(block.sizeBytes)}
                </button>
              </li>
            ))}
          </ul>
        </div>
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

/** Pools with something of the program in them, or all that are in use; those that changed are marked. */
function rowsOf(memory: LabMemory, before: LabMemory | undefined, all: boolean): PoolRow[] {
  const rows: PoolRow[] = [];
  for (const arena of memory.arenas) {
    const old = before?.arenas.find((other) => other.address === arena.address);
    for (const pool of arena.pools) {
      if (pool.state === 'untouched') continue;
      const was = old?.pools[pool.index];
      const changed =
        before !== undefined && (was === undefined || was.count !== pool.count || !sameCells(was, pool));
      if (all || changed || pool.cells.some((cell) => cell >= 3)) rows.push({ pool, arena, changed });
    }
  }
  return rows;
}

function sameCells(a: LabPool, b: LabPool): boolean {
  if (a.cells.length !== b.cells.length) return false;
  for (let i = 0; i < a.cells.length; i++) if (a.cells[i] !== b.cells[i]) return false;
  return true;
}

function MemoryPicture({ lab, memory, rows }: { lab: Lab; memory: LabMemory; rows: readonly PoolRow[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const look = theme.value;
  const pointed = lab.pointed.value;
  const objects = lab.objects.value;
  const [said, setSaid] = useState('');
  const owners = useMemo(() => {
    const found = new Map<number, { id: number; role: string }>();
    for (const o of objects.values())
      for (const b of o.blocks) found.set(b.address, { id: o.id, role: b.role });
    return found;
  }, [objects]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () =>
      paint(element, memory, rows, pointed === null ? [] : (objects.get(pointed)?.blocks ?? []));
    draw();
    const watch = new ResizeObserver(draw);
    watch.observe(element.parentElement!);
    return () => watch.disconnect();
  }, [memory, rows, pointed, look, objects]);

  const blockAt = (event: MouseEvent): number => {
    const box = canvas.current!.getBoundingClientRect();
    const row = rows[Math.floor((event.clientY - box.top) / ROW)];
    if (!row || row.pool.blockBytes === 0) return 0;
    const scale = (box.width - LABEL) / memory.poolSize;
    const offset = (event.clientX - box.left - LABEL) / scale - memory.poolHeaderBytes;
    const index = Math.floor(offset / row.pool.blockBytes);
    if (index < 0 || index >= row.pool.cells.length) return 0;
    return row.pool.address + memory.poolHeaderBytes + index * row.pool.blockBytes;
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="memoryPlace" tabIndex={0}>
        <canvas
          ref={canvas}
          style={{ height: `${rows.length * ROW}px` }}
          role="img"
          aria-label={t('lab.memory.picture', { count: rows.length })}
          onMouseMove={(event) => {
            const address = blockAt(event);
            const owner = owners.get(address);
            lab.hovered.value = owner?.id ?? null;
            const o = owner && objects.get(owner.id);
            setSaid(
              address === 0
                ? ''
                : o
                  ? `0x${address.toString(16)} · ${o.type} ${o.value} · ${t(`lab.role.${owner.role}`)}`
                  : `0x${address.toString(16)}`,
            );
          }}
          onMouseLeave={() => {
            lab.hovered.value = null;
            setSaid('');
          }}
          onClick={(event) => {
            const owner = owners.get(blockAt(event));
            if (owner) lab.select(owner.id);
          }}
        />
      </section>
      <p class="panelSaid mono">{said || ' '}</p>
    </>
  );
}

function paint(
  element: HTMLCanvasElement,
  memory: LabMemory,
  rows: readonly PoolRow[],
  marked: readonly { readonly address: number }[],
): void {
  const width = element.parentElement!.clientWidth;
  const ratio = devicePixelRatio || 1;
  element.style.width = `${width}px`;
  element.width = width * ratio;
  element.height = Math.max(1, rows.length * ROW * ratio);
  const ctx = element.getContext('2d')!;
  ctx.scale(ratio, ratio);
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const shades = memory.shapes.map((shape) => colour(`--type-${shape}`));
  const [line, strong, quiet, ink, accent, raised] = [
    '--line',
    '--line-strong',
    '--quiet',
    '--ink',
    '--accent',
    '--raised',
  ].map(colour);
  const scale = (width - LABEL) / memory.poolSize;
  const marks = new Set(marked.map((block) => block.address));
  ctx.font = `500 10.5px ${colour('--font-code')}`;
  ctx.textBaseline = 'middle';
  rows.forEach(({ pool, changed }, i) => {
    const y = i * ROW;
    const tall = ROW - 3;
    ctx.fillStyle = changed ? accent : quiet;
    ctx.textAlign = 'right';
    ctx.fillText(pool.state === 'free' ? '–' : String(pool.blockBytes), LABEL - 10, y + tall / 2 + 0.5);
    if (changed) ctx.fillRect(LABEL - 6, y, 2, tall);
    ctx.fillStyle = raised;
    ctx.fillRect(LABEL, y, memory.poolSize * scale, tall);
    if (pool.state === 'free') return;
    ctx.fillStyle = strong;
    ctx.fillRect(LABEL, y, Math.max(1, memory.poolHeaderBytes * scale), tall);
    const wide = pool.blockBytes * scale;
    const gap = wide > 3 ? 1 : 0;
    const first = LABEL + memory.poolHeaderBytes * scale;
    for (let b = 0; b < pool.cells.length; b++) {
      const cell = pool.cells[b];
      if (cell === 0) continue;
      const x = first + b * wide;
      if (cell === 1) {
        if (wide < 3) continue;
        ctx.strokeStyle = line;
        ctx.lineWidth = 1;
        ctx.strokeRect(x + 0.5, y + 0.5, wide - gap - 1, tall - 1);
        continue;
      }
      ctx.fillStyle = cell === 2 ? line : shades[cell - 3];
      ctx.fillRect(x, y, Math.max(0.6, wide - gap), tall);
    }
    // The head of the free list: the block that is handed out next.
    if (pool.freeThread.length > 0 && pool.state !== 'full') {
      const x = first + pool.freeThread[0] * wide;
      ctx.fillStyle = ink;
      ctx.beginPath();
      ctx.arc(x + wide / 2, y + tall / 2, 2, 0, 2 * Math.PI);
      ctx.fill();
    }
    if (marks.size === 0) return;
    for (const address of marks) {
      const index = (address - pool.address - memory.poolHeaderBytes) / pool.blockBytes;
      if (index < 0 || index >= pool.cells.length) continue;
      ctx.strokeStyle = accent;
      ctx.lineWidth = 2;
      ctx.strokeRect(first + index * wide - 1, y, Math.max(4, wide), tall);
    }
  });
}

function MemoryText({ rows }: { rows: readonly PoolRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="asText tableScroll" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('lab.memory.pool')}</th>
            <th scope="col">{t('lab.memory.blockSize')}</th>
            <th scope="col">{t('lab.memory.liveBlocks')}</th>
            <th scope="col">{t('lab.memory.freeBlocks')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ pool, changed }) => (
            <tr key={pool.address}>
              <th scope="row" class="mono">
                {changed ? '● ' : ''}0x{pool.address.toString(16)}
              </th>
              <td>{number(pool.blockBytes)}</td>
              <td>{number(pool.count)}</td>
              <td>{number(pool.capacity - pool.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
