import { hasRoute } from '../../app/routes.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Link } from '../../parts/Link.tsx';
import { readLastPlayed } from '../../state/lastPlayed.ts';
import { local, t } from '../../text/i18n.ts';

/** The doors of the house, the way in first. A door whose room is not built yet says so and does not open. */
export function Doors() {
  const last = readLastPlayed();
  const levelHref = last && `/play/${encodeURIComponent(last.level)}`;
  return (
    <nav class="doors" aria-label={t('home.doors')}>
      {last && levelHref && !last.won ? (
        <>
          <Door
            main
            href={levelHref}
            name={t('home.continue')}
            text={t('home.continueText', { level: `${last.number} ${local(last.title)}`, count: last.move })}
          />
          <Door href="/play" name={t('home.allLevels')} text={t('home.allLevelsText')} />
        </>
      ) : (
        <Door
          main
          href="/play"
          name={t('home.play')}
          text={
            last ? t('home.playOn', { level: `${last.number} ${local(last.title)}` }) : t('home.playText')
          }
        />
      )}
      <Door href="/join" name={t('home.join')} text={t('home.joinText')} />
      <Door href="/host" name={t('home.teach')} text={t('home.teachText')} />
      <Door quiet href="/lab" name={t('home.lab')} text={t('home.labText')} />
    </nav>
  );
}

interface DoorProps {
  readonly href: string;
  readonly name: string;
  readonly text: string;
  readonly main?: boolean;
  readonly quiet?: boolean;
}

function Door({ href, name, text, main, quiet }: DoorProps) {
  const look = main ? 'door mainDoor' : quiet ? 'door quietDoor' : 'door';
  const words = (
    <span class="doorWords">
      <strong>{name}</strong>
      <span>{text}</span>
    </span>
  );
  if (!hasRoute(href)) {
    return (
      <div class={`${look} shutDoor`}>
        {words}
        <em>{t('home.soon')}</em>
      </div>
    );
  }
  return (
    <Link href={href} class={look}>
      {words}
      <Icon name="next" />
    </Link>
  );
}
