import type { BoardOptions } from '../../board/board.ts';
import { playSound } from '../../sound/sound.ts';
import { motion, speed, theme } from '../../state/settings.ts';
import { lang, t } from '../../text/i18n.ts';

/** The board and its engine are a chunk of their own, fetched when the first level opens. */
export const loadBoard = () => import('../../board/board.ts');

/** What every board on the page shares with the interface around it. */
export const boardOptions: BoardOptions = { theme, speed, motion, lang, sound: playSound, t };
