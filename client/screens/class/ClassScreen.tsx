import { useEffect } from 'preact/hooks';
import { navigate } from '../../app/router.ts';
import type { ScreenProps } from '../../app/routes.ts';
import { Loading } from '../../parts/Loading.tsx';
import { t } from '../../text/i18n.ts';
import './class.css';
import { Lesson } from './Lesson.tsx';
import { codeOf, useAdopted, useStudent } from './parts/useClass.ts';

/** A student's place in a class. Whoever has no seat here is sent to the door; the seat itself never asks for a click. */
export default function ClassScreen({ params }: ScreenProps) {
  useAdopted();
  const code = codeOf(params.code);
  const seat = useStudent(code);
  useEffect(() => {
    if (!seat) navigate(`/join/${encodeURIComponent(code)}`, { replace: true });
  }, [seat, code]);
  if (!seat) return <Loading />;
  const round = params.round === undefined ? null : Number(params.round) - 1;
  return seat.lesson.value && seat.own.value ? (
    <Lesson seat={seat} homeworkRound={round} />
  ) : seat.gone.value ? (
    <Lesson seat={seat} homeworkRound={null} />
  ) : (
    <Loading what={t('class.sitting')} />
  );
}
