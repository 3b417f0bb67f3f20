import { useEffect } from 'preact/hooks';
import { showCode } from '../../../shared/class/code.ts';
import { navigate } from '../../app/router.ts';
import { Link } from '../../parts/Link.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { classrooms } from '../../state/classes.ts';
import { t } from '../../text/i18n.ts';
import '../class/class.css';
import { useAdopted } from '../class/parts/useClass.ts';
import { dateText } from '../class/parts/words.ts';
import './plan.css';
import { PlanForm } from './PlanForm.tsx';
import { Stored } from './Stored.tsx';

/** Where a teacher begins: the plan of a new class with everything chosen already, and the classes of this browser. */
export default function HostScreen() {
  const adopted = useAdopted();
  useEffect(() => {
    if (adopted?.role === 'host') navigate(`/host/${adopted.code}`, { replace: true });
    else if (adopted?.role === 'projector') navigate(`/host/${adopted.code}/projector`, { replace: true });
    else if (adopted?.role === 'student') navigate(`/class/${adopted.code}`, { replace: true });
  }, [adopted]);
  if (adopted) return <Loading />;
  const hosted = classrooms.hosted.value;
  return (
    <>
      <TopBar />
      <main id="main" class="page hostPage" tabIndex={-1}>
        <h1 tabIndex={-1}>{t('host.title')}</h1>
        <p class="lead">{t('host.lead')}</p>
        {hosted.length > 0 && (
          <section class="hosted" aria-labelledby="hosted">
            <h2 id="hosted">{t('host.hosted')}</h2>
            <ul>
              {hosted.slice(0, 8).map((ticket) => (
                <li key={ticket.code}>
                  <Link class="hostedClass" href={`/host/${ticket.code}`}>
                    <strong class="mono">{showCode(ticket.code)}</strong>
                    <span>{t('class.keptUntil', { date: dateText(ticket.expiresMs) })}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        <PlanForm />
        <Stored />
      </main>
    </>
  );
}
