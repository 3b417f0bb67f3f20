import { useEffect, useState } from 'preact/hooks';
import { readCode, showCode } from '../../../shared/class/code.ts';
import { navigate } from '../../app/router.ts';
import type { ScreenProps } from '../../app/routes.ts';
import type { ClassTrouble } from '../../host/class.ts';
import { TopBar } from '../../parts/TopBar.tsx';
import { classrooms } from '../../state/classes.ts';
import { t } from '../../text/i18n.ts';
import '../class/class.css';
import { codeOf } from '../class/parts/useClass.ts';
import { CodeForm } from './CodeForm.tsx';
import './join.css';
import { NameForm } from './NameForm.tsx';

/** The way into a class: the code (a link or QR code brings it along), a name, in. Who has a seat already sits down again. */
export default function JoinScreen({ params }: ScreenProps) {
  const code = params.code === undefined ? null : codeOf(params.code);
  const seated = code !== null && classrooms.joined.value.some((ticket) => ticket.code === code);
  const [trouble, setTrouble] = useState<ClassTrouble | null>(null);
  useEffect(() => {
    if (seated) navigate(`/class/${code}`, { replace: true });
  }, [seated, code]);
  const known = code !== null && readCode(code) !== null;
  return (
    <>
      <TopBar />
      <main id="main" class="page joinPage" tabIndex={-1}>
        <h1 tabIndex={-1}>{t('join.title')}</h1>
        {known && !trouble ? (
          <NameForm code={code} onNoClass={setTrouble} />
        ) : (
          <CodeForm
            typed={code ?? ''}
            trouble={trouble ?? (code !== null && !known ? { code: 'noSuchClass' } : null)}
            onCode={(next) => {
              setTrouble(null);
              navigate(`/join/${next}`);
            }}
          />
        )}
        {code === null && <Seats />}
        <p class="joinStored">{t('join.stored')}</p>
      </main>
    </>
  );
}

/** Classes in which this browser has a seat: one click, and one sits there again. */
function Seats() {
  const seats = classrooms.joined.value;
  if (seats.length === 0) return null;
  return (
    <section class="joinSeats" aria-labelledby="seats">
      <h2 id="seats">{t('join.seats')}</h2>
      <ul>
        {seats.slice(0, 5).map((ticket) => (
          <li key={ticket.code}>
            <button type="button" class="seatDoor" onClick={() => navigate(`/class/${ticket.code}`)}>
              <span class="mono">{showCode(ticket.code)}</span>
              <span>{t('join.asName', { name: ticket.name })}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
