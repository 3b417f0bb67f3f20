import type { Place, Standings } from '../../../../shared/protocol/class.ts';
import { MedalCoin } from '../../../parts/Medal.tsx';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import '../review.css';

/** The board of the best as its reader may see it; the own line is marked, and added where it is further down. */
export function StandingsBoard({ standings }: { standings: Standings }) {
  const { places, own, teams, more } = standings;
  const isListed = own !== null && places.some(({ seat }) => seat === own.seat);
  return (
    <div class="standings">
      {teams.length > 0 && (
        <ol class="places teamPlaces" aria-label={t('class.teams')}>
          {teams.map((team) => (
            <li key={team.team} class={own?.team === team.team ? 'placeRow ownPlace' : 'placeRow'}>
              <span class="placeNumber mono">{team.place}</span>
              <span class="placeName">
                <TeamMark team={team.team} /> {team.name}
                <small>{t('class.members', { count: team.members })}</small>
              </span>
              <span class="placePoints mono">{number(team.points)}</span>
            </li>
          ))}
        </ol>
      )}
      {places.length > 0 && (
        <ol class="places" aria-label={t('class.board')}>
          {places.map((place) => (
            <PlaceRow key={place.seat} place={place} own={place.seat === own?.seat} />
          ))}
          {more > 0 && (
            <li class="moreRow">
              {t('class.moreAtPlace', { count: more, place: places[places.length - 1].place })}
            </li>
          )}
          {own && !isListed && <PlaceRow key="own" place={own} own apart />}
        </ol>
      )}
    </div>
  );
}

function PlaceRow({ place, own, apart }: { place: Place; own: boolean; apart?: boolean }) {
  const look = `placeRow${own ? ' ownPlace' : ''}${apart ? ' apart' : ''}`;
  return (
    <li class={look} aria-current={own ? 'true' : undefined}>
      <span class="placeNumber mono">{place.place}</span>
      <span class="placeName">
        {place.team !== null && <TeamMark team={place.team} />} {place.name}
        {own && <small>{t('level.you')}</small>}
      </span>
      {place.medal && (
        <span role="img" aria-label={t(`medal.${place.medal}`)}>
          <MedalCoin medal={place.medal} earned size={20} />
        </span>
      )}
      <span class="placePoints mono">{number(place.points)}</span>
    </li>
  );
}

const teamTypes = ['int', 'str', 'tuple', 'list', 'dict', 'bytes', 'set', 'float'];

/** A team's block, numbered from 1, in the colour of an object type. */
export function TeamMark({ team }: { team: number }) {
  const color = `var(--type-${teamTypes[team % teamTypes.length]})`;
  return (
    <span class="teamMark mono" style={{ background: color }} aria-hidden="true">
      {team + 1}
    </span>
  );
}

/** Names that stand on one step; who shares the place beyond them is counted. */
const NAMES = 4;

/** The first three places as towers of blocks, each as high as its place; who shares a place stands on one tower. */
export function Podium({ standings }: { standings: Standings }) {
  const { teams, places, more } = standings;
  const rows: readonly Pick<Place, 'place' | 'points' | 'name' | 'team'>[] =
    teams.length > 0 ? teams : places;
  const beyond = teams.length > 0 ? 0 : more;
  const last = rows.at(-1)?.place;
  const steps = [2, 1, 3].flatMap((place) => {
    const all = rows.filter((row) => row.place === place && row.points > 0);
    const count = all.length + (place === last ? beyond : 0);
    return all.length > 0 ? [{ place, points: all[0].points, names: all.slice(0, NAMES), count }] : [];
  });
  if (steps.length === 0) return null;
  return (
    <ol class="podium" aria-label={t('class.podium')}>
      {steps.map(({ place, points, names, count }) => (
        <li key={place} class={`step step${place}`}>
          <span class="unseen">{t('class.placeOnly', { place })}</span>
          {names.map(({ name, team }) => (
            <strong key={name} class="stepName">
              {teams.length > 0 && team !== null && <TeamMark team={team} />} {name}
            </strong>
          ))}
          {count > names.length && (
            <span class="stepMore">{t('class.andMore', { count: count - names.length })}</span>
          )}
          <span class="stepPoints mono">{number(points)}</span>
          <span class="stepTower" aria-hidden="true">
            <b class="mono">{place}</b>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** One's own place among all. */
export function PlaceText({ place, seats }: { place: number; seats: number }) {
  return (
    <p>
      <span>{t('class.place')}</span>
      <b class="mono">{place}</b>
      <span>{t('class.ofSeats', { count: seats })}</span>
    </p>
  );
}
