import { useEffect, useState } from 'preact/hooks';
import { streamOf } from '../../../shared/class/duel.ts';
import type { Rejection } from '../../../shared/game/action.ts';
import type { DuelRequest, LessonView, OwnView } from '../../../shared/protocol/class.ts';
import type { ClassStudent } from '../../host/class.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { bytes as bytesText } from '../../text/format.ts';
import { local, t } from '../../text/i18n.ts';
import { reasonText } from '../level/words.ts';
import './duel.css';
import { Clock } from './parts/Clock.tsx';
import { Trouble } from './parts/Trouble.tsx';
import { useOrders } from './parts/useOrders.ts';
import { StudentPage } from './StudentPage.tsx';

export interface DuelWriterProps {
  readonly seat: ClassStudent;
  readonly lesson: LessonView;
  readonly own: OwnView;
}

/** A duel's first half: the stream that the rival will have to survive, under a budget, drawn to scale while it is written. */
export function DuelWriter({ seat, lesson, own }: DuelWriterProps) {
  const duel = own.duel;
  const level = seat.level.value;
  const [stream, setStream] = useState<readonly DuelRequest[]>(() => bare(duel?.written ?? []));
  const [refused, setRefused] = useState<Rejection | null>(null);
  const [changing, setChanging] = useState(false);
  const orders = useOrders();
  useEffect(() => {
    if (stream.length > 0 || !duel) return;
    setStream(bare(duel.written ?? (level && streamOf(level)) ?? []));
  }, [duel !== null, level]);

  if (!duel) {
    return (
      <StudentPage seat={seat} own={own}>
        <h1 tabIndex={-1}>{t('class.duelWait')}</h1>
        <p class="lead">{t('class.hostStarts')}</p>
      </StudentPage>
    );
  }
  const { budget } = duel;
  const spent = stream.reduce((sum, request) => sum + request.bytes, 0);
  const change = (index: number, patch: Partial<DuelRequest>) => {
    setRefused(null);
    setStream(stream.map((request, at) => (at === index ? { ...request, ...patch } : request)));
  };
  const remove = (index: number) =>
    setStream(
      stream
        .filter((_, at) => at !== index)
        .map((request, at) => {
          if (request.dies === undefined) return request;
          const dies = request.dies > index ? request.dies - 1 : request.dies;
          const { dies: _old, ...rest } = request;
          return dies > at ? { ...rest, dies } : rest;
        }),
    );
  const handIn = async () => {
    const answer = await orders.give(seat.write(stream));
    if (!answer.ok) return;
    setRefused(answer.value.rejection);
    if (!answer.value.rejection) setChanging(false);
  };
  if (duel.written && !changing) {
    return (
      <StudentPage seat={seat} own={own}>
        <Icon name="check" size={40} />
        <h1 tabIndex={-1}>{t('class.duelHandedIn')}</h1>
        <p class="lead" role="status">
          {t('class.duelHandedInText', { name: duel.rival ?? '' })}
        </p>
        <Button onClick={() => setChanging(true)}>{t('class.duelChange')}</Button>
      </StudentPage>
    );
  }
  return (
    <StudentPage seat={seat} own={own} place="read">
      <p class="roundOf">
        {t('class.roundOf', { round: lesson.round + 1, count: lesson.rounds.length })}{' '}
        {level && local(level.title)} <Clock seat={seat} />
      </p>
      <h1 tabIndex={-1}>{duel.rival ? t('class.duelWrite', { name: duel.rival }) : t('class.duelAlone')}</h1>
      <p class="lead">{t('class.duelRule')}</p>
      <dl class="duelBudget" aria-label={t('class.duelBudget')}>
        <div data-over={stream.length > budget.requests}>
          <dt>{t('class.duelRequests')}</dt>
          <dd class="mono">
            {stream.length} / {budget.requests}
          </dd>
        </div>
        <div data-over={spent > budget.bytes}>
          <dt>{t('class.duelBytes')}</dt>
          <dd class="mono">
            {bytesText(spent)} / {bytesText(budget.bytes)}
          </dd>
        </div>
        <div>
          <dt>{t('class.duelSizes')}</dt>
          <dd class="mono">
            {budget.minBytes}–{budget.maxBytes} B
          </dd>
        </div>
      </dl>
      <ol class="duelStream">
        {stream.map((request, index) => (
          <li key={index} class="duelRequest">
            <span class="mono duelNumber">{index + 1}</span>
            <select
              aria-label={t('class.duelType', { request: index + 1 })}
              value={request.type}
              onChange={(event) => change(index, { type: event.currentTarget.value })}
            >
              {budget.types.map((type) => (
                <option key={type}>{type}</option>
              ))}
            </select>
            <label class="duelSize">
              <span class="unseen">{t('class.duelSizeOf', { request: index + 1 })}</span>
              <input
                class="mono"
                type="number"
                min={budget.minBytes}
                max={budget.maxBytes}
                value={request.bytes}
                onInput={(event) =>
                  change(index, { bytes: Math.max(0, Math.trunc(event.currentTarget.valueAsNumber || 0)) })
                }
              />
              <span aria-hidden="true">B</span>
            </label>
            <select
              aria-label={t('class.duelLife', { request: index + 1 })}
              value={request.dies ?? ''}
              onChange={(event) => {
                const { dies: _old, ...rest } = request;
                const dies = Number(event.currentTarget.value);
                setRefused(null);
                setStream(stream.map((one, at) => (at === index ? (dies ? { ...rest, dies } : rest) : one)));
              }}
            >
              <option value="">{t('class.duelStays')}</option>
              {Array.from({ length: stream.length - index }, (_, step) => index + 1 + step).map((dies) => (
                <option key={dies} value={dies}>
                  {dies < stream.length
                    ? t('class.duelDies', { request: dies + 1 })
                    : t('class.duelDiesLast')}
                </option>
              ))}
            </select>
            <IconButton
              icon="close"
              label={t('class.duelRemove', { request: index + 1 })}
              disabled={stream.length === 1}
              onClick={() => remove(index)}
            />
            <span
              class="duelBar"
              aria-hidden="true"
              style={{
                '--share': String(Math.min(1, request.bytes / budget.maxBytes)),
                '--type': `var(--type-${request.type}, var(--type-instance))`,
              }}
            />
          </li>
        ))}
      </ol>
      <div class="row">
        <Button
          disabled={stream.length >= budget.requests}
          onClick={() => setStream([...stream, { type: budget.types[0], bytes: budget.minBytes }])}
        >
          {t('class.duelAdd')}
        </Button>
        <Button look="primary" disabled={orders.busy || stream.length === 0} onClick={handIn}>
          {t(orders.busy ? 'class.duelChecking' : 'class.duelHandIn')}
        </Button>
      </div>
      <div role="alert">{refused && <p class="trouble">{reasonText(refused)}</p>}</div>
      <Trouble trouble={orders.trouble} />
    </StudentPage>
  );
}

/** What may be handed in of a request: a level's own ones have names as well. */
function bare(stream: readonly DuelRequest[]): readonly DuelRequest[] {
  return stream.map(({ type, bytes, dies }) =>
    dies === undefined ? { type, bytes } : { type, bytes, dies },
  );
}
