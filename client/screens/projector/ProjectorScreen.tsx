import type { ScreenProps } from '../../app/routes.ts';
import { useTitle } from '../../app/title.ts';
import { Loading } from '../../parts/Loading.tsx';
import { t } from '../../text/i18n.ts';
import '../class/class.css';
import { codeOf, useAdopted, useProjector } from '../class/parts/useClass.ts';
import { NoDesk } from '../host/DeskScreen.tsx';
import { Projector } from './Projector.tsx';
import './projector.css';

/** The view for the wall of the classroom: looks, orders nothing. Its key comes with the host's link. */
export default function ProjectorScreen({ params }: ScreenProps) {
  useAdopted();
  const code = codeOf(params.code);
  const view = useProjector(code);
  useTitle(`${code} · ${t('host.projector')}`);
  if (!view) return <NoDesk title="host.noKey" text="host.noProjectorKey" />;
  const gone = view.gone.value;
  if (gone) return <NoDesk title={`class.gone.${gone}`} text={`class.goneText.${gone}`} />;
  if (!view.lesson.value) return <Loading what={t('host.sitting')} />;
  return <Projector view={view} />;
}
