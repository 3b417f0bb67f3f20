import { language, languageChoice, languages, theme, themeChoice } from '../state/settings.ts';
import { t } from '../text/i18n.ts';
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import './quickSettings.css';

/** Theme, language and the way to the settings: what one wants at hand on every page. */
export function QuickSettings() {
  const light = theme.value === 'light';
  const next = languages[(languages.indexOf(language.value) + 1) % languages.length];
  return (
    <nav class="quickSettings" aria-label={t('nav.settings')}>
      <button
        type="button"
        class="languageButton"
        lang={next}
        aria-label={`${next.toUpperCase()}: ${t(`languageName.${next}`)}`}
        title={t(`languageName.${next}`)}
        onClick={() => {
          languageChoice.value = next;
        }}
      >
        {next.toUpperCase()}
      </button>
      <IconButton
        icon={light ? 'moon' : 'sun'}
        label={t(light ? 'settings.toDark' : 'settings.toLight')}
        onClick={() => {
          themeChoice.value = light ? 'dark' : 'light';
        }}
      />
      <Link class="iconButton" href="/settings" aria-label={t('nav.settings')} title={t('nav.settings')}>
        <Icon name="settings" />
      </Link>
    </nav>
  );
}
