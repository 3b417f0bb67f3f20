import type { ClassTrouble } from '../../../host/class.ts';
import { Icon } from '../../../parts/Icon.tsx';
import { troubleText } from './words.ts';

/** What went wrong, said at once. */
export function Trouble({ trouble }: { trouble: ClassTrouble | null }) {
  return (
    <div role="alert" class="troublePlace">
      {trouble && (
        <p class="trouble">
          <Icon name="cross" size={18} />
          <span>{troubleText(trouble)}</span>
        </p>
      )}
    </div>
  );
}
