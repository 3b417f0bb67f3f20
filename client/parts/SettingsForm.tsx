import {
  language,
  languageChoice,
  languages,
  motionChoice,
  shortcutsOn,
  soundOn,
  speed,
  speeds,
  themeChoice,
} from '../state/settings.ts';
import { number } from '../text/format.ts';
import { lang, t } from '../text/i18n.ts';
import { Choice, Toggle } from './Choice.tsx';
import './settingsForm.css';

/** How the game looks, sounds and speaks. Every change holds at once and is kept in this browser. */
export function SettingsForm() {
  return (
    <div class="settingsForm">
      <Choice
        label={t('settings.language')}
        value={language.value}
        options={languages.map((value) => ({ value, label: t(`languageName.${value}`), lang: value }))}
        onChange={(value) => {
          languageChoice.value = value;
        }}
      />
      <Choice
        label={t('settings.theme')}
        value={themeChoice.value}
        options={(['system', 'dark', 'light'] as const).map((value) => ({
          value,
          label: t(`themeName.${value}`),
        }))}
        onChange={(value) => {
          themeChoice.value = value;
        }}
      />
      <Choice
        label={t('settings.motion')}
        value={motionChoice.value}
        options={(['system', 'full', 'reduced'] as const).map((value) => ({
          value,
          label: t(`motionName.${value}`),
        }))}
        onChange={(value) => {
          motionChoice.value = value;
        }}
      />
      <Choice
        label={t('settings.speed')}
        value={speed.value}
        options={speeds.map((value) => ({ value, label: `${number(value, lang.value)}×` }))}
        onChange={(value) => {
          speed.value = value;
        }}
      />
      <Toggle
        label={t('settings.sound')}
        note={t('settings.soundNote')}
        on={soundOn.value}
        onChange={(on) => {
          soundOn.value = on;
        }}
      />
      <Toggle
        label={t('settings.shortcuts')}
        note={t('settings.shortcutsNote')}
        on={shortcutsOn.value}
        onChange={(on) => {
          shortcutsOn.value = on;
        }}
      />
    </div>
  );
}
