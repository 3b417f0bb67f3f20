import type { LabChunk, LabMemory, LabObject } from '../../../../shared/lab/model.ts';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { ObjectLine } from '../objects/ObjectNote.tsx';
import type { Trays } from './trays.ts';

/** Objects of one pool that are named. */
const MAX_NAMED = 12;

/** Memory in words: a row for each pool with what of the program lies in it, then the large blocks. */
export function MemoryText({ trays, memory, lab }: { trays: Trays; memory: LabMemory; lab: Lab }) {
  const objects = [...lab.objects.value.values()];
  const large = [...memory.heap, ...memory.mappings].filter(
    (chunk) => chunk.state === 'live' && chunk.cell >= 128,
  );
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
            <th scope="col">{t('lab.memory.wasted')}</th>
            <th scope="col">{t('lab.memory.inIt')}</th>
          </tr>
        </thead>
        <tbody>
          {trays.trays.map(({ pool, changed }) => (
            <tr key={pool.address}>
              <th scope="row" class="mono">
                0x{pool.address.toString(16)}
                {changed && <span class="quietText"> {t('lab.graph.changed')}</span>}
              </th>
              <td>{number(pool.blockBytes)}</td>
              <td>{number(pool.count)}</td>
              <td>{number(pool.capacity - pool.count)}</td>
              <td>{bytes(pool.count * pool.blockBytes - pool.requestedBytes)}</td>
              <td>
                <Inhabitants objects={inPool(objects, pool.address, memory.poolSize)} lab={lab} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {large.length > 0 && <h3>{t('lab.memory.system')}</h3>}
      <ul>
        {large.map((chunk) => (
          <li key={chunk.address}>{chunkWords(chunk)}</li>
        ))}
      </ul>
    </div>
  );
}

function Inhabitants({ objects, lab }: { objects: readonly LabObject[]; lab: Lab }) {
  return (
    <>
      {objects.slice(0, MAX_NAMED).map((o) => (
        <ObjectLine key={o.id} o={o} lab={lab} />
      ))}
      {objects.length > MAX_NAMED && t('lab.graph.more', { number: number(objects.length - MAX_NAMED) })}
    </>
  );
}

function inPool(objects: readonly LabObject[], start: number, size: number): LabObject[] {
  return objects.filter((o) => o.blocks.some(({ address }) => address >= start && address < start + size));
}

/** A large block in words. */
export function chunkWords(chunk: LabChunk): string {
  const address = `0x${chunk.address.toString(16)}`;
  if (chunk.state === 'free') return `${address} · ${t('lab.memory.gap')} · ${bytes(chunk.sizeBytes)}`;
  const what =
    chunk.type === '' ? t('lab.memory.nameless') : `${chunk.type} · ${t(`lab.role.${chunk.role}`)}`;
  return `${address} · ${what} · ${number(chunk.requestedBytes)} → ${bytes(chunk.sizeBytes)}`;
}
