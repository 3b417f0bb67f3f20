import type { ScreenProps } from '../../app/routes.ts';
import { Link } from '../../parts/Link.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { t } from '../../text/i18n.ts';
import '../class/class.css';
import { codeOf, useAdopted, useHost } from '../class/parts/useClass.ts';
import { Desk } from './Desk.tsx';
import './desk.css';
import './plan.css';
import './seat.css';
import './wall.css';

/** The host's desk of one class. Its key is in this browser, or comes with a link. */
export default function DeskScreen({ params }: ScreenProps) {
  useAdopted();
  const host = useHost(codeOf(params.code));
  if (!host) return <NoDesk title="host.noKey" text="host.noKeyText" />;
  const gone = host.gone.value;
  if (gone) return <NoDesk title={`class.gone.${gone}`} text={`class.goneText.${gone}`} />;
  if (!host.lesson.value) return <Loading what={t('host.sitting')} />;
  return <Desk host={host} />;
}

/** There is no desk here: why, and where to go. */
export function NoDesk({ title, text }: { title: string; text: string }) {
  return (
    <>
      <TopBar />
      <main id="main" class="page narrow" tabIndex={-1}>
        <h1 tabIndex={-1}>{t(title)}</h1>
        <p class="lead">{t(text)}</p>
        <div class="row">
          <Link class="button primary" href="/host">
            {t('host.toStart')}
          </Link>
        </div>
      </main>
    </>
  );
}
