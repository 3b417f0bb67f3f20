import { useEffect, useRef, useState } from 'preact/hooks';
import { showCode } from '../../../shared/class/code.ts';
import { classLimits } from '../../../shared/class/options.ts';
import type { ClassLook } from '../../../shared/protocol/class-http.ts';
import { navigate } from '../../app/router.ts';
import type { ClassTrouble } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { Link } from '../../parts/Link.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { classrooms } from '../../state/classes.ts';
import { t } from '../../text/i18n.ts';
import { Trouble } from '../class/parts/Trouble.tsx';
import { dateText } from '../class/parts/words.ts';

export interface NameFormProps {
  readonly code: string;
  readonly onNoClass: (trouble: ClassTrouble) => void;
}

/** The code is right: a name of one's own or the offered one, and in. */
export function NameForm({ code, onNoClass }: NameFormProps) {
  const [look, setLook] = useState<ClassLook | null>(null);
  const [name, setName] = useState('');
  const [trouble, setTrouble] = useState<ClassTrouble | null>(null);
  const [joining, setJoining] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    let wanted = true;
    classrooms.look(code).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setLook(answer.value);
      else onNoClass(answer.error);
    });
    return () => {
      wanted = false;
    };
  }, [code]);
  useEffect(() => {
    if (look) input.current?.focus({ preventScroll: true });
  }, [look]);

  const join = async (wanted: string) => {
    setJoining(true);
    const joined = await classrooms.join(code, wanted);
    setJoining(false);
    if (!joined.ok) {
      setTrouble(joined.error);
      input.current?.focus();
      return;
    }
    joined.value.close();
    navigate(`/class/${code}`, { replace: true });
  };

  if (!look) return <Loading what={t('join.looking')} />;
  if (look.entry === 'closed') {
    return (
      <div class="joinForm">
        <p class="joinCode mono">{showCode(code)}</p>
        <p class="lead">{t('join.closed')}</p>
        <Link class="button plain" href="/join">
          {t('join.otherCode')}
        </Link>
      </div>
    );
  }
  return (
    <form
      class="joinForm"
      onSubmit={(event) => {
        event.preventDefault();
        void join(name);
      }}
    >
      <p class="joinCode mono">{showCode(code)}</p>
      {look.isHomework && look.dueMs !== null && (
        <p class="quietText">{t('join.homework', { date: dateText(look.dueMs) })}</p>
      )}
      {look.entry === 'approve' && <p class="quietText">{t('join.approve')}</p>}
      <label for="name">{t('join.name')}</label>
      <input
        id="name"
        ref={input}
        class="nameInput"
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="go"
        maxLength={classLimits.nameLength * 4}
        value={name}
        aria-describedby="nameHelp"
        onInput={(event) => {
          setName(event.currentTarget.value);
          setTrouble(null);
        }}
      />
      <p id="nameHelp" class="quietText">
        {t('join.nameHelp')}
      </p>
      <Trouble trouble={trouble} />
      <Button type="submit" look="primary" icon="next" class="joinButton" disabled={joining || !name.trim()}>
        {t('join.in')}
      </Button>
      <Button class="offered" disabled={joining} onClick={() => join(look.offeredName)}>
        {t('join.offered', { name: look.offeredName })}
      </Button>
      <Link class="button quiet" href="/join">
        {t('join.otherCode')}
      </Link>
    </form>
  );
}
