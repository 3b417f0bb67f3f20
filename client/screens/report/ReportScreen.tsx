import { useEffect, useState } from 'preact/hooks';
import { showCode } from '../../../shared/class/code.ts';
import type { ClassReport } from '../../../shared/class/report.ts';
import { navigate } from '../../app/router.ts';
import type { ScreenProps } from '../../app/routes.ts';
import { useTitle } from '../../app/title.ts';
import type { ClassHost } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Link } from '../../parts/Link.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { t } from '../../text/i18n.ts';
import '../class/class.css';
import { Trouble } from '../class/parts/Trouble.tsx';
import { codeOf, dropHost, useAdopted, useHost } from '../class/parts/useClass.ts';
import { useOrders } from '../class/parts/useOrders.ts';
import { dateText } from '../class/parts/words.ts';
import { NoDesk } from '../host/DeskScreen.tsx';
import '../host/desk.css';
import '../host/plan.css';
import { Stored } from '../host/Stored.tsx';
import { LevelPart } from './LevelPart.tsx';
import './report.css';
import { SummaryTable } from './SummaryTable.tsx';
import { saveFile } from './saveFile.ts';

/** What a class has reached: on the page, as a table for a spreadsheet, as data; and the way to delete all of it. */
export default function ReportScreen({ params }: ScreenProps) {
  useAdopted();
  const code = codeOf(params.code);
  const host = useHost(code);
  useTitle(`${code} · ${t('host.report')}`);
  if (!host) return <NoDesk title="host.noKey" text="host.noKeyText" />;
  return <Report host={host} />;
}

function Report({ host }: { host: ClassHost }) {
  const [report, setReport] = useState<ClassReport | null>(null);
  const [asking, setAsking] = useState(false);
  const [deleted, setDeleted] = useState(false);
  const orders = useOrders();
  const load = async () => {
    const found = await orders.give(host.report());
    if (found.ok) setReport(found.value);
  };
  useEffect(() => void load(), [host]);

  const gone = host.gone.value;
  if (deleted) return <NoDesk title="class.gone.deleted" text="class.goneText.deleted" />;
  if (gone) return <NoDesk title={`class.gone.${gone}`} text={`class.goneText.${gone}`} />;
  const csv = async () => {
    const file = await orders.give(host.reportCsv());
    if (file.ok) saveFile(file.value.fileName, file.value.text, 'text/csv;charset=utf-8');
  };
  return (
    <>
      <TopBar />
      <main id="main" class="page reportPage" tabIndex={-1}>
        <p class="roundOf">
          <Link href={`/host/${host.code}`}>
            <Icon name="back" size={16} /> {t('report.back')}
          </Link>
        </p>
        <h1 tabIndex={-1}>
          {t('host.report')} <span class="mono quietText">{showCode(host.code)}</span>
        </h1>
        {report && (
          <p class="lead">
            {t('report.when', { date: dateText(report.openedMs), count: report.seats.length })}
          </p>
        )}
        <Trouble trouble={orders.trouble} />
        <div class="row reportButtons">
          <Button icon="download" disabled={!report} onClick={csv}>
            {t('report.csv')}
          </Button>
          <Button
            icon="download"
            disabled={!report}
            onClick={() =>
              saveFile(
                `pyarena-${host.code}.json`,
                `${JSON.stringify(report, null, 2)}\n`,
                'application/json',
              )
            }
          >
            {t('report.json')}
          </Button>
          <Button icon="restart" disabled={orders.busy} onClick={() => void load()}>
            {t('report.reload')}
          </Button>
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('report.delete')}
          </Button>
        </div>
        {!report && !orders.trouble && <Loading />}
        {report && (
          <>
            <SummaryTable report={report} />
            {report.levels
              .filter(({ status }) => status !== 'waiting')
              .map((level) => (
                <LevelPart key={level.round} level={level} />
              ))}
            <p class="quietText">{t('class.keptUntil', { date: dateText(report.expiresMs) })}</p>
            <Stored />
          </>
        )}
      </main>
      {asking && (
        <Sheet title={t('report.deleteTitle')} onClose={() => setAsking(false)}>
          <p>{t('report.deleteText')}</p>
          <div class="row">
            <Button
              look="danger"
              onClick={async () => {
                const answer = await orders.give(host.deleteClass());
                setAsking(false);
                if (!answer.ok) return;
                setDeleted(true);
                dropHost(host.code);
                navigate('/host', { replace: true });
              }}
            >
              {t('report.deleteYes')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
          </div>
        </Sheet>
      )}
    </>
  );
}
