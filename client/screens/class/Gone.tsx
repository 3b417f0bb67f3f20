import { navigate } from '../../app/router.ts';
import type { ClassStudent } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { Link } from '../../parts/Link.tsx';
import { t } from '../../text/i18n.ts';
import { dropStudent } from './parts/useClass.ts';
import { StudentPage } from './StudentPage.tsx';

export interface GoneProps {
  readonly seat: ClassStudent;
  readonly why: NonNullable<ClassStudent['gone']['value']>;
}

/** It is over for this seat: why, and what can be done. */
export function Gone({ seat, why }: GoneProps) {
  const again = () => {
    seat.forget();
    dropStudent(seat.code);
    navigate(`/join/${seat.code}`, { replace: true });
  };
  return (
    <StudentPage seat={seat} own={null}>
      <h1 tabIndex={-1}>{t(`class.gone.${why}`)}</h1>
      <p class="lead">{t(`class.goneText.${why}`)}</p>
      <div class="row">
        {why === 'otherVersion' ? (
          <Button look="primary" icon="restart" onClick={() => location.reload()}>
            {t('class.reload')}
          </Button>
        ) : why === 'removed' || why === 'noSeat' ? (
          <Button look="primary" onClick={again}>
            {t('class.joinAgain')}
          </Button>
        ) : null}
        <Link class="button plain" href="/play">
          {t('nav.levels')}
        </Link>
      </div>
    </StudentPage>
  );
}
