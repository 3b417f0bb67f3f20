import { useEffect, useRef, useState } from 'preact/hooks';
import { CODE_LENGTH, readCode, showCode } from '../../../shared/class/code.ts';
import type { ClassTrouble } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { classrooms } from '../../state/classes.ts';
import { t } from '../../text/i18n.ts';
import { Trouble } from '../class/parts/Trouble.tsx';

export interface CodeFormProps {
  readonly typed: string;
  readonly trouble: ClassTrouble | null;
  readonly onCode: (code: string) => void;
}

/** Six characters, large. A complete code is tried at once; spaces, hyphens and small letters do not matter. */
export function CodeForm({ typed, trouble, onCode }: CodeFormProps) {
  const [text, setText] = useState(typed);
  const [found, setFound] = useState<ClassTrouble | null>(trouble);
  const [asking, setAsking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  useEffect(() => setFound(trouble), [trouble]);

  const ask = async (value: string) => {
    const code = readCode(value);
    if (!code) return setFound({ code: 'noSuchClass' });
    setAsking(true);
    const look = await classrooms.look(code);
    setAsking(false);
    if (look.ok) onCode(code);
    else setFound(look.error);
  };

  return (
    <form
      class="joinForm"
      onSubmit={(event) => {
        event.preventDefault();
        void ask(text);
      }}
    >
      <label for="code">{t('join.code')}</label>
      <input
        id="code"
        ref={input}
        class="codeInput mono"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        inputMode="text"
        enterkeyhint="go"
        maxLength={12}
        placeholder="••• •••"
        value={text}
        aria-describedby="codeHelp"
        onInput={(event) => {
          const raw = event.currentTarget.value.toUpperCase();
          const bare = raw.replace(/[^\p{L}\p{N}]/gu, '').slice(0, CODE_LENGTH);
          const next = bare.length > 3 ? showCode(bare) : bare;
          event.currentTarget.value = next;
          setText(next);
          setFound(null);
          if (bare.length === CODE_LENGTH && readCode(bare)) void ask(bare);
        }}
      />
      <p id="codeHelp" class="quietText">
        {t('join.codeHelp')}
      </p>
      <Trouble trouble={found} />
      <Button type="submit" look="primary" icon="next" class="joinButton" disabled={asking || !text}>
        {t(asking ? 'join.looking' : 'join.next')}
      </Button>
    </form>
  );
}
