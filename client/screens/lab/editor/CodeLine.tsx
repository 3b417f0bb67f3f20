import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';

/** The line that comes next, where the editor is out of sight. */
export function CodeLine({ lab }: { lab: Lab }) {
  const line = lab.moment.value?.view.line ?? 0;
  const text = line > 0 ? lab.source.value.split('\n')[line - 1] : undefined;
  return (
    <button
      type="button"
      class="codeLine"
      onClick={() => (lab.views.tab.value = 'code')}
      title={t('lab.view.code')}
    >
      {text === undefined ? (
        <span class="quietText">{t('lab.end')}</span>
      ) : (
        <>
          <span class="quietText">{line}</span> <code>{text.trim()}</code>
        </>
      )}
    </button>
  );
}
