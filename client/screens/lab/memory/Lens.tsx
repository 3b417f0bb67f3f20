import type { LabBlock, LabMemory, LabObject } from '../../../../shared/lab/model.ts';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { shapeColour, TypeMark } from '../objects/TypeMark.tsx';

/** Blocks of one object that are shown. */
const MAX_BLOCKS = 4;

/** The blocks of one object, large: the object that is pointed at, or the one that the step just made. */
export function Lens({ lab }: { lab: Lab }) {
  const view = lab.moment.value!.view;
  const objects = lab.objects.value;
  const lit = [...lab.lit.value];
  const born = view.changes.born.map((id) => objects.get(id)).filter((o) => o && o.blocks.length > 0);
  const fresh = born.filter((o) => !o!.atom).at(-1) ?? born.at(-1);
  const o = lit.length === 1 ? objects.get(lit[0]) : fresh;
  if (!o) return <p class="lens quietText">{t('lab.lens.none')}</p>;
  return (
    <figure class="lens" style={{ '--type': shapeColour(o.shape) }}>
      <figcaption>
        <TypeMark shape={o.shape} size={16} /> <strong>{o.type}</strong> <code>{o.value}</code>
        {lit.length !== 1 && <span class="quietText">{t('lab.lens.new')}</span>}
      </figcaption>
      {o.blocks.length === 0 ? (
        <p class="quietText">{t(o.isStatic ? 'lab.note.static' : 'lab.lens.noBlock')}</p>
      ) : (
        <div class="lensBlocks">
          {o.blocks.slice(0, MAX_BLOCKS).map((block) => (
            <LensBlock key={block.address} o={o} block={block} memory={view.memory} />
          ))}
        </div>
      )}
    </figure>
  );
}

function LensBlock({ o, block, memory }: { o: LabObject; block: LabBlock; memory: LabMemory }) {
  const { takenBytes, inPool } = placeOf(block, memory);
  const head = block.role === 'object' ? Math.min(block.sizeBytes, Math.max(0, o.id - block.address)) : 0;
  const part = (size: number) => ({ width: `${(100 * size) / takenBytes}%` });
  const lost = takenBytes - block.sizeBytes;
  return (
    <div class="lensBlock" style={{ flexGrow: takenBytes }}>
      <div class="lensBar" aria-hidden="true">
        {head > 0 && (
          <i class="lensHead" style={part(head)} title={t('lab.lens.head', { bytes: bytes(head) })} />
        )}
        <i class="lensUsed" style={part(block.sizeBytes - head)} />
        {lost > 0 && <i class="lensWaste" style={part(lost)} />}
      </div>
      <p>
        <strong>{t(`lab.role.${block.role}`)}</strong> {number(block.sizeBytes)}
        {lost > 0 ? ` + ${number(lost)}` : ''} = {bytes(takenBytes)}
        {!inPool && ` · ${t('lab.lens.system')}`}
      </p>
      <p class="mono quietText">0x{block.address.toString(16)}</p>
    </div>
  );
}

/** How many bytes the allocator spent on a block: a class of pymalloc's, or a chunk of the system's. */
function placeOf(block: LabBlock, memory: LabMemory): { takenBytes: number; inPool: boolean } {
  for (const arena of memory.arenas) {
    if (block.address < arena.address || block.address >= arena.address + arena.sizeBytes) continue;
    for (const pool of arena.pools)
      if (block.address >= pool.address && block.address < pool.address + memory.poolSize)
        return { takenBytes: Math.max(pool.blockBytes, block.sizeBytes), inPool: true };
  }
  for (const chunk of [...memory.heap, ...memory.mappings])
    if (block.address >= chunk.address && block.address < chunk.address + chunk.sizeBytes)
      return { takenBytes: chunk.sizeBytes, inPool: false };
  return { takenBytes: block.sizeBytes, inPool: false };
}
