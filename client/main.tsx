import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app/App.tsx';
import { followHistory } from './app/router.ts';
import { keepSettings, language } from './state/settings.ts';
import './style/fonts.css';
import './style/tokens.css';
import './style/base.css';
import './style/page.css';
import { lang, showLanguage } from './text/i18n.ts';

/** Draws the page once the texts of the player's language are there; nothing else is waited for. */
async function start(): Promise<void> {
  keepSettings();
  followHistory();
  await showLanguage(language.peek());
  effect(() => {
    void showLanguage(language.value);
  });
  effect(() => {
    document.documentElement.lang = lang.value;
  });
  render(<App />, document.getElementById('app')!);
}

void start();
