import { SettingsForm } from '../../parts/SettingsForm.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { t } from '../../text/i18n.ts';
import { PlayerKeyPart } from './PlayerKeyPart.tsx';
import { ProgressPart } from './ProgressPart.tsx';
import './settings.css';

/** How the game looks, what it keeps of the player, and how to take it along or delete it. */
export default function SettingsScreen() {
  return (
    <>
      <TopBar />
      <main id="main" class="page narrow settingsPage" tabIndex={-1}>
        <h1 tabIndex={-1}>{t('settings.title')}</h1>
        <SettingsForm />
        <ProgressPart />
        <PlayerKeyPart />
        <section class="settingsPart" aria-labelledby="privacy">
          <h2 id="privacy">{t('privacy.title')}</h2>
          <ul class="privacy">
            <li>{t('privacy.browser')}</li>
            <li>{t('privacy.server')}</li>
            <li>{t('privacy.none')}</li>
            <li>{t('privacy.delete')}</li>
          </ul>
        </section>
      </main>
    </>
  );
}
