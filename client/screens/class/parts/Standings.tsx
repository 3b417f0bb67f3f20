import type { Place, Standings } from '../../../../shared/protocol/class.ts';
import { MedalCoin } from '../../../parts/Medal.tsx';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';

/** The board of the best as its reader may see it; the own line is marked, and added where it is further down. */
export function StandingsBoard({ standings }: { standings: Standings }) {
  const { places, own, teams } = standings;
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

/** A team's block: as many marks in it as its number, in the colour of an object type. */
export function TeamMark({ team }: { team: number }) {
  const color = `var(--type-${teamTypes[team % teamTypes.length]})`;
  return (
    <svg class="teamMark" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <rect x="1" y="1" width="16" height="16" rx="4" fill={color} />
      <text x="9" y="13" text-anchor="middle" fill="var(--ground)" font-size="11" font-weight="700">
        {team}
      </text>
    </svg>
  );
}

/** The first three places as towers of blocks, each as high as its place; shared places stand side by side. */
export function Podium({ standings }: { standings: Standings }) {
  const teams = standings.teams.map((team) => ({ ...team, seat: -1 - team.team, name: team.name }));
  const rows = teams.length > 0 ? teams : standings.places;
  const shown = rows.filter(({ place, points }) => place <= 3 && points > 0).slice(0, 5);
  if (shown.length === 0) return null;
  const order = arrange(shown);
  return (
    <ol class="podium" aria-label={t('class.podium')}>
      {order.map((row) => (
        <li key={row.seat} class={`step step${row.place}`} style={{ order: order.indexOf(row) }}>
          <strong class="stepName">
            {row.seat < 0 && <TeamMark team={-1 - row.seat} />} {row.name}
          </strong>
          <span class="stepPoints mono">{number(row.points)}</span>
          <span class="stepTower" aria-hidden="true">
            <b class="mono">{row.place}</b>
          </span>
          <span class="unseen">{t('class.placeOnly', { place: row.place })}</span>
        </li>
      ))}
    </ol>
  );
}

/** Second places to the left, the first in the middle, the others to the right. */
function arrange<T extends { readonly place: number }>(rows: readonly T[]): readonly T[] {
  const [first, second, third] = [1, 2, 3].map((place) => rows.filter((row) => row.place === place));
  return [...second, ...first, ...third];
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
