import { t } from '../text/i18n.ts';
import './brand.css';
import { Link } from './Link.tsx';

/** The mark: three trays of an arena, and one block that glows. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <g class="markHeads">
        <rect x="1" y="2" width="2.6" height="5" rx=".8" />
        <rect x="1" y="9.5" width="2.6" height="5" rx=".8" />
        <rect x="1" y="17" width="2.6" height="5" rx=".8" />
      </g>
      <rect x="5" y="2" width="8" height="5" rx="1.3" fill="var(--type-int)" />
      <rect x="14.4" y="2" width="8" height="5" rx="1.3" fill="var(--type-str)" />
      <rect x="5.5" y="10" width="7" height="4" rx="1" class="markFree" />
      <rect x="14.4" y="9.5" width="8" height="5" rx="1.3" fill="var(--type-tuple)" />
      <rect x="5" y="17" width="8" height="5" rx="1.3" fill="var(--accent)" />
      <rect x="14.9" y="17.5" width="7" height="4" rx="1" class="markFree" />
    </svg>
  );
}

/** Mark and name, the way home from every page. */
export function Brand() {
  return (
    <Link href="/" class="brand" aria-label={t('nav.home')}>
      <Mark size={26} />
      <span>PyArena</span>
    </Link>
  );
}
